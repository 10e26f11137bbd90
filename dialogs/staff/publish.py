"""Publish an approved answer where the message stood, and send its link (ZAR-14)."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.deadlines.terms import SourceKind
from core.incidents.model import Draft, Incident
from core.incidents.values import PostLink, State
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Ready, Text
from dialogs.incident_lines import draft_at
from dialogs.staff.overtaken import overtaken
from dialogs.staff.subject import incident_of, must_be_open

BY_PHONE = "☎"
"""Stands for a link where there is none."""


async def ready(ctx: Ctx) -> Mapping[str, Any]:
    """The text to copy, and where the message stands. Refuses when there is nothing to publish."""
    incident, draft = await _approved(ctx)
    post = incident.origin.link
    where = Msg("publish-link.post", {"link": post}) if post else Msg("publish-link.no-post")
    return {"number": incident.number, "text": draft.text, "where": where}


async def by_phone(ctx: Ctx) -> Sequence[Ready]:
    """Whoever called the hotline is answered by phone: there is no link."""
    incident, _ = await _approved(ctx)
    if incident.origin.kind is not SourceKind.HOTLINE:
        return ()
    return (Ready("phone", Msg("publish-link.by-phone"), BY_PHONE),)


def where(raw: str) -> str:
    """A link, or that it was told by phone; refuses `link-malformed`."""
    return raw if raw == BY_PHONE else PostLink.parse(raw).value


async def _approved(ctx: Ctx) -> tuple[Incident, Draft]:
    subject, number = draft_at(ctx.arg)
    incident = await incident_of(ctx, subject)
    must_be_open(incident)
    draft = incident.draft
    if incident.state is not State.APPROVED or draft is None or draft.number != number:
        raise Refusal("nothing-to-publish")
    if incident.executor not in ctx.me.stands_for:
        raise Refusal("incident-not-yours")
    return incident, draft


async def publish(ctx: Ctx, _key: str, given: Answers) -> Done:
    """With the link it is out; whoever called the hotline was called back."""
    incident, number = draft_at(ctx.arg)
    try:
        link = "" if given["link"] == BY_PHONE else given["link"]
        found = await ctx.app.publish(incident, number, link, by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("publish-done", {"number": found.number}))


PUBLISH = Dialog(
    name="publish",
    steps=(Text(name="link", parse=where, args=ready, ready=by_phone),),
    finish=publish,
)
