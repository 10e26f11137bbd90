"""A form from its first question to its end: the most usual way through a dialog."""

from core.shared.msg import Msg
from dialogs.engine.player import Player
from tests.dialogs.engine.samples import REPORT, Town


async def filled(player: Player) -> None:
    """Everything answered: the check page."""
    await player.start(REPORT)
    await player.say("A bench is broken in the park")
    await player.press("Area parks")
    await player.press("topic-benches")
    await player.press("engine-skip")
    await player.photo("one", "two")
    await player.press("engine-done")


async def test_a_report_is_filled_in_and_sent_once(player: Player, town: Town) -> None:
    """Every question, the check page, the result with its link, and the menu below."""
    await filled(player)
    assert player.ids == ["report-summary"]
    assert player.screen.media == ("one", "two")

    await player.press("engine-confirm")
    assert player.ids == ["report-sent", "menu"]
    assert [link.url for link in player.links] == ["https://veche.test"]
    assert list(town.sent.values()) == [
        {
            "text": "A bench is broken in the park",
            "area": "parks",
            "topic": "benches",
            "place": None,
            "photos": ["one", "two"],
        }
    ]


async def test_short_text_is_explained_then_accepted(player: Player) -> None:
    """A refused text keeps the person on the step; a good one moves on."""
    await player.start(REPORT)

    await player.say("мало")
    assert Msg("report-text.too-short", {"min": 10, "length": 4}) == player.error
    assert player.ids == ["report-text"]

    accepted = await player.say("The bench is broken")
    assert accepted.error is None
    assert player.ids == ["report-area"]
