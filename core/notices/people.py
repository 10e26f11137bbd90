"""What people are told of substitutions: who does whose work, until when, by which order (ZAR-7, NVK-5.2)."""

from datetime import date
from typing import Final

from core.notices.letter import Table
from core.notices.model import Button, Notice, ToPerson
from core.people.lines import terms
from core.people.roster_facts import (
    RosterFact,
    SubstitutionEnded,
    SubstitutionFact,
    SubstitutionMade,
    WorkHandedOver,
    WorkTakenBack,
)
from core.people.substitution import Reason
from core.shared.ids import PersonId
from core.shared.lines import paragraph
from core.shared.msg import Msg, Value


def _made(fact: SubstitutionMade) -> tuple[Notice, ...]:
    """To both, when it begins on a later day; on that day, or at once, the hand-over is told."""
    if fact.begins:
        return ()
    return (
        _personal(fact, fact.substitute, "substitute", _about("notice-substitution-yours", fact, fact.last)),
        _personal(fact, fact.subject, "absent", _about("notice-substitution-of-you", fact, fact.last)),
    )


def _ended(fact: SubstitutionEnded) -> tuple[Notice, ...]:
    """To both, when it is called off; the end of one in force is told as work that was taken back."""
    if fact.began:
        return ()
    args: dict[str, Value] = {
        "absent": fact.absent_name,
        "substitute": fact.substitute_name,
        "first": fact.first,
    }
    text = (Msg("notice-substitution-off", args),)
    return (
        _personal(fact, fact.substitute, "substitute", text),
        _personal(fact, fact.subject, "absent", text),
    )


def _handed_over(fact: WorkHandedOver) -> tuple[Notice, ...]:
    """To whoever does the work now, to the absent person, and to whoever did it until now."""
    told = [
        _personal(
            fact,
            fact.doer,
            "doer",
            (*_about("notice-work-yours", fact, fact.until), Msg("notice-work", {"count": fact.work})),
            Button(title=Msg("notice-work.open"), dialog="assignments", arg=""),
        )
    ]
    if fact.reason is not Reason.LEFT:
        told.append(
            _personal(
                fact,
                fact.subject,
                "absent",
                _about("notice-work-away", fact, fact.last),
                Button(title=Msg("notice-work-away.back"), dialog="back", arg=fact.substitution),
            )
        )
    if fact.before is not None:
        args: dict[str, Value] = {"absent": fact.absent_name, "doer": fact.doer_name}
        told.append(_personal(fact, fact.before, "before", (Msg("notice-work-moved", args),)))
    return tuple(told)


def _taken_back(fact: WorkTakenBack) -> tuple[Notice, ...]:
    """To both: the person is back at work, the substitute is free."""
    back = (Msg("notice-work-back", {"count": fact.work}),)
    free = (Msg("notice-work-over", {"absent": fact.absent_name}),)
    return (
        _personal(
            fact,
            fact.subject,
            "absent",
            back,
            Button(title=Msg("notice-work.open"), dialog="assignments", arg=""),
        ),
        _personal(fact, fact.before, "before", free),
    )


def _about(text: str, fact: SubstitutionFact, until: date | None) -> tuple[Msg, ...]:
    """Whose work, who does it, and below that why, until when, by which order."""
    doer = fact.doer_name if isinstance(fact, WorkHandedOver) else fact.substitute_name
    head = Msg(text, {"absent": fact.absent_name, "substitute": doer})
    return (head, *paragraph(*terms(fact.reason, fact.first, until, fact.order)))


def _personal(
    fact: RosterFact, person: PersonId | str, to: str, text: tuple[Msg, ...], *buttons: Button
) -> Notice:
    """For this very person, also while somebody else gets their work."""
    return Notice(
        key=f"{fact.name}:{fact.subject}:{fact.version}:{to}",
        to=ToPerson(PersonId(person), personally=True),
        audience="staff",
        about=fact.subject,
        text=text,
        buttons=buttons,
    )


TABLE: Final[Table] = {
    SubstitutionMade: _made,
    SubstitutionEnded: _ended,
    WorkHandedOver: _handed_over,
    WorkTakenBack: _taken_back,
}
