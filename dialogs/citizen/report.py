"""Report a problem: text -> sector -> topic -> place -> photos -> check -> sent."""

from collections.abc import Sequence

from core.hints.find import kinds
from core.hints.model import Kind
from core.incidents.lines import files, place
from core.incidents.use_cases import Report
from core.incidents.values import MEDIA_MAX, IncidentText, Location
from core.shared.ids import FileId, IncidentId
from core.shared.lines import paragraph
from core.shared.msg import Msg
from dialogs.citizen.after import sent
from dialogs.citizen.alike import NEW, OTHER, guesses, join, location, offered, offers, topic_of
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import (
    Action,
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

FEW = 10
"""Up to so many topics are chosen from directly; more are chosen from by sector."""


def many_topics(ctx: Ctx) -> bool:
    """Whether a sector has to be chosen first."""
    return len(ctx.app.rules.of(ctx.me.municipality).topics) > FEW


async def sectors(ctx: Ctx) -> Sequence[Option]:
    """Sectors that hold topics."""
    language = ctx.voice.language
    return [
        Option(each.id, each.title(language)) for each in ctx.app.rules.of(ctx.me.municipality).open_sectors
    ]


async def topics(ctx: Ctx) -> Sequence[Option]:
    """Topics of the chosen sector, or all."""
    found = await ctx.app.topics.open(ctx.answers.get("sector"), by=ctx.me)
    return [Option(topic.id, topic.title(ctx.voice.language)) for topic in found]


async def summary(ctx: Ctx) -> View:
    """Everything as it will be sent."""
    given = ctx.answers
    topic = await ctx.app.topics.get(topic_of(given), by=ctx.me)
    photos = given.get("media") or ()
    where = place(location(given)) or (Msg("report-check.no-place"),)
    return View(
        text=(
            Msg("report-check", {"topic": topic.title(ctx.voice.language), "text": given["text"]}),
            *paragraph(*where, *files(len(photos))),
            Msg("report-check.appeal") if reads_as_appeal(given["text"]) else Msg("report-check.law"),
        ),
        media=tuple(photos),
    )


def reads_as_appeal(text: str) -> bool:
    """Whether the way to file an official appeal is worth showing (ZAR-2)."""
    return Kind.APPEAL in kinds(text)


def aside(ctx: Ctx) -> Sequence[Action]:
    """The way to file an appeal, for those whose text reads as one; they may send it all the same."""
    if not reads_as_appeal(ctx.answers["text"]):
        return ()
    return (Action("appeal", Msg("report-check.how"), Open("appeal")),)


def is_new(ctx: Ctx) -> bool:
    """Whether it is a message of its own, and no reply to a question of ours."""
    return bool(ctx.answers.get("about", NEW) == NEW)


def is_own(ctx: Ctx) -> bool:
    """Whether it is to be registered: nothing like it is open, or the resident says it is another matter."""
    return is_new(ctx) and bool(ctx.answers.get("similar", NEW) == NEW)


def no_guess(ctx: Ctx) -> bool:
    """Whether the topic has to be looked up: the text proposed none, or none that was right."""
    return is_new(ctx) and bool(ctx.answers.get("guess") == OTHER)


def settled(ctx: Ctx) -> Sequence[str]:
    """The topics proposed, where none was right: one button changes the topic that was looked up."""
    return ("guess",) if no_guess(ctx) else ()


async def abouts(ctx: Ctx) -> Sequence[Option]:
    """Where staff wait for a reply, words typed at the menu may well be it; without that nobody is asked."""
    asked = await ctx.app.open_questions(by=ctx.me)
    replies = [Option(row.id, Msg("report-about.reply", {"number": row.number})) for row in asked]
    return [*replies, Option(NEW, Msg("report-about.new"))]


async def send(ctx: Ctx, key: str, given: Answers) -> Done:
    """The session id is the idempotency key: a retry registers nothing twice."""
    about = given.get("about", NEW)
    if about != NEW:
        brought = tuple(FileId(each) for each in ctx.answers.get("media") or ())
        found = await ctx.app.author_writes(IncidentId(about), given["text"], brought, key=key, by=ctx.me)
        return Done(Msg("reply-done", {"number": found.number}))
    alike = given.get("similar", NEW)
    if alike != NEW:
        return await join(ctx, IncidentId(alike), key, given)
    report = Report(
        text=given["text"],
        topic=topic_of(given),
        location=location(given),
        media=tuple(FileId(each) for each in given.get("media") or ()),
    )
    made = await ctx.app.report(report, key=key, source=ctx.account.bot, by=ctx.me)
    site = ctx.app.rules.of(ctx.me.municipality).contacts.site
    return Done(sent(made, "report-sent", site=site))


REPORT = Dialog(
    name="report",
    title=Msg("report-title"),
    steps=(
        Choice(name="about", options=abouts, auto=True, when=lambda ctx: "text" in ctx.answers),
        Text(name="text", parse=IncidentText.parse),
        Choice(name="guess", options=guesses, auto=True, when=is_new),
        Choice(
            name="sector", options=sectors, columns=2, when=lambda ctx: no_guess(ctx) and many_topics(ctx)
        ),
        Choice(name="topic", options=topics, auto=True, when=no_guess),
        Place(name="place", parse=Location.typed, optional=True, when=is_new),
        Choice(name="similar", options=offers, args=offered, auto=True, when=is_new),
        Media(name="media", most=MEDIA_MAX, optional=True, when=is_own),
        Check(
            name="check",
            show=summary,
            columns=2,
            confirm=Msg("report-check.send"),
            aside=aside,
            settled=settled,
            when=is_own,
        ),
    ),
    finish=send,
    version=2,
)
