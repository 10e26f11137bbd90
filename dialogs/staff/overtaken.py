"""A press that came too late: the reason in one sentence, and the card as things stand."""

from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.dialog import Done, Open

LATE = frozenset(
    {
        "draft-not-on-approval",
        "draft-outdated",
        "incident-answered",
        "incident-assigned",
        "incident-closed",
        "incident-not-assignable",
        "incident-on-approval",
        "nothing-to-publish",
        "question-open",
    }
)
"""Refusals that mean: somebody was quicker, or it is long over."""


def overtaken(refused: Refusal, incident: IncidentId) -> Done:
    """What is told instead of an error; any other refusal is raised again."""
    if refused.code not in LATE:
        raise refused
    return Done(Msg(f"refusal-{refused.code}", refused.args_), then=Open("incident", incident))
