"""Russian in the embedded PostgreSQL, which has no ICU; and what it writes into its log."""

import asyncpg
import pytest

from tests.embedded.houses import House, eventually, save


async def test_russian_is_folded_and_searched(database_url: str) -> None:
    """Under the plain `C` locale none of this would work."""
    connection = await asyncpg.connect(database_url)
    row = await connection.fetchrow(
        """SELECT lower('ЖЁЩ') AS lowered, upper('жёщ') AS raised, 'УЛИЦА Мира' ILIKE '%улица м%' AS liked,
                  'Ёлка' ~ '^\\w+$' AS word, 'Жук' ~* 'жУК' AS matched,
                  to_tsvector('russian', 'Ямы во ДВОРАХ') @@ to_tsquery('russian', 'яма & двор') AS found"""
    )
    await connection.close()

    assert tuple(row) == ("жёщ", "ЖЁЩ", True, True, True, True)


async def test_yo_stands_beside_ye_when_the_order_says_so(database_url: str) -> None:
    """By code point `Ё` comes before `А` and `ё` after `я`; the documented order is the dictionary's."""
    names = ["Ясная", "Ёлочная", "Еловая", "Живая", "Ежовая", "ёлочная", "Абрикосовая"]
    connection = await asyncpg.connect(database_url)
    rows = await connection.fetch(
        "SELECT name FROM unnest($1::text[]) AS name ORDER BY translate(lower(name), 'ё', 'е'), name", names
    )
    plain = await connection.fetchval("SELECT min(name) FROM unnest($1::text[]) AS name", names)
    await connection.close()

    assert [row["name"] for row in rows] == [
        *("Абрикосовая", "Ежовая", "Еловая", "Ёлочная", "ёлочная", "Живая", "Ясная")
    ]
    assert plain == "Ёлочная"


async def test_what_people_wrote_never_reaches_the_log(house: House) -> None:
    """A failed statement goes to its caller; the log hears of the servers only."""
    owner = await house.owner()
    await save(owner, "Яма")
    connection = await asyncpg.connect(owner.database_url)
    await connection.execute("CREATE TABLE phones (phone text UNIQUE)")
    await connection.execute("INSERT INTO phones VALUES ('+79120000001')")
    for statement in ("INSERT INTO phones VALUES ('+79120000001')", "SELECT '+79120000001'::date"):
        with pytest.raises(asyncpg.PostgresError, match=r"79120000001|duplicate"):
            await connection.execute(statement)
    former = house.pids()["postgres"]
    sleeping = connection.execute("SELECT pg_sleep(60), '+79120000001'")
    house.kill("postgres")
    with pytest.raises((asyncpg.PostgresError, OSError)):
        await sleeping
    await house.wait_for_successor("postgres", former)
    await eventually(lambda: "ready to accept" in (house.layout.log / "postgres.log").read_text())
    await owner.stop()

    for log in house.layout.log.iterdir():
        assert "79120000001" not in log.read_text()
