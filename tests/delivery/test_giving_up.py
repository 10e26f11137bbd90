"""When the sender gives up, and when it must not, in virtual time."""

import asyncio

import structlog

from bots.delivery.ports import TokenRefused
from core.people.model import Account
from dialogs.engine.ports import TryLater, Uncertain
from tests.delivery.town import Courier, Town, sending
from tests.delivery.virtual import play

DAY = 24 * 3600.0
ANNA = Account("telegram-citizen", "1", "chat-1")


class Trouble:
    """Every sending meets the same error, until a moment of the loop's clock."""

    def __init__(self, error: Exception, until: float = float("inf")) -> None:
        self.error = error
        self.until = until
        self.times = 0

    def __call__(self, _text: str) -> None:
        """Raise while it lasts."""
        if asyncio.get_running_loop().time() < self.until:
            self.times += 1
            raise self.error


async def _after(trouble: Trouble, seconds: float) -> dict[str, str]:
    town = Town()
    town.tell(town.person("anna", ANNA), "answer")
    running = sending(town, Courier(trouble))
    await asyncio.sleep(seconds)
    await running.end()
    return town.states()


def test_a_token_that_is_wrong_over_the_weekend_loses_nothing() -> None:
    """However often it was tried with it."""

    async def story() -> dict[str, str]:
        with structlog.testing.capture_logs():
            return await _after(Trouble(TokenRefused("copy it anew"), until=3 * DAY), 4 * DAY)

    assert play(story()) == {"answer": "sent"}


def test_a_messenger_that_is_away_for_half_a_day_loses_nothing() -> None:
    """Messengers have had such days."""

    async def story() -> dict[str, str]:
        return await _after(Trouble(TryLater(2.0), until=DAY / 2), DAY)

    assert play(story()) == {"answer": "sent"}


def test_a_notice_that_nobody_confirms_is_not_sent_for_ever() -> None:
    """It may have arrived every time: after some tries curators are told instead."""
    trouble = Trouble(Uncertain())

    async def story() -> dict[str, str]:
        with structlog.testing.capture_logs():
            return await _after(trouble, 2 * DAY)

    assert play(story())["answer"] == "failed"
    assert trouble.times == 20
