"""What several stories begin with, or look at in the end."""

from typing import Any

from dialogs.engine.player import Player
from dialogs.engine.session import pack
from dialogs.engine.update import Pressed, Update
from tests.dialogs.engine.samples import REPORT


async def checked(player: Player) -> Update:
    """A report on its check page, and the press that sends it."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.press("Area parks")
    await player.press("topic-trees")
    await player.press("engine-skip")
    await player.press("engine-skip")
    confirm = player.button("engine-confirm").data
    return player.update(Pressed(data=confirm, callback="c", message="m"))


def session(player: Player) -> dict[str, Any]:
    """The session as it is kept."""
    found = player.conversation.session
    return {} if found is None else pack(found)
