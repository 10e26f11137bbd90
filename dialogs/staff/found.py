"""Register a message found elsewhere (ZAR-4, ZAR-6): a forwarded post or a typed text is enough to begin."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.deadlines.terms import SourceKind
from core.hints.find import kinds
from core.hints.lines import hint_lines
from core.incidents.found import Found
from core.incidents.lines import files, place
from core.incidents.values import MEDIA_MAX, TEXT_MIN, IncidentText, Location, PostLink
from core.people.model import StaffName
from core.shared.excerpt import excerpt
from core.shared.ids import FileId, TopicId
from core.shared.lines import paragraph, stacked
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import (
    Answers,
    Check,
    Choice,
    Dialog,
    Done,
    Media,
    Open,
    Option,
    Place,
    Text,
    View,
)
from dialogs.engine.update import Whence
from dialogs.incident_lines import topic_today
from dialogs.staff.plan import place_of
from dialogs.staff.titles import SOURCES
from dialogs.staff.topics import topic_options

SHOWN: Final = 1500
_LINK: Final = re.compile(r"https?://\S+|(?:vk\.com|vk\.ru|ok\.ru|t\.me|max\.ru|dzen\.ru)/\S+", re.IGNORECASE)
_TAIL: Final = ".,;:!?)»\"'"
_ELSEWHERE: Final = (SourceKind.NETWORK, SourceKind.HOTLINE, SourceKind.PORTAL)
_SCHEME: Final = re.compile(r"^https?://")
_PORTALS: Final = (".gosuslugi.ru",)
_NETWORKS: Final = (".vk.com", ".vk.ru", ".ok.ru", ".t.me", ".max.ru", ".dzen.ru")


def begin(text: str, origin: Whence | None = None) -> Open:
    """From words or a forwarded post: what it brings along, its link and its author, is not typed again."""
    return Open("found", given={"place": None, **told_of(text, origin)})


def told_of(text: str, origin: Whence | None) -> dict[str, Any]:
    """The answers that a post brings along, by step."""
    said, link = brought_link(text, origin)
    given: dict[str, Any] = {"author": _author(origin)}
    if said:
        given["text"] = said
    if link is not None:
        given |= _standing(link)
    return given


def _standing(link: str) -> dict[str, str]:
    """What an address tells: a portal's page, a network's post, or just itself; then it is asked."""
    host = f".{re.sub(_SCHEME, '', link).partition('/')[0].lower()}"
    if host.endswith(_PORTALS):
        return {"source": SourceKind.PORTAL.value, "page": link}
    if host.endswith(_NETWORKS):
        return {"source": SourceKind.NETWORK.value, "link": link}
    return {"link": link, "page": link}


def _author(origin: Whence | None) -> str | None:
    """Who published it; None where nobody tells, or it is no name."""
    try:
        return None if origin is None else StaffName.parse(origin.title).value
    except Refusal:
        return None


def worth(text: str, origin: Whence | None = None) -> bool:
    """Whether words may be a message at all: long enough, or with a link."""
    said, link = brought_link(text, origin)
    return len(said) >= TEXT_MIN or link is not None


def brought_link(text: str, origin: Whence | None) -> tuple[str, str | None]:
    """The words and the address of the post: its own if the messenger tells it, else the one in the words."""
    said, link = parted(text)
    own = parted(origin.link)[1] if origin is not None and origin.link else None
    return (said, link) if own in {None, link} else (text.strip(), own)


def parted(text: str) -> tuple[str, str | None]:
    """The words without the address of the post, and the address."""
    found = _LINK.search(text)
    if found is None:
        return text.strip(), None
    link = found[0].rstrip(_TAIL)
    try:
        address = PostLink.parse(link).value
    except Refusal:
        return text.strip(), None
    return " ".join(
        (text[: found.start()].rstrip(), text[found.start() + len(link) :].lstrip())
    ).strip(), address


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """Nothing but the right to do it: a button can be forged."""
    ctx.me.must(Right.REGISTER)
    return {}


async def sources(ctx: Ctx) -> Sequence[Option]:
    """Where it stood; our own bots register by themselves."""
    ctx.me.must(Right.REGISTER)
    return [Option(each.value, SOURCES[each]) for each in _ELSEWHERE]


async def topics(ctx: Ctx) -> Sequence[Option]:
    """What the words speak for comes first."""
    return await topic_options(ctx, ctx.answers.get("text") or "")


def is_post(ctx: Ctx) -> bool:
    """A post has to have a link: its answer is published there."""
    return bool(ctx.answers.get("source") == SourceKind.NETWORK)


def is_page(ctx: Ctx) -> bool:
    """A page of a portal may have one."""
    return bool(ctx.answers.get("source") == SourceKind.PORTAL)


def brought(ctx: Ctx) -> bool:
    """Photos come along with the post, or are added on the check page; nobody is asked for them."""
    return "topic" not in ctx.answers or "media" in ctx.answers


async def summary(ctx: Ctx) -> View:
    """What will be registered."""
    given = ctx.answers
    photos = tuple(FileId(each) for each in given.get("media") or ())
    link, author = given.get("link") or given.get("page"), given.get("author")
    lines = [
        Msg("found-topic-line", {"topic": topic_today(ctx, TopicId(given["topic"])) or given["topic"]}),
        Msg("found-source-line", {"source": SOURCES[SourceKind(given["source"])]}),
        *([Msg("found-link-line", {"link": link})] if link else ()),
        Msg("found-author-line", {"author": author}) if author else Msg("found-author-none"),
        *place(place_of(given.get("place"))),
        *files(len(photos)),
    ]
    hints = paragraph(*hint_lines(kinds(given["text"])))
    said = Msg("incident-said", {"text": excerpt(given["text"], SHOWN)})
    return View((Msg("found-check"), said, stacked(*lines), *hints), photos)


async def register(ctx: Ctx, key: str, given: Answers) -> Done:
    """From now on its clocks run (ZAR-8); the session's id registers once."""
    found = Found(
        source=SourceKind(given["source"]),
        text=given["text"],
        link=given.get("link") or given.get("page"),
        author_name=given.get("author") or "",
        topic=TopicId(given["topic"]),
        location=place_of(given.get("place")),
        media=tuple(FileId(each) for each in given.get("media") or ()),
    )
    made = await ctx.app.register_found(found, key=key, by=ctx.me)
    return Done(Msg("found-done", {"number": made.number}), then=Open("triage", made.id))


FOUND = Dialog(
    name="found",
    title=Msg("found-title"),
    steps=(
        Text(name="text", parse=IncidentText.parse, args=about, brings=told_of),
        Choice(name="source", options=sources),
        Text(name="link", parse=PostLink.parse, when=is_post),
        Text(name="page", parse=PostLink.parse, when=is_page, optional=True),
        Choice(name="topic", options=topics),
        Media(name="media", most=MEDIA_MAX, optional=True, when=brought),
        Text(name="author", parse=StaffName.parse, optional=True),
        Place(name="place", parse=Location.typed, optional=True),
        Check(name="check", show=summary, columns=2, confirm=Msg("found-check.send")),
    ),
    finish=register,
)
