"""Where things may lie: long and unusual paths, short sockets, nobody else's folders."""

import os
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.embedded import EmbeddedError, default_data_dir
from storage.embedded.layout import SOCKET_PATH_LIMIT, Layout
from tests.embedded.houses import House, save, saved

BOTH = (["Яма"], ["Яма"])


@pytest.mark.parametrize("name", ["Мои документы/вече", "a, b & 'c' \"d\" %20 $HOME #1", "long/" * 30])
async def test_any_folder_name_will_do(house: House, name: str) -> None:
    """Russian, spaces, commas, quotes, and paths too long for a socket."""
    house.data_dir = house.place / name
    owner = await house.owner()
    await save(owner, "Яма")
    await owner.kill()

    assert await saved(await house.owner()) == BOTH
    assert not house.layout.run.is_relative_to(house.place)


def test_no_socket_path_is_longer_than_the_system_allows() -> None:
    """At every length of the data folder's path, with the sockets beside the data where they fit."""
    layouts = [Layout.of(Path("/" + "d" * length)) for length in range(1, 200)]
    beside = [layout for layout in layouts if layout.run.is_relative_to(layout.root)]

    for layout in layouts:
        for path in (layout.guard_socket, layout.postgres_socket, layout.valkey_socket):
            assert len(os.fsencode(path)) <= SOCKET_PATH_LIMIT
    assert max(len(os.fsencode(layout.postgres_socket)) for layout in beside) == SOCKET_PATH_LIMIT


def test_a_link_to_the_folder_leads_to_the_same_servers(tmp_path: Path) -> None:
    """Otherwise two guards would stand at one door."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert Layout.of(tmp_path / "link") == Layout.of(tmp_path / "real")


async def test_a_socket_folder_that_a_stranger_prepared_is_refused(our_house: House) -> None:
    """In a shared place anybody could lay one out to read along; a link there is no better."""
    our_house.data_dir = our_house.place / ("long" * 30)
    run = our_house.layout.run
    elsewhere = our_house.place / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    run.symlink_to(elsewhere)
    try:
        with pytest.raises(EmbeddedError, match=f"{run} is not a folder. Move it away"):
            await our_house.owner()
    finally:
        run.unlink()


async def test_the_address_needs_nothing_from_the_environment(
    our_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings for another PostgreSQL on the machine do not lead astray; SQLAlchemy takes it as well."""
    owner = await our_house.owner()
    for name, value in (
        ("PGHOST", "elsewhere"),
        ("PGPORT", "1"),
        ("PGUSER", "nobody"),
        ("PGDATABASE", "none"),
    ):
        monkeypatch.setenv(name, value)

    connection = await asyncpg.connect(owner.database_url)
    assert await connection.fetchval("SELECT current_user || '@' || current_database()") == "veche@veche"
    await connection.close()
    engine = create_async_engine(owner.database_url.replace("postgresql:", "postgresql+asyncpg:"))
    async with engine.connect() as joined:
        assert (await joined.execute(text("SELECT current_database()"))).scalar_one() == "veche"
    await engine.dispose()


def test_data_lie_beside_the_program_or_for_root_where_services_keep_theirs() -> None:
    """Unless VECHE_DATA_DIR says otherwise."""
    expected = "/var/lib/veche" if os.geteuid() == 0 else ".veche"

    assert Path(expected) == default_data_dir()
