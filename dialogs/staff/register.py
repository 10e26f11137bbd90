"""The register: all incidents by time left, cut by state, unit, lateness; or one by its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.incidents.values import OPEN, State
from core.notices.alarms import TOPIC_CUT
from core.shared.ids import TopicId, UnitId
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import (
    Action,
    Answers,
    Card,
    Choice,
    Dialog,
    Listing,
    Number,
    Open,
    Option,
    View,
)
from dialogs.incident_lines import topic_today
from dialogs.staff.found import begin
from dialogs.staff.rows import open_card, options
from dialogs.staff.titles import STATES

LATE: Final = "late"
NUMBER_MOST: Final = 10**9


@dataclass(frozen=True, slots=True)
class Cut:
    """Which incidents are shown: `<state>.<unit>.<late>`; without a state all that are open.

    `topic:<topic>`: all of a topic that are open, as the alarm of many messages opens them.
    """

    states: frozenset[State] = OPEN
    unit: UnitId | None = None
    late: bool = False
    topic: TopicId | None = None

    @classmethod
    def read(cls, arg: str) -> "Cut":
        """What a button says; anything forged is the whole register."""
        if arg.startswith(TOPIC_CUT):
            return cls(topic=TopicId(arg.removeprefix(TOPIC_CUT)))
        state, _, rest = arg.partition(".")
        unit, _, late = rest.rpartition(".")
        states = frozenset({State(state)}) if state in set(State) else OPEN
        return cls(states, UnitId(unit) if unit else None, late == LATE)


def cut_arg(state: str = "", unit: str = "", *, late: bool = False) -> str:
    """What `Cut.read` reads."""
    return f"{state}.{unit}.{LATE if late else ''}"


async def show(ctx: Ctx) -> View:
    """How many there are, and how many are late. Refuses to those who do not see all."""
    return View((Msg("register-card"), *paragraph(*await counted(ctx))))


async def counted(ctx: Ctx) -> tuple[Msg, ...]:
    """How many are open, and how many of them late."""
    count = await ctx.app.register.count(by=ctx.me)
    late = await ctx.app.register.count(by=ctx.me, late=True)
    told = Msg("register-open", {"count": count})
    return (told, Msg("register-count-late", {"count": late})) if late else (told,)


async def actions(ctx: Ctx) -> Sequence[Action]:
    """The ways in; and for those who may, a message found elsewhere."""
    new = (Action("found", Msg("register-card.found"), begin("")),) if ctx.me.may(Right.REGISTER) else ()
    return (
        Action("all", Msg("register-card.all"), Open("cut", cut_arg())),
        Action("late", Msg("register-card.late"), Open("cut", cut_arg(late=True))),
        Action("by-state", Msg("register-card.by-state"), Open("by-state")),
        Action("by-unit", Msg("register-card.by-unit"), Open("by-unit")),
        Action("number", Msg("register-card.number"), Open("number")),
        *new,
    )


async def states(ctx: Ctx) -> Sequence[Option]:
    """Every state, closed ones too. Refuses to those who do not see all."""
    ctx.me.must(Right.SEE_INCIDENTS)
    return [Option(state.value, title) for state, title in STATES.items()]


async def units(ctx: Ctx) -> Sequence[Option]:
    """Every unit: all that is open, or the late ones alone. Refuses to those who do not see all."""
    ctx.me.must(Right.SEE_INCIDENTS)
    found = []
    for unit in await ctx.app.units(by=ctx.me):
        found.append(Option(cut_arg(unit=unit.id), unit.title))
        found.append(Option(cut_arg(unit=unit.id, late=True), Msg("by-unit-choice.late")))
    return found


async def open_state(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The list of one state."""
    return Open("cut", cut_arg(given["choice"]))


async def open_unit(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The list of one unit."""
    return Open("cut", given["choice"])


async def page(ctx: Ctx, number: int) -> Slice[Option]:
    """By the time that is left, the soonest first."""
    cut = Cut.read(ctx.arg)
    found = await ctx.app.register(
        by=ctx.me, page=number, states=cut.states, unit=cut.unit, late=cut.late, topic=cut.topic
    )
    return options(ctx, found)


async def about(ctx: Ctx) -> dict[str, Msg | int]:
    """Which cut it is; `timed` where its lines say how much time is left."""
    cut = Cut.read(ctx.arg)
    state = STATES[next(iter(cut.states))] if len(cut.states) == 1 else Msg("cut-list.open")
    unit = await ctx.app.units.title(ctx.me.municipality, cut.unit) if cut.unit else None
    told = Msg("cut-list.unit", {"state": state, "unit": unit}) if unit else state
    if cut.topic is not None:
        told = Msg("cut-list.topic", {"topic": topic_today(ctx, cut.topic) or cut.topic, "state": told})
    timed = not cut.late and cut.states <= OPEN
    return {"cut": Msg("cut-list.late", {"cut": told}) if cut.late else told, "timed": int(timed)}


async def open_number(ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card of the incident with this number. Refuses `incident-unknown`."""
    card = await ctx.app.find(given["number"], by=ctx.me)
    return Open("incident", card.incident.id)


def only_late(ctx: Ctx) -> bool:
    """A digest's button leads to what is late at once."""
    return ctx.arg == LATE


async def late_page(ctx: Ctx, number: int) -> Slice[Option]:
    """Everything that is late, the longest first."""
    return options(ctx, await ctx.app.register(by=ctx.me, page=number, late=True))


async def open_late(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks who may see it."""
    return Open("incident", given["late"])


REGISTER = Dialog(
    name="register",
    steps=(
        Listing(name="late", page=late_page, when=only_late),
        Card(name="card", show=show, actions=actions, when=lambda ctx: not only_late(ctx)),
    ),
    finish=open_late,
)

BY_STATE = Dialog(
    name="by-state", steps=(Choice(name="choice", options=states, columns=2),), finish=open_state
)

BY_UNIT = Dialog(name="by-unit", steps=(Choice(name="choice", options=units, columns=2),), finish=open_unit)

CUT = Dialog(name="cut", steps=(Listing(name="list", page=page, args=about),), finish=open_card)

NUMBER = Dialog(
    name="number",
    steps=(Number(name="number", least=1, most=NUMBER_MOST),),
    finish=open_number,
)
