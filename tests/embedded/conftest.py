"""A data folder for each story, told once for each kind of user that this machine lets us be."""

from collections.abc import AsyncIterator

import pytest

from tests.embedded.houses import House, Person, house_of, ourselves, people


@pytest.fixture(params=people(), ids=lambda person: person.name)
def person(request: pytest.FixtureRequest) -> Person:
    """Root with the service user, an ordinary user: everybody we can be."""
    found: Person = request.param
    return found


@pytest.fixture
async def house(person: Person) -> AsyncIterator[House]:
    """An empty data folder of that person."""
    async with house_of(person) as made:
        yield made


@pytest.fixture
async def our_house() -> AsyncIterator[House]:
    """An empty data folder of our own, for stories in which the user makes no difference."""
    async with house_of(ourselves()) as made:
        yield made
