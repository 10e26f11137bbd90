"""What a turn costs, counted on the wire: figures that no noise touches."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.benchmarks.counts import Meter, metered
from tests.benchmarks.crowd import ALIKE, Crowd
from tests.benchmarks.places import Place
from tests.benchmarks.town import Town

TURNS = 12
WARM = range(201, 205)
COUNTED = range(301, 301 + TURNS)


@pytest.fixture
async def meter(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Meter]:
    """Servers behind taps, and a town."""
    home = Path(tmp_path_factory.mktemp("b"))
    town = Town()
    await town.start()
    place = Place(home, database_url, redis_url, town)
    async with metered(place, "t") as made:
        yield made
    await town.stop()


@pytest.mark.parametrize("messenger", ["telegram", "max"])
async def test_a_turn_makes_its_fact_in_one_trip_two_flights_and_two_calls(
    meter: Meter, messenger: str
) -> None:
    """Deduplicated, numbered, recorded and told of: PostgreSQL is asked once, Redis twice."""
    ours = await meter.place.ours(f"{messenger}-citizen")
    await meter.place.appoint_curator()
    warm, crowd = (meter.place.crowd(ours, messenger, people) for people in (WARM, COUNTED))
    for one in (warm, crowd):
        await _to_check(one)
    await warm.all(warm.send)

    found = await meter.count(crowd.send, crowd.people)

    assert found.each()["database"] == 1, found.trips
    assert found.each()["redis"] <= 2, found.redis
    assert found.each()["http"] <= 2, found.http


@pytest.mark.parametrize("messenger", ["telegram", "max"])
async def test_a_turn_inside_a_dialog_costs_no_more(meter: Meter, messenger: str) -> None:
    """A turn without a fact records its update, and that is all it asks of PostgreSQL."""
    ours = await meter.place.ours(f"{messenger}-citizen")
    warm, crowd = (meter.place.crowd(ours, messenger, people) for people in (WARM, COUNTED))
    for one in (warm, crowd):
        await one.all(one.arrive, one.write)
    await warm.all(warm.choose)

    found = await meter.count(crowd.choose, crowd.people)

    assert found.each()["database"] == 1, found.trips
    assert found.each()["redis"] <= 2, found.redis
    assert found.each()["http"] <= 2, found.http


@pytest.mark.parametrize("messenger", ["telegram", "max"])
async def test_similar_messages_are_looked_for_once_a_turn(meter: Meter, messenger: str) -> None:
    """Though the step asks for them three times: is there a choice, what are its buttons, what its text."""
    ours = await meter.place.ours(f"{messenger}-citizen")
    warm, crowd = (meter.place.crowd(ours, messenger, people) for people in (WARM, COUNTED))
    for one in (warm, crowd):
        await one.all(one.arrive, one.report_hole, one.topic, one.skip, one.skip, one.send)
        await one.all(one.report_hole, one.topic)
    await warm.all(warm.leave_out)

    found = await meter.count(crowd.leave_out, crowd.people)

    assert all(ALIKE in meter.place.town.chat(user).text for user in crowd.people)
    assert sorted(found.trips.values()) == [TURNS, TURNS], found.trips


async def _to_check(crowd: Crowd) -> None:
    await crowd.all(crowd.arrive, crowd.write, crowd.choose, *crowd.to_check)
