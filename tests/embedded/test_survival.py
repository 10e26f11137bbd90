"""The servers live exactly as long as somebody uses them, and their data outlive every kill."""

import asyncio
import os
import shutil
import signal

import asyncpg
import pytest
import redis.asyncio

from storage.embedded import EmbeddedError, start
from storage.embedded.leftovers import running
from tests.embedded.houses import House, eventually, save, saved

BOTH = (["Яма"], ["Яма"])


@pytest.mark.parametrize("profile", ["durable", "fast"])
async def test_what_was_saved_is_there_after_an_orderly_restart(house: House, profile: str) -> None:
    """Stopping waits until both servers are down; the next start finds everything."""
    owner = await house.owner(profile)
    await save(owner, "Яма")
    await owner.stop()
    assert not running(house.layout)

    again = await house.owner(profile)
    assert await saved(again) == BOTH
    assert (again.database_url, again.redis_url) == (owner.database_url, owner.redis_url)


async def test_a_killed_program_takes_the_servers_with_it_and_loses_nothing(house: House) -> None:
    """Kill -9 of the owner stops both servers; a new owner finds the data."""
    owner = await house.owner()
    await save(owner, "Яма")
    await owner.kill()
    await house.wait_until_empty()

    assert await saved(await house.owner()) == BOTH


@pytest.mark.parametrize("victim", ["postgres", "valkey"])
async def test_a_killed_server_is_back_on_the_same_data(house: House, victim: str) -> None:
    """Kill -9 of a server while the program lives: it is started again by itself."""
    owner = await house.owner("durable")
    for number in range(5):
        await save(owner, f"Яма {number}")
        former = house.pids()[victim]
        house.kill(victim)
        await house.wait_for_successor(victim, former)
        await _until_both_answer(owner.database_url, owner.redis_url)

    expected = [f"Яма {number}" for number in range(5)]
    assert await saved(owner) == (expected, expected)


async def test_whoever_starts_while_a_killed_server_comes_back_waits_for_it(our_house: House) -> None:
    """PostgreSQL is killed, one of its helpers is slow to notice, and just then another program starts."""
    owner = await our_house.owner()
    await save(owner, "Яма")
    connection = await asyncpg.connect(owner.database_url)
    helper = await connection.fetchval("SELECT pg_backend_pid()")
    os.kill(helper, signal.SIGSTOP)
    our_house.kill("postgres")
    joining = asyncio.create_task(our_house.owner())
    await asyncio.wait((joining,), timeout=2.0)
    os.kill(helper, signal.SIGKILL)
    connection.terminate()

    assert await saved(await joining) == BOTH


async def test_a_killed_guard_is_replaced_and_its_servers_are_not_left_alone(house: House) -> None:
    """Whoever supervises starts another guard; the addresses stay, the old processes do not."""
    owner = await house.owner()
    await save(owner, "Яма")
    former = house.pids()
    house.kill("guard")
    for name in ("guard", "postgres", "valkey"):
        await house.wait_for_successor(name, former[name])
    await _until_both_answer(owner.database_url, owner.redis_url)

    assert await saved(owner) == BOTH
    assert not set(former.values()) & set(running(house.layout))


async def test_everything_killed_at_once_loses_nothing(house: House) -> None:
    """Owner, guard and both servers killed in one moment, as when the machine is reset."""
    owner = await house.owner("durable")
    await save(owner, "Яма")
    house.kill("guard", "postgres", "valkey")
    await owner.kill()

    assert await saved(await house.owner("durable")) == BOTH


async def test_owner_and_guard_killed_together_leave_no_server_behind(house: House) -> None:
    """Nobody is left to stop the servers, so the kernel (or the next start) does."""
    owner = await house.owner()
    await save(owner, "Яма")
    os.kill(owner.process.pid, signal.SIGSTOP)  # it must not revive its guard first
    house.kill("guard")
    await owner.kill()

    await eventually(lambda: not running(house.layout))
    assert await saved(await house.owner()) == BOTH


async def test_the_servers_stay_for_the_second_program_when_the_first_leaves(house: House) -> None:
    """Programs that share a data folder share the servers; the last one turns off the light."""
    first, second = await house.owner(), await house.owner()
    assert len({first.database_url, second.database_url}) == 1
    before = house.pids()

    await first.stop()
    await save(second, "Яма")
    assert house.pids() == before

    third = await house.owner()
    await second.kill()
    assert await saved(third) == BOTH

    await third.stop()
    assert not running(house.layout)


async def test_programs_started_at_once_agree_on_one_pair_of_servers(house: House) -> None:
    """Five at the same moment, on a folder without data."""
    owners = await asyncio.gather(*(house.owner() for _ in range(5)))

    for number, owner in enumerate(owners):
        await save(owner, str(number))
    everything = [str(number) for number in range(5)]
    assert await saved(owners[0]) == (everything, everything)


async def test_a_program_that_leaves_while_another_comes_does_not_harm_it(house: House) -> None:
    """The newcomer either joins in time or starts the servers anew."""
    owner = await house.owner()
    await save(owner, "Яма")
    for _ in range(5):
        _, newcomer = await asyncio.gather(owner.stop(), house.owner())
        assert await saved(newcomer) == BOTH
        owner = newcomer


async def test_a_database_half_made_is_made_again(our_house: House) -> None:
    """A kill during the very first start leaves nothing that a later start takes for data."""
    half = our_house.layout.postgres / "data.new"
    owner = await our_house.owner()
    await owner.stop()
    our_house.layout.cluster.rename(half)
    (half / "PG_VERSION").unlink()

    await save(await our_house.owner(), "Яма")
    assert not half.exists()


async def test_the_pid_of_a_dead_server_may_belong_to_somebody_else_by_now(house: House) -> None:
    """After a reboot numbers are dealt anew; PostgreSQL alone would wait for that process for ever."""
    owner = await house.owner()
    await save(owner, "Яма")
    house.kill("guard", "postgres", "valkey")
    await owner.kill()
    await house.wait_until_empty()
    for stale in (house.layout.cluster / "postmaster.pid", house.layout.run / ".s.PGSQL.5432.lock"):
        words = stale.read_text().splitlines()
        stale.write_text("\n".join([str(os.getpid()), *words[1:]]))

    assert await saved(await house.owner()) == BOTH


async def test_servers_that_outlived_their_guard_are_stopped_before_new_ones_start(our_house: House) -> None:
    """Where the kernel does not stop them, the next start does, and it loses nothing."""
    owner = await our_house.owner()
    await save(owner, "Яма")
    guard = our_house.pids()["guard"]
    os.kill(guard, signal.SIGSTOP)
    our_house.layout.guard_socket.unlink()
    await owner.kill()
    abandoned = set(running(our_house.layout))
    # The lock belongs to the stopped guard: give the newcomer a free one, as after the guard's death.
    our_house.layout.lock.unlink()
    try:
        newcomer = await our_house.owner()
        assert await saved(newcomer) == BOTH
        assert not abandoned & set(running(our_house.layout))
        await newcomer.stop()
    finally:
        os.kill(guard, signal.SIGKILL)


async def test_an_order_to_end_does_not_stop_the_servers_before_their_programs(house: House) -> None:
    """A service manager tells every process at once; the programs still have things to write down."""
    owner = await house.owner()
    os.kill(house.pids()["guard"], signal.SIGTERM)
    await save(owner, "Яма")

    assert await saved(owner) == BOTH


async def test_a_program_may_leave_twice_and_need_not_supervise(our_house: House) -> None:
    """The plain way within one process."""
    servers = await start(our_house.data_dir, fast=True)
    assert {servers.pids.postgres, servers.pids.valkey} <= set(running(our_house.layout))
    await servers.stop()
    await servers.stop()

    assert not running(our_house.layout)
    with pytest.raises(EmbeddedError, match="No servers run"):
        _ = servers.pids


async def test_supervision_ends_with_the_stop(our_house: House) -> None:
    """A program waits for both without hanging."""
    servers = await start(our_house.data_dir, fast=True)
    watch = asyncio.create_task(servers.supervise())
    await asyncio.sleep(0)
    await servers.stop()
    async with asyncio.timeout(30):
        await watch

    assert watch.exception() is None


async def test_a_stop_in_the_middle_of_a_revival_leaves_nothing_behind(our_house: House) -> None:
    """The guard is killed and the program ends at the same time."""
    for _ in range(5):
        servers = await start(our_house.data_dir, fast=True)
        watch = asyncio.create_task(servers.supervise())
        await asyncio.sleep(0)
        former = our_house.pids()["guard"]
        our_house.kill("guard")
        await our_house.wait_for_successor("guard", former)
        await servers.stop()
        async with asyncio.timeout(30):
            await watch
        assert not running(our_house.layout)


async def test_supervision_goes_on_trying_until_the_servers_can_return(
    our_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in the way is logged; once it is gone, the servers are back."""
    monkeypatch.setattr("storage.embedded.servers._REST", 0.05)
    servers = await start(our_house.data_dir, fast=True)
    watch = asyncio.create_task(servers.supervise())
    version = our_house.layout.cluster / "PG_VERSION"
    version.rename(version.with_name("away"))
    our_house.kill("guard")
    await eventually(lambda: not running(our_house.layout))
    await asyncio.sleep(0.2)
    version.with_name("away").rename(version)
    await eventually(lambda: bool(running(our_house.layout)))

    await _until_both_answer(servers.addresses.database_url, servers.addresses.redis_url)
    await servers.stop()
    await watch
    assert not running(our_house.layout)
    shutil.rmtree(our_house.data_dir)


async def _until_both_answer(database_url: str, redis_url: str) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                connection = await asyncpg.connect(database_url)
                await connection.close()
                async with redis.asyncio.from_url(redis_url) as client:
                    await client.ping()
            except (OSError, asyncpg.PostgresError, redis.asyncio.RedisError):
                await asyncio.sleep(0.02)
            else:
                return
