"""Topics to choose from: what the words of a message speak for stands first."""

from collections.abc import Sequence

from core.shared.ids import TopicId
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Option


async def topic_options(ctx: Ctx, text: str, now: TopicId | None = None) -> Sequence[Option]:
    """All open topics in the profile's order, the likeliest, and the one it has now, before them."""
    open_topics = await ctx.app.topics.open(by=ctx.me)
    likely = await likely_topics(ctx, text)
    first = [each for each in (*likely, now) if each is not None]
    ranked = sorted(open_topics, key=lambda topic: first.index(topic.id) if topic.id in first else len(first))
    language = ctx.voice.language
    return [
        Option(
            topic.id,
            Msg("topic-likely", {"title": topic.title(language)})
            if topic.id in likely
            else topic.title(language),
        )
        for topic in ranked
    ]


async def likely_topics(ctx: Ctx, text: str) -> Sequence[TopicId]:
    """What the words of a message speak for, the likeliest first; none where they say too little."""
    return [each.topic for each in await ctx.app.propose_topics(text, by=ctx.me)]
