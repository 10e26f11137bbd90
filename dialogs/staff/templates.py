"""Templates of answers by topic: the list, one template, add, edit, remove (NVK-3.2)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.answers.model import Template, TemplateText, TemplateTitle
from core.shared.ids import TemplateId, TopicId
from core.shared.msg import Msg, Value
from core.shared.paging import Slice
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import (
    Action,
    Answers,
    Card,
    Check,
    Choice,
    Dialog,
    Done,
    Listing,
    Open,
    Option,
    Text,
    View,
)

ANY: Final = "-"
"""The option of a template that is for all topics."""


async def show_all(ctx: Ctx) -> View:
    """How many templates and examples there are."""
    templates = await ctx.app.office.templates(by=ctx.me, page=0, per_page=1)
    examples = await ctx.app.office.best_answers(by=ctx.me, page=0, per_page=1)
    return View((Msg("guides-card", {"templates": templates.total, "examples": examples.total}),))


async def offered(ctx: Ctx) -> Sequence[Action]:
    """Both lists; adding is for those who keep them."""
    shown = [Action("templates", Msg("guides-card.templates"), Open("templates"))]
    if ctx.me.may(Right.GUIDE):
        shown.append(Action("add", Msg("guides-card.add"), Open("template-add")))
    return (*shown, Action("examples", Msg("guides-card.examples"), Open("examples")))


async def rows(ctx: Ctx, page: int) -> Slice[Option]:
    """Those for any topic first, then topic by topic."""
    found = await ctx.app.office.templates(by=ctx.me, page=page)
    shown = tuple(
        Option(each.id, Msg("templates-row", {"title": each.title, "topic": topic_of(ctx, each.topic)}))
        for each in found.items
    )
    return Slice(shown, found.page, found.total, found.per_page)


def topic_of(ctx: Ctx, topic: TopicId | None) -> Value:
    """Its title today; for any topic, or one that is closed, a word for that."""
    if topic is None:
        return Msg("templates-any")
    title = ctx.app.rules.topic_title(ctx.me.municipality, topic, ctx.voice.language)
    return title or Msg("templates-topic-closed")


async def open_one(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks that it is there."""
    return Open("template", given["list"])


async def show(ctx: Ctx) -> View:
    """Its title, topic and text, ready to be copied."""
    found = await _template(ctx)
    head = Msg("template-card", {"title": found.title, "topic": topic_of(ctx, found.topic)})
    return View((head, Msg("template-words", {"text": found.text})))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """For those who keep them."""
    if not ctx.me.may(Right.GUIDE):
        return ()
    return (
        Action("title", Msg("template-card.title"), Open("template-title", ctx.arg)),
        Action("text", Msg("template-card.text"), Open("template-text", ctx.arg)),
        Action("topic", Msg("template-card.topic"), Open("template-topic", ctx.arg)),
        Action("remove", Msg("template-card.remove"), Open("template-remove", ctx.arg)),
    )


async def topics(ctx: Ctx) -> Sequence[Option]:
    """All topics that are open; and none in particular."""
    ctx.me.must(Right.GUIDE)
    open_ = await ctx.app.topics.open(by=ctx.me)
    return [
        Option(ANY, Msg("templates-any")),
        *(Option(each.id, each.title(ctx.voice.language)) for each in open_),
    ]


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """What it is until now."""
    ctx.me.must(Right.GUIDE)
    found = await _template(ctx)
    return {"title": found.title, "text": found.text, "topic": topic_of(ctx, found.topic)}


async def add(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Offered from the next draft on."""
    made = await ctx.app.office.add_template(
        given["title"], given["text"], _chosen(given["topic"]), by=ctx.me
    )
    return Done(Msg("template-done", {"title": made.title}), then=Open("template", made.id))


async def call(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Another title."""
    return _done(await ctx.app.office.edit_template.call(TemplateId(ctx.arg), given["words"], by=ctx.me))


async def rewrite(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Another text."""
    return _done(await ctx.app.office.edit_template.rewrite(TemplateId(ctx.arg), given["words"], by=ctx.me))


async def move(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Another topic."""
    topic = _chosen(given["choice"])
    return _done(await ctx.app.office.edit_template.move_to(TemplateId(ctx.arg), topic, by=ctx.me))


async def ask(ctx: Ctx) -> View:
    """Which one goes."""
    return View((Msg("template-remove-check", await about(ctx)),))


async def remove(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """Drafts made from it stay as they are."""
    found = await ctx.app.office.edit_template.remove(TemplateId(ctx.arg), by=ctx.me)
    return Done(Msg("template-removed", {"title": found.title}))


def _chosen(option: str) -> TopicId | None:
    return None if option == ANY else TopicId(option)


def _done(found: Template) -> Done:
    return Done(Msg("template-done", {"title": found.title}))


async def _template(ctx: Ctx) -> Template:
    return await ctx.app.office.templates.get(TemplateId(ctx.arg), by=ctx.me)


GUIDES = Dialog(name="guides", steps=(Card(name="card", show=show_all, actions=offered),))

TEMPLATES = Dialog(name="templates", steps=(Listing(name="list", page=rows),), finish=open_one)

TEMPLATE = Dialog(name="template", steps=(Card(name="card", show=show, actions=actions),))

TEMPLATE_ADD = Dialog(
    name="template-add",
    title=Msg("template-add-title-of"),
    steps=(
        Choice(name="topic", options=topics),
        Text(name="title", parse=TemplateTitle.parse),
        Text(name="text", parse=TemplateText.parse),
    ),
    finish=add,
)

TEMPLATE_TITLE = Dialog(
    name="template-title",
    steps=(Text(name="words", parse=TemplateTitle.parse, args=about),),
    finish=call,
)

TEMPLATE_TEXT = Dialog(
    name="template-text",
    steps=(Text(name="words", parse=TemplateText.parse, args=about),),
    finish=rewrite,
)

TEMPLATE_TOPIC = Dialog(
    name="template-topic", steps=(Choice(name="choice", options=topics, args=about),), finish=move
)

TEMPLATE_REMOVE = Dialog(
    name="template-remove",
    steps=(Check(name="check", show=ask, confirm=Msg("template-remove-check.confirm")),),
    finish=remove,
)
