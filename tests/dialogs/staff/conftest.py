"""A curator, an executor and a resident with a pothole."""

import pytest

from core.shared.ids import IncidentId
from core.shared.roles import Role
from tests.dialogs.town import Human, Town

POTHOLE = "На улице Ленина у дома 5 огромная яма"


@pytest.fixture
def town() -> Town:
    """A fresh demo city."""
    return Town()


@pytest.fixture
async def anna(town: Town) -> Human:
    """A resident in MAX."""
    return await town.newcomer("max-citizen")


@pytest.fixture
async def olga(town: Town) -> Human:
    """A curator in Telegram."""
    return await town.colleague(Role.CURATOR, "Смирнова Ольга")


@pytest.fixture
async def peter(town: Town) -> Human:
    """An executor of the roads unit, in Telegram."""
    return await town.colleague(Role.EXECUTOR, "Ковалёв Пётр", unit="roads")


@pytest.fixture
async def incident(town: Town, anna: Human, olga: Human, peter: Human) -> IncidentId:
    """Anna's pothole; everybody has the notices that came of it."""
    assert olga.ids
    assert peter.ids
    actor = await town.app.who(anna.account)
    assert actor is not None
    made = await town.report(actor, POTHOLE, media=("before",))
    await town.post()
    return made
