"""What only a real Redis can show: other processes, lost scripts, lost data, times to live."""

import asyncio

import pytest
import redis.asyncio

from core.shared.holds import Busy, LostHold
from storage.redis.conversations import RedisConversations


async def test_processes_wait_for_each_other(redis_url: str) -> None:
    """Two processes, one person: nothing is lost, nothing saved over."""
    here, there = RedisConversations(redis_url), RedisConversations(redis_url)

    async def turns(talks: RedisConversations, mark: bytes) -> None:
        for _ in range(10):
            hold, kept = await talks.take("max-citizen", "1")
            await asyncio.sleep(0.001)
            await talks.save(hold, (kept or b"") + mark)

    await asyncio.gather(turns(here, b"a"), turns(there, b"b"))
    _, kept = await here.take("max-citizen", "1")
    assert kept is not None
    assert (len(kept), kept.count(b"a")) == (20, 10)
    await here.close()
    await there.close()


async def test_a_process_that_died_holding_is_waited_for_no_longer_than_the_hold(redis_url: str) -> None:
    """And busy is what one is told before that."""
    dead = RedisConversations(redis_url, hold=0.3)
    hold, _ = await dead.take("max-citizen", "1")
    impatient, patient = RedisConversations(redis_url, wait=0.05), RedisConversations(redis_url)
    with pytest.raises(Busy):
        await impatient.take("max-citizen", "1")
    taken, _ = await patient.take("max-citizen", "1")
    with pytest.raises(LostHold):
        await dead.save(hold, b"stale")
    await patient.save(taken, b"fresh")
    for talks in (dead, impatient, patient):
        await talks.close()


async def test_a_killed_process_keeps_nobody_waiting_for_its_whole_hold(redis_url: str) -> None:
    """What it held lapses with the lease that it renews no more."""
    dead, next_one = RedisConversations(redis_url, lease=0.3), RedisConversations(redis_url)
    hold, _ = await dead.take("max-citizen", "1")
    await dead.close()
    taken, _ = await next_one.take("max-citizen", "1")
    await next_one.save(taken, b"fresh")
    assert taken.token != hold.token
    await next_one.close()


async def test_a_slow_turn_keeps_its_hold_beyond_the_lease(redis_url: str) -> None:
    """Also in a conversation that is not kept yet."""
    slow = RedisConversations(redis_url, lease=0.3)
    waiting = RedisConversations(redis_url, lease=0.3, wait=1.2)
    hold, _ = await slow.take("max-citizen", "1")
    with pytest.raises(Busy):
        await waiting.take("max-citizen", "1")
    await slow.save(hold, b"one")
    hold, kept = await slow.take("max-citizen", "1")
    assert kept == b"one"
    with pytest.raises(Busy):
        await waiting.take("max-citizen", "1")
    await slow.save(hold, b"two")
    for talks in (slow, waiting):
        await talks.close()


async def test_scripts_that_redis_forgot_are_sent_again(redis_url: str) -> None:
    """A restarted server knows none."""
    talks = RedisConversations(redis_url)
    async with redis.asyncio.from_url(redis_url) as client:
        await client.script_flush()
        hold, _ = await talks.take("max-citizen", "1")
        await client.script_flush()
        await talks.save(hold, b"one")
        hold, kept = await talks.take("max-citizen", "1")
        await client.script_flush()
        await talks.release(hold)
    assert kept == b"one"
    await talks.close()


async def test_a_redis_that_lost_everything_starts_dialogs_over(redis_url: str) -> None:
    """No fact is gone; the turn in progress is repeated."""
    talks = RedisConversations(redis_url)
    hold, _ = await talks.take("max-citizen", "1")
    async with redis.asyncio.from_url(redis_url) as client:
        await client.flushdb()
    with pytest.raises(LostHold):
        await talks.save(hold, b"one")
    _, kept = await talks.take("max-citizen", "1")
    assert kept is None
    await talks.close()


async def test_one_key_a_person_that_a_cluster_can_place_and_that_expires(redis_url: str) -> None:
    """The hold expires with it, an abandoned dialog after its thirty days."""
    talks = RedisConversations(redis_url)
    async with redis.asyncio.from_url(redis_url, decode_responses=True) as client:
        hold, _ = await talks.take("max-citizen", "1")
        assert await client.keys() == ["veche:{max-citizen:1}"]
        assert 0 < await client.pttl("veche:{max-citizen:1}") <= 60_000
        await talks.save(hold, b"one")
        assert await client.hgetall("veche:{max-citizen:1}") == {"d": "one"}
        assert 29 * 86_400 < await client.ttl("veche:{max-citizen:1}") <= 30 * 86_400
        hold, _ = await talks.take("max-citizen", "1")
        assert await client.ttl("veche:{max-citizen:1}") > 60
        await talks.forget("max-citizen", "1")
        await talks.release(hold)
        assert await client.keys() == []
    await talks.close()
