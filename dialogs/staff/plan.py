"""The triage screen (ZAR-8): all that a curator sets stands on it, proposed, each changed by a press."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from core.incidents.model import Incident
from core.incidents.use_cases import Triage
from core.incidents.values import Importance, Location
from core.shared.ids import IncidentId, TopicId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import (
    Action,
    Answers,
    Check,
    Choice,
    Choices,
    Dialog,
    Done,
    Open,
    Option,
    Place,
)
from dialogs.staff.candidates import Candidates, candidates
from dialogs.staff.overtaken import overtaken
from dialogs.staff.plan_page import page
from dialogs.staff.planned import AUTO, USUAL, executor_of, minutes, order, topic_of
from dialogs.staff.subject import incident_of
from dialogs.staff.titles import IMPORTANCE
from dialogs.staff.topics import topic_options

OTHERS_MOST: Final = 5
ALSO_MOST: Final = 3


async def topics(ctx: Ctx) -> Sequence[Option]:
    """What the words speak for comes first. Refuses to those who may not route: a button can be forged."""
    ctx.me.must(Right.ASSIGN)
    incident = await incident_of(ctx)
    return await topic_options(ctx, incident.text, incident.topic)


async def further_topics(ctx: Ctx) -> Sequence[Option]:
    """What else it is about."""
    main = ctx.answers.get("topic")
    return [option for option in await topics(ctx) if option.id != main]


async def weights(_ctx: Ctx) -> Sequence[Option]:
    """A significant one is told to the city head at once (ZAR-23)."""
    return [Option(each.value, title) for each, title in IMPORTANCE.items()]


async def terms(ctx: Ctx) -> Sequence[Option]:
    """The usual term, and the shortened ones of the profile (ZAR-8)."""
    shorter = ctx.app.rules.terms(ctx.me.municipality).shortened
    usual = Option(USUAL, Msg("plan-term.usual"))
    return [usual, *(Option(minutes(each), _shorter(each)) for each in shorter)]


def _shorter(length: timedelta) -> Msg:
    return Msg("plan-term.shorter", {"hours": length // timedelta(hours=1)})


async def executors(ctx: Ctx) -> Sequence[Option]:
    """Whoever the topic speaks for first, then everybody by name."""
    found = await _candidates(ctx)
    auto = found.proposed
    options = [Option(each.person.id, found.title(each)) for each in found.people]
    if auto is None:
        return options
    return [Option(AUTO, Msg("plan-executor.auto", {"name": auto.person.name})), *options]


async def others(ctx: Ctx) -> Sequence[Option]:
    """Who gives a part before the answer is written (ZAR-16)."""
    found = await _candidates(ctx)
    last, ticked = executor_of(found, ctx.answers), ctx.answers.get("others") or ()
    return [
        Option(each.person.id, found.title(each))
        for each in found.people
        if each.person.id != last or each.person.id in ticked
    ]


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """Which message it is about."""
    return {"number": (await incident_of(ctx)).number}


async def _candidates(ctx: Ctx) -> Candidates:
    incident = await incident_of(ctx)
    return await candidates(ctx, incident, topic_of(ctx, incident))


async def route(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Everybody concerned is told in the same commit. Too late, the curator sees how things stand."""
    incident = IncidentId(ctx.arg)
    people = order(await _candidates(ctx), given)
    triage = Triage(
        topics=tuple(TopicId(each) for each in (given["topic"], *(given.get("also") or ()))),
        location=place_of(given.get("place")),
        executors=people,
        importance=Importance(given["importance"]),
        shortened=None if given["term"] == USUAL else timedelta(minutes=int(given["term"])),
    )
    try:
        found = await ctx.app.route(incident, triage, by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(_told(found, (await _candidates(ctx)).name(people[0])))


def place_of(given: Mapping[str, Any] | None) -> Location:
    """The place of an answer; none is a place not given."""
    return Location(**given) if given else Location()


def _told(incident: Incident, name: str | Msg) -> Msg:
    about = {"number": incident.number, "executor": name}
    if incident.shares:
        return Msg("plan-done.several", {**about, "count": len(incident.shares)})
    return Msg("plan-done", about)


def aside(ctx: Ctx) -> Sequence[Action]:
    """The message and its photos, before deciding; and what else can be done with it."""
    return (
        Action("words", Msg("incident-staff.words"), Open("words", ctx.arg)),
        Action("more", Msg("incident-staff.more"), Open("more", ctx.arg)),
    )


PLAN = Dialog(
    name="plan",
    title=Msg("plan-title"),
    steps=(
        Choice(name="topic", options=topics, args=about),
        Choices(name="also", options=further_topics, most=ALSO_MOST, optional=True),
        Place(name="place", parse=Location.typed, optional=True),
        Choice(name="importance", options=weights),
        Choice(name="term", options=terms),
        Choice(name="executor", options=executors, args=about),
        Choices(name="others", options=others, most=OTHERS_MOST, optional=True, ordered=True),
        Check(
            name="check",
            show=page,
            changeable=("executor", "others", "topic", "also", "place", "importance", "term"),
            columns=2,
            confirm=Msg("plan-check.send"),
            aside=aside,
        ),
    ),
    finish=route,
)
