"""Fetching what a person sent: a messenger that hesitates is asked again, then the person is."""

import asyncio
from collections.abc import Sequence

from core.shared.ids import BotId, FileId
from core.shared.refusal import Refusal
from dialogs.engine.ports import MediaKeeper, Rejected, TryLater, Uncertain
from dialogs.engine.update import RemoteMedia

TRIES = 3
PAUSE = 2.0
"""Seconds between tries at most: the person is held meanwhile."""


async def fetch(keeper: MediaKeeper, bot: BotId, media: Sequence[RemoteMedia]) -> tuple[FileId, ...]:
    """The kept files. Refuses as the keeper does, and `media-later` when the messenger gives nothing now."""
    for _ in range(TRIES - 1):
        try:
            return await keeper.keep(bot, media)
        except TryLater as later:
            await asyncio.sleep(min(later.after, PAUSE))
        except Rejected as rejected:
            raise Refusal("media-unreadable") from rejected
        except Uncertain:
            continue
    try:
        return await keeper.keep(bot, media)
    except (TryLater, Uncertain) as trouble:
        raise Refusal("media-later") from trouble
    except Rejected as rejected:
        raise Refusal("media-unreadable") from rejected
