"""A full disk stops the servers with one clear sentence and costs no data (needs the right to mount)."""

import contextlib
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from storage.embedded import EmbeddedError
from tests.embedded.houses import House, Person, house_of, save, saved


@contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[None]:
    """A disk of that size in place of the folder."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=777", "none", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
async def small_house(person: Person) -> AsyncIterator[House]:
    """A data folder on a disk of 200 MB."""
    async with house_of(person) as house:
        with small_disk(house.place, 200):
            yield house
            for owner in house.owners:
                if owner.process.returncode is None:
                    await owner.stop()


async def test_too_small_a_disk_is_told_before_anything_is_made(house: House) -> None:
    """A database half-made would be worse."""
    with small_disk(house.place, 60):
        with pytest.raises(
            EmbeddedError, match=rf"The disk is full: .*{house.data_dir} needs 128 MB and \d+ MB are"
        ):
            await house.owner()
        assert not house.layout.cluster.exists()


async def test_a_disk_that_filled_up_is_named_and_freeing_it_is_enough(small_house: House) -> None:
    """Not a byte is left at the start; after some room was made everything is there."""
    owner = await small_house.owner()
    await save(owner, "Яма")
    await owner.stop()
    ballast = small_house.place / "ballast"
    _fill(ballast)

    with pytest.raises(EmbeddedError, match=f"The disk is full: free some room in {small_house.data_dir}"):
        await small_house.owner()
    ballast.unlink()
    assert await saved(await small_house.owner()) == (["Яма"], ["Яма"])


async def test_a_disk_that_fills_up_under_running_servers_costs_nothing_acknowledged(
    small_house: House,
) -> None:
    """Writes are refused while it is full and accepted again afterwards, without a restart."""
    owner = await small_house.owner()
    await save(owner, "Яма")
    ballast = small_house.place / "ballast"
    _fill(ballast)
    connection = await asyncpg.connect(owner.database_url)
    with pytest.raises((asyncpg.PostgresError, OSError)):
        await connection.execute(
            "CREATE TABLE heavy AS SELECT repeat(md5(i::text), 9) FROM generate_series(1, 200000) i"
        )
    connection.terminate()
    ballast.unlink()

    await save(await small_house.owner(), "Люк")
    assert await saved(owner) == (["Яма", "Люк"], ["Яма", "Люк"])


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
