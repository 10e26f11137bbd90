"""A program that starts while its database is away."""

import pytest

from bots.wiring import patience
from bots.wiring.patience import patiently
from bots.wiring.settings import SettingsError
from bots.wiring.supervise import Supervisor
from storage.errors import Unavailable


class Away:
    """A database that answers after so many questions."""

    def __init__(self, questions: int) -> None:
        self.left = questions

    async def ask(self) -> str:
        """Answer, or be away."""
        if self.left:
            self.left -= 1
            raise Unavailable("PostgreSQL: CannotConnectNowError")
        return "here"


async def test_a_program_that_stays_waits_until_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "AWAY", 0.001)
    assert await patiently(Away(25).ask, Supervisor()) == "here"


async def test_a_command_says_at_once_what_to_do() -> None:
    with pytest.raises(SettingsError, match="VECHE_DATABASE_URL"):
        await patiently(Away(1).ask, None)


async def test_a_program_that_is_told_to_stop_waits_no_longer() -> None:
    supervisor = Supervisor()
    supervisor.stopping.set()
    with pytest.raises(SettingsError):
        await patiently(Away(1).ask, supervisor)
