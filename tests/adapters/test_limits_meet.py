"""Our limits against the sandbox's own, which are the messengers': nobody is ever told 429."""

from typing import Any

import pytest

from bots.delivery.limits import MAX, TELEGRAM, Limits
from bots.max.polling import GAP
from bots.sandbox.config import SandboxConfig
from core.shared.ids import Messenger
from core.shared.msg import Msg
from dialogs.engine.ports import Letter
from tests.adapters.rig import VOICE, rigged, screen


async def statuses(rig: Any) -> set[int]:
    return {call["status"] for call in await rig.stage.calls(rig.bot)}


@pytest.mark.parametrize(("messenger", "rule"), [("telegram", TELEGRAM), ("max", MAX)])
async def test_a_person_who_types_and_presses_fast_is_served_within_the_limits(
    messenger: Messenger, rule: Any
) -> None:
    """Screens, edits and notices in one chat, as fast as they come."""
    config = SandboxConfig(check_replies=True, limits=True)
    async with rigged(messenger, limits=Limits(rule), config=config, gap=GAP) as rig:
        await rig.show(screen("menu", buttons=("More",), fresh=True))
        for number in range(2):
            await rig.show(screen(f"page {number}", buttons=("More",)), await rig.press("More"))
        await rig.show(screen("text?", buttons=("More",), fresh=True))
        await rig.outbound.send(rig.account.chat, Letter(voice=VOICE, text=(Msg("notice"),)))

        assert await statuses(rig) == {200}
        assert (await rig.told())[-2:] == ["text?", "notice"]
