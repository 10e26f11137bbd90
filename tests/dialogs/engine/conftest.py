"""A player in the sample town, known or not."""

import pytest

from core.people.model import Account
from dialogs.engine.player import Player
from dialogs.engine.ports import Passport
from tests.dialogs.engine.samples import ANNA, Town, as_app, registry


class Enrolled:
    """Passports of those whom the town enrolled."""

    def __init__(self, town: Town) -> None:
        self._town = town

    async def find(self, account: Account) -> Passport | None:
        actor = self._town.enrolled.get(account.user)
        return None if actor is None else Passport(actor)


@pytest.fixture
def town() -> Town:
    """What happens in the town."""
    return Town()


@pytest.fixture
def player(town: Town) -> Player:
    """Anna, whom the bot knows."""
    return Player(registry(), as_app(town), actor=ANNA)


@pytest.fixture
def newcomer(town: Town) -> Player:
    """Somebody whom the bot sees for the first time."""
    return Player(registry(), as_app(town), passports=Enrolled(town), user="2002")
