"""Updates admitted side by side share statements and nothing else."""

import asyncio

import pytest

from core.shared.actor import Cause
from core.shared.inbox import Admission
from storage.errors import Unavailable
from storage.postgres.inbox import PgInbox
from storage.postgres.pool import Database


def cause(*keys: str) -> Cause:
    """An update of one bot."""
    return Cause("telegram-citizen", keys)


async def test_many_at_once_are_all_new(database: Database) -> None:
    """Each hears of its own rows, albums included."""
    inbox = PgInbox(database)
    await inbox.admit(cause("known"))
    updates = [cause(f"{number}") for number in range(300)] + [cause("part-1", "part-2"), cause("known")]

    found = await asyncio.gather(*map(inbox.admit, updates))

    assert found == [Admission.FRESH] * 301 + [Admission.AGAIN]


async def test_one_update_delivered_twice_at_once_is_new_only_once(database: Database) -> None:
    """A statement touches a row once: the second delivery takes the next statement."""
    inbox = PgInbox(database)

    found = await asyncio.gather(*(inbox.admit(cause("a")) for _ in range(4)))

    assert found == [Admission.FRESH, Admission.AGAIN, Admission.AGAIN, Admission.AGAIN]


async def test_who_gives_up_takes_nobody_along(database: Database) -> None:
    """Whether they were writing for the others or waiting."""
    inbox = PgInbox(database)
    tasks = [asyncio.ensure_future(inbox.admit(cause(f"{number}"))) for number in range(6)]
    await asyncio.sleep(0)
    for given_up in (tasks[0], tasks[3]):
        given_up.cancel()

    found = await asyncio.gather(*tasks, return_exceptions=True)

    assert [isinstance(one, asyncio.CancelledError) for one in found] == [
        True,
        False,
        False,
        True,
        False,
        False,
    ]
    assert {found[number] for number in (1, 2, 4, 5)} <= {Admission.FRESH, Admission.AGAIN}


async def test_trouble_is_everybodys_and_passes(database_url: str) -> None:
    """All who shared the statement deliver again."""
    closed = Database(database_url)
    await closed.close()
    inbox = PgInbox(closed)

    found = await asyncio.gather(*(inbox.admit(cause(f"{n}")) for n in range(5)), return_exceptions=True)

    assert [type(one) for one in found] == [Unavailable] * 5
    with pytest.raises(Unavailable):
        await inbox.admit(cause("later"))
