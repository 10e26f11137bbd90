"""A small town of dialogs that the engine's tests play with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from core.shared.actor import Actor
from core.shared.ids import MunicipalityId, PersonId
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Duplicate
from core.shared.voice import Voice
from dialogs.app import App
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import (
    Action,
    Answers,
    Card,
    Check,
    Choice,
    Choices,
    Contact,
    Day,
    Dialog,
    Done,
    Listing,
    Media,
    Number,
    Open,
    Option,
    Place,
    Registry,
    Text,
    View,
)
from dialogs.engine.screen import Link
from dialogs.engine.update import Whence

ANNA = Actor(
    person=PersonId("anna"),
    municipality=MunicipalityId("demo"),
    name="Анна",
    voice=Voice("ru", "Europe/Moscow"),
)


@dataclass(slots=True)
class Town:
    """What stands for the app: facts by key, marks of handled updates, and switches for the stories."""

    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    commits: int = 0
    refuse: str = ""
    houses: int = 25
    closed: set[str] = field(default_factory=set)
    enrolled: dict[str, Actor] = field(default_factory=dict)

    def commit(self, ctx: Ctx) -> None:
        """What `Work.commit` does with the cause."""
        if ctx.cause is None:
            raise AssertionError("a turn has a cause")
        if not ctx.cause.settled and self.marks & set(ctx.cause.keys):
            raise Duplicate
        self.commits += 1
        self.marks |= set(ctx.cause.keys)
        ctx.cause.settle()


def town(ctx: Ctx) -> Town:
    """The town behind a turn."""
    return cast("Town", ctx.app)


def as_app(one: Town) -> App:
    """The town in the app's place."""
    return cast("App", one)


def words(least: int) -> Any:
    """A parser that wants at least so many characters."""

    def parse(raw: str) -> str:
        if len(raw) < least:
            raise Refusal("too-short", min=least, length=len(raw))
        return raw

    return parse


AREAS = {"parks": ("benches", "trees"), "roads": ("holes", "signs", "trees"), "water": ("pipes",)}


async def areas(_: Ctx) -> Sequence[Option]:
    return [Option(one, f"Area {one}") for one in AREAS]


async def topics(ctx: Ctx) -> Sequence[Option]:
    return [Option(one, Msg(f"topic-{one}")) for one in AREAS[ctx.answers["area"]]]


async def summary(ctx: Ctx) -> View:
    return View((Msg("report-summary", {"text": ctx.answers["text"]}),), media=tuple(ctx.answers["photos"]))


async def send(ctx: Ctx, key: str, given: Answers) -> Done:
    if town(ctx).refuse:
        raise Refusal(town(ctx).refuse)
    town(ctx).commit(ctx)
    town(ctx).sent[key] = dict(given)
    return Done(
        Msg("report-sent", {"number": len(town(ctx).sent)}), links=(Link("Site", "https://veche.test"),)
    )


REPORT = Dialog(
    name="report",
    title=Msg("menu.report"),
    steps=(
        Text(name="text", parse=words(10)),
        Choice(name="area", options=areas, columns=2),
        Choice(name="topic", options=topics, auto=True),
        Place(name="place", parse=words(3), optional=True),
        Media(name="photos", most=3, optional=True),
        Text(name="phone", parse=words(5), when=lambda ctx: ctx.answers.get("area") == "water"),
        Check(name="check", show=summary, columns=2),
    ),
    finish=send,
)


async def colours(_: Ctx) -> Sequence[Option]:
    return [Option("red", "Red"), Option("green", Msg("colour-green")), Option("blue", "Blue")]


async def keep_all(ctx: Ctx, key: str, given: Answers) -> Msg:
    town(ctx).commit(ctx)
    town(ctx).sent[key] = dict(given)
    return Msg("survey-thanks")


SURVEY = Dialog(
    name="survey",
    steps=(
        Choices(name="colours", options=colours, least=1, most=2),
        Number(name="age", least=1, most=120),
        Day(
            name="day",
            first=lambda ctx: ctx.now.date(),
            last=lambda ctx: ctx.now.date() + timedelta(days=400),
        ),
        Contact(name="contact"),
    ),
    finish=keep_all,
)

PAST = Dialog(
    name="past",
    steps=(Day(name="day", first=lambda _: date(2026, 1, 1), last=lambda _: date(2026, 4, 30)),),
    finish=keep_all,
)


async def houses(ctx: Ctx, page: int) -> Slice[Option]:
    every = [Option(f"h{number}", f"House {number}") for number in range(town(ctx).houses)]
    return Slice(tuple(every[page * 10 : page * 10 + 10]), page, len(every), 10)


async def open_house(_: Ctx, __: str, given: Answers) -> Open:
    return Open("house", given["list"])


HOUSES = Dialog(name="houses", steps=(Listing(name="list", page=houses),), finish=open_house)


async def house(ctx: Ctx) -> View:
    if ctx.arg in town(ctx).closed or not ctx.arg.startswith("h"):
        raise Refusal("house-unknown")
    return View((Msg("house-card", {"id": ctx.arg}),))


async def paint(ctx: Ctx) -> Msg:
    if town(ctx).refuse:
        raise Refusal(town(ctx).refuse)
    town(ctx).commit(ctx)
    town(ctx).sent[ctx.key] = {"painted": ctx.arg}
    return Msg("house-painted")


async def pull_down(ctx: Ctx) -> Done:
    town(ctx).commit(ctx)
    town(ctx).closed.add(ctx.arg)
    return Done(Msg("house-gone"))


async def house_actions(ctx: Ctx) -> Sequence[Action]:
    return (
        Action("paint", "Paint", paint),
        Action("down", "Pull down", pull_down),
        Action("report", "Report", Open("report", given={"text": f"About the house {ctx.arg}"})),
        Action("next", "Next door", Open("house", f"{ctx.arg}0")),
    )


HOUSE = Dialog(name="house", steps=(Card(name="card", show=house, actions=house_actions),))


async def approve(ctx: Ctx, _: str, __: Answers) -> Done:
    if ctx.arg in town(ctx).closed:
        raise Refusal("house-unknown")
    town(ctx).commit(ctx)
    return Done(Msg("approved", {"id": ctx.arg}), then=Open("house", ctx.arg))


APPROVE = Dialog(name="approve", steps=(), finish=approve)


async def many(_: Ctx) -> Sequence[Option]:
    return [Option(str(number), f"Street {number}") for number in range(45)]


STREETS = Dialog(name="streets", steps=(Choice(name="street", options=many),), finish=keep_all)


async def languages(_: Ctx) -> Sequence[Option]:
    return [Option("ru", "Русский"), Option("en", "English")]


async def consents(_: Ctx) -> Sequence[Option]:
    return [Option("yes", "I agree")]


async def enrol(ctx: Ctx, _: str, given: Answers) -> Done:
    town(ctx).commit(ctx)
    voice = Voice(given["language"], "Asia/Yekaterinburg")
    user = ctx.account.user
    town(ctx).enrolled[user] = Actor(
        person=PersonId(f"p{user}"), municipality=MunicipalityId("demo"), name=ctx.account.name, voice=voice
    )
    return Done(Msg("welcome-done"), refresh=True)


WELCOME = Dialog(
    name="welcome",
    steps=(Choice(name="language", options=languages), Choice(name="consent", options=consents)),
    finish=enrol,
)


async def menu_view(_: Ctx) -> View:
    return View((Msg("menu"),))


async def menu_actions(_: Ctx) -> Sequence[Action]:
    return (
        Action("report", "Report", Open("report")),
        Action("survey", "Survey", Open("survey")),
        Action("houses", "Houses", Open("houses")),
        Action("streets", "Streets", Open("streets")),
    )


MENU = Dialog(name="menu", steps=(Card(name="card", show=menu_view, actions=menu_actions),))


def gate(ctx: Ctx) -> str | None:
    return "welcome" if ctx.actor is None else None


def typed(_: Ctx, text: str, __: Whence | None) -> Open | None:
    if text == "hello":
        return None
    return Open("report", given={"text": text} if text else {})


def started(_: Ctx, payload: str) -> Open | None:
    return Open("house", payload) if payload.startswith("h") else None


def registry(*others: Dialog) -> Registry:
    dialogs = (MENU, REPORT, SURVEY, PAST, HOUSES, HOUSE, APPROVE, STREETS, WELCOME, *others)
    return Registry(
        dialogs={one.name: one for one in dialogs},
        root="menu",
        gate=gate,
        typed=typed,
        started=started,
        commands={"menu": "menu", "report": "report", "houses": "houses"},
        voice=lambda ctx: Voice(ctx.answers.get("language", ctx.voice.language), ctx.voice.zone),
    )
