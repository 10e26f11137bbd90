"""A data folder for each story, told once for each kind of user that this machine lets us be."""

import os
import subprocess
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


def _may_mount() -> bool:
    """Root may, outside of most containers."""
    if os.geteuid() != 0:
        return False
    return subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode == 0


# Stories that only this kind of user can play; the others have no part in them.
collect_ignore = [
    *([] if os.geteuid() == 0 else ["test_as_root.py"]),
    *([] if _may_mount() else ["test_full_disk.py"]),
]
