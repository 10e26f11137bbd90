"""Name who does somebody's work while they are away: who, instead of whom, why, when, by which order."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from core.people.lines import REASONS, terms
from core.people.substitution import LONGEST, Absence, OrderNumber, Reason
from core.shared.days import local_day
from core.shared.ids import PersonId
from core.shared.lines import stacked
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Choice, Day, Dialog, Done, Option, Text, View

WHY = (Reason.LEAVE, Reason.ILLNESS, Reason.TRIP, Reason.STUDY, Reason.OTHER)


def asked_who(ctx: Ctx) -> bool:
    """From the list of substitutions nobody is named yet; from a person's card, or one's own, somebody is."""
    return not ctx.arg


def absent_of(ctx: Ctx) -> PersonId:
    """Who will be away."""
    return PersonId(ctx.arg or ctx.answers.get("who") or ctx.me.person)


async def people(ctx: Ctx) -> Sequence[Option]:
    """Those whose work the person may hand on."""
    return [Option(each.id, each.name) for each in await ctx.app.office.colleagues.all(by=ctx.me)]


async def colleagues(ctx: Ctx) -> Sequence[Option]:
    """The unit's people first."""
    found = await ctx.app.office.colleagues(absent_of(ctx), by=ctx.me)
    titles = {unit.id: unit.title for unit in await ctx.app.units(by=ctx.me)}
    return [
        Option(
            each.id,
            Msg("absence-colleague", {"name": each.name, "unit": titles[each.unit]})
            if each.unit in titles
            else each.name,
        )
        for each in found
    ]


async def whose(ctx: Ctx) -> Mapping[str, Any]:
    """Whose work it is about."""
    return {"name": (await ctx.app.office.colleagues.absent(absent_of(ctx), by=ctx.me)).name}


async def reasons(_ctx: Ctx) -> Sequence[Option]:
    """As the regulation lists them."""
    return [Option(reason.value, REASONS[reason]) for reason in WHY]


def today(ctx: Ctx) -> date:
    """The municipality's date."""
    return local_day(ctx.now, ctx.voice.zone)


def latest(ctx: Ctx) -> date:
    """No absence is longer."""
    return today(ctx) + LONGEST


def first_day(ctx: Ctx) -> date:
    """The day the absence begins, as answered."""
    return date.fromisoformat(ctx.answers["first"])


def last_latest(ctx: Ctx) -> date:
    """No absence is longer, counted from its first day."""
    return first_day(ctx) + LONGEST - timedelta(days=1)


def asked(ctx: Ctx) -> Absence:
    """What was answered."""
    given = ctx.answers
    last = given.get("last")
    return Absence(
        absent=absent_of(ctx),
        substitute=PersonId(given["substitute"]),
        first=first_day(ctx),
        last=date.fromisoformat(last) if last else None,
        reason=Reason(given["reason"]),
        order=given.get("order"),
    )


async def summary(ctx: Ctx) -> View:
    """Whose work goes to whom; to somebody else, where the substitute is away on the first day, too."""
    plan = asked(ctx)
    found = {each.id: each for each in await ctx.app.office.colleagues(plan.absent, by=ctx.me)}
    absent = await ctx.app.office.colleagues.absent(plan.absent, by=ctx.me)
    named = found[plan.substitute].name if plan.substitute in found else ""
    head = Msg("absence-check", {"absent": absent.name, "substitute": named})
    lines = [stacked(head, *terms(plan.reason, plan.first, plan.last, plan.order))]
    roster = await ctx.app.office.substitutions.roster(by=ctx.me)
    doer = roster.expected(plan.substitute, plan.first)
    if doer != plan.substitute:
        lines.append(Msg("absence-chain", {"substitute": named, "doer": roster.names[doer]}))
    return View(tuple(lines))


async def substitute(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """Both are told; from today on, the work changes hands at once."""
    made = await ctx.app.office.substitute(asked(ctx), by=ctx.me)
    args = {"first": made.first}
    return Done(Msg("absence-done" if made.first == today(ctx) else "absence-planned", args), refresh=True)


ABSENCE = Dialog(
    name="absence",
    title=Msg("absence-title"),
    steps=(
        Choice(name="who", options=people, when=asked_who),
        Choice(name="substitute", options=colleagues, args=whose),
        Choice(name="reason", options=reasons),
        Day(name="first", first=today, last=latest),
        Day(name="last", first=first_day, last=last_latest, optional=True),
        Text(name="order", parse=OrderNumber.parse, optional=True),
        Check(name="check", show=summary, columns=2, confirm=Msg("absence-check.confirm")),
    ),
    finish=substitute,
)
