"""A broadcast while people chat: never above the allowed rate, close to it, and nobody has to wait."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

import asyncpg
import orjson

from core.notices.model import Lane
from core.shared.msg import Msg, to_json
from tests.benchmarks.crowd import SECTOR, Crowd
from tests.benchmarks.latency import PAUSE, Waits, open_loop, probed
from tests.benchmarks.measure import Row, percentile
from tests.benchmarks.places import Contender, Place
from tests.benchmarks.town import Sent, Town

ALLOWED = 30
"""Messages a second that a Telegram bot may send."""

CHATTING = 5
"""Updates a second from people meanwhile, each answered by an edited screen that counts as well."""

PEOPLE = 60
AT_A_TIME = 10
BOT = "telegram-citizen"

_POST = """
INSERT INTO outbox (municipality_id, key, person_id, audience, bot, user_id, chat, body, about, assurance,
    lane, state)
SELECT 'demo', $1, 'person-' || n, 'citizen', $2, n::text, n::text, $3, 'broadcast', 'least', $4, 'pending'
FROM generate_series(1000000, 1000000 + $5::integer - 1) AS n
"""
_LEFT = "SELECT count(*) FROM outbox WHERE key = $1 AND state <> 'sent'"
_NEWS = Msg("notice-answered", {"number": 17, "topic": "Яма на дороге"})
_BODY = orjson.dumps({"text": [to_json(_NEWS)], "buttons": [], "media": []}).decode()


async def limited(place: Place, contender: Contender, *, parcels: int, quiet_for: float) -> list[Row]:
    """People alone for some seconds, then people during a broadcast at the messenger's limits."""
    crowd = place.crowd(contender, "telegram", range(300_000, 300_000 + PEOPLE))
    await crowd.all(crowd.arrive, crowd.write)
    await asyncio.sleep(5)  # what was said so far has left the limits' memory
    people = itertools.cycle(crowd.people)
    quiet, busy = Waits(), Waits()
    page = f"{contender.url}/healthz"
    async with probed(place.town, page, quiet):
        quiet.updates += await open_loop(_chat(crowd, people, int(quiet_for * CHATTING)), CHATTING)
    place.town.sent.clear()
    talking = asyncio.ensure_future(_talk(crowd, people, busy.updates))
    async with probed(place.town, page, busy):
        await broadcast(place, "limited", parcels)
    talking.cancel()
    with suppress(asyncio.CancelledError):
        await talking
    return _rows(place.town, quiet, busy)


async def unlimited(place: Place, parcels: int) -> list[Row]:
    """How fast parcels go out when nothing holds them back."""
    place.town.sent.clear()
    await broadcast(place, "unlimited", parcels)
    sent = [one.at for one in place.town.sent if one.new]
    rate = len(sent) / (sent[-1] - sent[0])
    return [
        Row(
            name="broadcast without limits",
            ours=rate,
            unit="messages/s",
            goal="at least 2000",
            met=rate >= 2000,
        )
    ]


async def broadcast(place: Place, key: str, parcels: int) -> None:
    """Put the parcels into the outbox and wait until they are sent."""
    connection = await asyncpg.connect(place.database_url)
    await connection.execute("ANALYZE outbox")
    await connection.execute(_POST, key, BOT, _BODY, Lane.BROADCAST, parcels)
    while await connection.fetchval(_LEFT, key):  # noqa: ASYNC110 (the one who sends is another process)
        await asyncio.sleep(0.5)
    await connection.close()


async def _talk(crowd: Crowd, people: Iterator[int], waits: list[float]) -> None:
    """Chat until cancelled, some words at a time; what was answered by then counts."""
    while True:
        waits += await open_loop(_chat(crowd, people, AT_A_TIME), CHATTING)


def _chat(crowd: Crowd, people: Iterator[int], count: int) -> list[Callable[[], Awaitable[None]]]:
    """One after another chooses, or goes back: whoever is where."""

    async def act(user: int) -> None:
        at_sector = any(SECTOR in label for label, _ in crowd.town.chat(user).buttons)
        await (crowd.choose(user) if at_sector else crowd.unchoose(user))

    return [partial(act, user) for user in itertools.islice(people, count)]


def busiest_second(moments: Sequence[float]) -> int:
    """The most messages in any second, wherever it begins."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def sustained(sent: Sequence[Sent]) -> float:
    """Messages a second, edits included, between the first parcel and the last."""
    parcels = [one.at for one in sent if one.new]
    between = [one for one in sent if parcels[0] <= one.at <= parcels[-1]]
    return (len(between) - 1) / (parcels[-1] - parcels[0])


def _rows(town: Town, quiet: Waits, busy: Waits) -> list[Row]:
    most = busiest_second([one.at for one in town.sent])
    share = sustained(town.sent) / ALLOWED
    calm, meanwhile = percentile(quiet.updates, 0.99), percentile(busy.updates, 0.99)
    return [
        Row(
            name="broadcast, messages in the busiest second",
            ours=most,
            unit="messages",
            goal=f"at most {ALLOWED}",
            met=most <= ALLOWED,
        ),
        Row(
            name="broadcast, share of the allowed rate",
            ours=share * 100,
            unit="%",
            goal="at least 98 %",
            met=share >= 0.98,
        ),
        Row(
            name="wait of people during a broadcast against quiet, p99",
            ours=meanwhile,
            reference=calm,
            ratio=meanwhile / calm,
            unit="ms",
            goal="at most 1.1 x",
            met=meanwhile / calm <= 1.1,
        ),
        Row(
            name="longest pause during a broadcast",
            ours=busy.pause,
            unit="ms",
            goal=f"at most {PAUSE:g} ms",
            met=busy.pause <= PAUSE,
        ),
    ]
