"""A secret that cannot open the kept phone numbers is noticed at the start."""

from storage.postgres.keyring import Keyring
from storage.postgres.pool import Database

KEEP = """
INSERT INTO municipalities (municipality_id, title, zone, consent_version)
VALUES ('demo', 'Demo', 'UTC', '1');
INSERT INTO persons (municipality_id, id, name, sort_name, language, roles, active, version)
VALUES ('demo', 'p1', 'Мария', 'мария', 'ru', '{}', true, 1);
INSERT INTO phones (municipality_id, phone_hash, person_id, sealed) VALUES ('demo', 'h', 'p1', 's')
"""


async def test_a_secret_may_change_until_a_number_is_kept(database_url: str) -> None:
    """After that another one is refused, and the first is still right."""
    database = Database(database_url)
    keyring = Keyring(database)
    assert await keyring.agrees("first")
    assert await keyring.agrees("second")
    for statement in KEEP.split(";"):
        await database.run(statement)
    assert not await keyring.agrees("first")
    assert await keyring.agrees("second")
    await database.close()
