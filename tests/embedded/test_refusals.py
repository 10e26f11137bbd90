"""What stands in the servers' way is told once, with the folder and the remedy; nothing is forced."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from storage.embedded import EmbeddedError, complaints, start, wheels
from storage.embedded.child import ENVIRONMENT
from storage.embedded.leftovers import running
from tests.embedded.houses import House, eventually, ourselves, save, saved


async def test_data_of_another_postgresql_are_refused_untouched(house: House) -> None:
    """Starting empty beside them would look like a loss."""
    await (await house.owner()).stop()
    version = house.layout.cluster / "PG_VERSION"
    version.write_text("16\n")

    with pytest.raises(
        EmbeddedError, match=r"another version of PostgreSQL; Veche brings 18.*Dump"
    ) as refused:
        await house.owner()
    assert str(house.layout.cluster) in str(refused.value)
    assert version.read_text() == "16\n"


@pytest.mark.parametrize("part", ["global/pg_control", "PG_VERSION", "pg_wal/0*", "pg_xact/0*"])
async def test_a_damaged_database_says_restore_a_backup(house: House, part: str) -> None:
    """Without any of these files PostgreSQL cannot begin."""
    await (await house.owner()).stop()
    for file in house.layout.cluster.glob(part):
        file.unlink()

    with pytest.raises(EmbeddedError, match=r"are damaged\. Restore a backup") as refused:
        await house.owner()
    assert str(house.layout.cluster) in str(refused.value)
    assert not running(house.layout)


async def test_damaged_dialogs_may_be_moved_away_without_losing_a_fact(house: House) -> None:
    """Valkey's message says so, and doing what it says helps."""
    owner = await house.owner()
    await save(owner, "Яма")
    await owner.stop()
    (file,) = (house.layout.valkey / "appendonlydir").glob("*.incr.aof")
    file.write_bytes(b"*3\r\nnonsense" + file.read_bytes())

    with pytest.raises(EmbeddedError, match=r"no fact is lost with them: move the folder away"):
        await house.owner()
    house.layout.valkey.rename(house.layout.valkey.with_name("valkey.damaged"))
    assert await saved(await house.owner()) == (["Яма"], [])


async def test_dialogs_cut_short_by_a_power_cut_are_read_up_to_the_cut(house: House) -> None:
    """The usual damage is no reason to refuse."""
    owner = await house.owner()
    await save(owner, "Яма")
    await save(owner, "Люк")
    await owner.stop()
    (file,) = (house.layout.valkey / "appendonlydir").glob("*.incr.aof")
    os.truncate(file, file.stat().st_size - 3)

    assert await saved(await house.owner()) == (["Яма", "Люк"], ["Яма"])


@pytest.mark.parametrize("name", [".s.PGSQL.5432", "valkey.sock"])
async def test_a_socket_that_somebody_listens_on_is_not_taken_away(house: House, name: str) -> None:
    """The message names it."""
    await (await house.owner()).stop()
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(str(house.layout.run / name))
        stranger.listen()
        (house.layout.run / name).chmod(0o777)

        with pytest.raises(EmbeddedError, match=f"{name} is in use by another program"):
            await house.owner()


async def test_a_database_started_by_hand_is_not_stopped(house: House) -> None:
    """Somebody is repairing it: his process is named and left alone."""
    await (await house.owner()).stop()
    owner = house.layout.cluster.stat()
    by_hand = await asyncio.create_subprocess_exec(
        *(str(wheels.find().postgres), "-D", str(house.layout.cluster), "-k", str(house.layout.log)),
        *("-c", "listen_addresses="),
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd=house.layout.cluster,
        user=owner.st_uid if os.geteuid() == 0 else None,
        group=owner.st_gid if os.geteuid() == 0 else None,
        extra_groups=[] if os.geteuid() == 0 else None,
    )
    await eventually((house.layout.log / ".s.PGSQL.5432").exists)
    try:
        with pytest.raises(EmbeddedError, match=rf"process {by_hand.pid}\) was started by hand"):
            await house.owner()
        assert by_hand.returncode is None
    finally:
        by_hand.send_signal(signal.SIGINT)
        await by_hand.wait()


async def test_a_folder_where_nothing_may_be_made_is_named(house: House) -> None:
    """Also when the way to it leads through a file."""
    (house.place / "file").touch()
    house.data_dir = house.place / "file" / "data"

    with pytest.raises(EmbeddedError, match=r"Cannot make the data folder .*/file/data.*VECHE_DATA_DIR"):
        await house.owner()


async def test_data_open_to_other_users_are_refused(house: House) -> None:
    """We do not close the folder ourselves: somebody may have opened it for a reason."""
    await (await house.owner()).stop()
    house.layout.postgres.chmod(0o755)

    with pytest.raises(EmbeddedError, match=f"Close it: chmod 700 {house.layout.postgres}"):
        await house.owner()
    assert stat.S_IMODE(house.layout.postgres.stat().st_mode) == 0o755


async def test_a_joiner_that_needs_safety_does_not_take_the_fast_servers(house: House) -> None:
    """Facts must not land on servers that may lose them in a power cut."""
    await house.owner("fast")

    with pytest.raises(EmbeddedError, match="without safety against power cuts"):
        await house.owner("durable")


async def test_servers_out_of_reach_are_told_from_servers_that_start(
    our_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container that shares the folder holds the lock, but its sockets are not ours."""
    monkeypatch.setattr("storage.embedded.servers._PATIENCE", 0.3)
    await our_house.owner()
    our_house.layout.guard_socket.unlink()
    with pytest.raises(EmbeddedError, match="in use by servers that cannot be reached"):
        await start(our_house.data_dir, fast=True)


def test_a_full_disk_is_recognised_by_the_servers_words(house_of_nobody: House) -> None:
    """Both name the folder and promise that the data are whole."""
    layout = house_of_nobody.layout
    for explain in (complaints.of_postgres, complaints.of_valkey):
        told = explain(layout, "FATAL: could not write lock file: No space left on device")
        assert told.startswith(f"The disk is full: free some room in {layout.root}")


@pytest.fixture
def house_of_nobody(tmp_path: Path) -> House:
    """A folder in which nothing runs."""
    return House(tmp_path, ourselves())
