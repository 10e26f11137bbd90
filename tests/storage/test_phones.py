"""Phone numbers at rest: found by their owner's number, read by nobody."""

import pytest
from cryptography.exceptions import InvalidTag

from core.people.model import Person
from core.shared.ids import MunicipalityId, PersonId
from storage.codes import SecretCodes
from storage.postgres.bell import Bell
from storage.postgres.phones import Phones
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from storage.postgres.unit import Units
from tests.contract.stage import DEMO, EAST, MUNICIPALITIES, acts

NUMBER = "+79001234567"


def test_a_sealed_number_opens_with_its_secret_and_city_only() -> None:
    """And looks different every time."""
    phones = Phones("s" * 32)
    first, second = phones.seal(DEMO, NUMBER), phones.seal(DEMO, NUMBER)
    assert first != second
    assert {phones.open(DEMO, sealed) for sealed in (first, second)} == {NUMBER}
    for city, secret in ((EAST, "s" * 32), (DEMO, "t" * 32)):
        with pytest.raises(InvalidTag):
            Phones(secret).open(city, first)


def test_the_hash_depends_on_secret_city_and_number() -> None:
    """Nobody can try all numbers without the secret, nor tell that two cities know the same person."""
    hashes = {
        Phones(secret).hash(MunicipalityId(city), number)
        for secret in ("s" * 32, "t" * 32)
        for city in ("demo", "east")
        for number in (NUMBER, "+79001234568")
    }
    assert len(hashes) == 8
    assert Phones("s" * 32).hash(DEMO, NUMBER) == Phones("s" * 32).hash(DEMO, NUMBER)


async def test_no_row_holds_a_readable_number(database: Database) -> None:
    """Whoever steals the database has no numbers."""
    await synchronise(database, MUNICIPALITIES, (), ())
    phones = Phones("s" * 32)
    units = Units(database, policy=lambda _: (), codes=SecretCodes(), phones=phones, bell=Bell(database))
    anna = Person(id=PersonId("anna"), municipality=DEMO, name="Анна")
    async with units() as work:
        work.people.add(anna)
        work.people.keep_phone(anna, NUMBER)
        await work.commit(acts(anna))
    row = await database.row("SELECT phone_hash, sealed FROM phones")
    assert row is not None
    assert phones.open(DEMO, row["sealed"]) == NUMBER
    for column in row:
        assert NUMBER[2:].encode() not in column
