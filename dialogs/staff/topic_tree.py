"""The topic tree as administrators keep it: by sector, one topic, add, rename, regroup, close (LAB-2.1.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.catalogue.model import Title, TopicEntry
from core.shared.ids import TopicId, UnitId
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
    Done,
    Listing,
    Open,
    Option,
    Text,
    View,
)

PAGE = 8


async def sectors(ctx: Ctx) -> Sequence[Option]:
    """All fields of the city's life, in the profile's order."""
    ctx.me.must(Right.ADMINISTER)
    profile = ctx.app.rules.of(ctx.me.municipality)
    return [Option(each.id, each.title(ctx.voice.language)) for each in profile.sectors]


async def rows(ctx: Ctx, page: int) -> Slice[Option]:
    """Those of the sector, closed ones last."""
    found = await ctx.app.office.catalogue.topics(ctx.answers["sector"], by=ctx.me)
    shown = found[page * PAGE : (page + 1) * PAGE]
    return Slice(tuple(_row(ctx, each) for each in shown), page, len(found), PAGE)


def _row(ctx: Ctx, topic: TopicEntry) -> Option:
    title = topic.title(ctx.voice.language)
    return Option(topic.id, title if topic.open else Msg("units-row.closed", {"title": title}))


async def open_topic(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks that it is there."""
    return Open("topic", given["list"])


async def show(ctx: Ctx) -> View:
    """Both titles, sector, who is competent."""
    topic = await _topic(ctx)
    unit = await ctx.app.units.title(topic.municipality, topic.unit)
    args = {
        "title": topic.title_ru,
        "english": topic.title_en or Msg("topic-no-english"),
        "sector": ctx.app.rules.sector_title(topic.municipality, topic.sector, ctx.voice.language),
        "unit": unit or Msg("no-unit"),
    }
    return View((Msg("topic-card" if topic.open else "topic-closed", args),))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """A closed one can only be opened again, or be given to a unit that is open."""
    topic = await _topic(ctx)
    unit = Action("unit", Msg("topic-card.unit"), Open("topic-unit", topic.id))
    if not topic.open:
        return (Action("reopen", Msg("topic-closed.reopen"), reopen), unit)
    return (
        Action("name", Msg("topic-card.name"), Open("topic-name", topic.id)),
        unit,
        Action("close", Msg("topic-card.close"), close),
    )


async def close(ctx: Ctx) -> Msg:
    """Messages on it stay what they are."""
    found = await ctx.app.office.edit_topics.close(TopicId(ctx.arg), by=ctx.me)
    return Msg("unit-done-closed", {"title": found.title(ctx.voice.language)})


async def reopen(ctx: Ctx) -> Msg:
    """Refuses when its unit is closed."""
    found = await ctx.app.office.edit_topics.reopen(TopicId(ctx.arg), by=ctx.me)
    return Msg("unit-done-opened", {"title": found.title(ctx.voice.language)})


async def units(ctx: Ctx) -> Sequence[Option]:
    """Open ones by title."""
    ctx.me.must(Right.ADMINISTER)
    return [Option(unit.id, unit.title) for unit in await ctx.app.units(by=ctx.me)]


async def now_called(ctx: Ctx) -> Mapping[str, Any]:
    """How it is called until now."""
    topic = await _topic(ctx)
    return {"title": topic.title_ru, "english": topic.title_en or Msg("topic-no-english")}


async def add(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Residents may choose it from now on."""
    made = await ctx.app.office.edit_topics.add(
        given["sector"], given["title"], given["english"], UnitId(given["unit"]), by=ctx.me
    )
    return Done(Msg("unit-done", {"title": made.title_ru}), then=Open("topic", made.id))


async def rename(ctx: Ctx, _key: str, given: Answers) -> Done:
    """In both languages."""
    found = await ctx.app.office.edit_topics.rename(
        TopicId(ctx.arg), given["title"], given["english"], by=ctx.me
    )
    return Done(Msg("unit-done", {"title": found.title_ru}))


async def give(ctx: Ctx, _key: str, given: Answers) -> Done:
    """What is assigned already stays where it is."""
    found = await ctx.app.office.edit_topics.give_to(TopicId(ctx.arg), UnitId(given["choice"]), by=ctx.me)
    return Done(Msg("unit-done", {"title": found.title_ru}))


async def _topic(ctx: Ctx) -> TopicEntry:
    return await ctx.app.office.catalogue.topic(TopicId(ctx.arg), by=ctx.me)


TOPICS = Dialog(
    name="topics",
    steps=(Choice(name="sector", options=sectors), Listing(name="list", page=rows)),
    finish=open_topic,
)

TOPIC = Dialog(name="topic", steps=(Card(name="card", show=show, actions=actions),))

TOPIC_ADD = Dialog(
    name="topic-add",
    steps=(
        Choice(name="sector", options=sectors),
        Text(name="title", parse=Title.parse),
        Text(name="english", parse=Title.parse, optional=True),
        Choice(name="unit", options=units),
    ),
    finish=add,
)

TOPIC_NAME = Dialog(
    name="topic-name",
    steps=(
        Text(name="title", parse=Title.parse, args=now_called),
        Text(name="english", parse=Title.parse, args=now_called, optional=True),
    ),
    finish=rename,
)

TOPIC_UNIT = Dialog(
    name="topic-unit", steps=(Choice(name="choice", options=units, args=now_called),), finish=give
)
