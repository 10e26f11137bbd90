"""The sandbox's clock: it says whether it is working time, and moves by working time."""

from datetime import timedelta

import pytest

from bots.wiring.control import SandboxControl
from core.shared.refusal import Refusal
from tests.core.city import City
from tests.deadlines.cities import HOUR, at, city, told

YEAR = 366 * 24 * 60


def control(start: str, *, real: bool = False) -> tuple[SandboxControl, City]:
    """The demo city's control at a moment."""
    town = City()
    town.clock.advance(at(start) - town.clock.now())

    async def shift(seconds: float) -> None:
        town.clock.advance(timedelta(seconds=seconds))

    made = SandboxControl(
        invite=town.app.invite,
        home=next(iter(town.rules.profiles.values())).municipality,
        calendar=city("demo"),
        clock=town.clock,
        shift=None if real else shift,
    )
    return made, town


@pytest.mark.parametrize(
    ("start", "working", "until"),
    [
        ("22.04.2026 11:00", True, "22.04.2026 12:00"),
        ("22.04.2026 12:00", False, "22.04.2026 13:00"),
        ("30.04.2026 16:00", False, "04.05.2026 08:00"),
    ],
)
async def test_the_clock_says_whether_it_is_working_time_and_until_when(
    start: str, *, working: bool, until: str
) -> None:
    """The page's sign, and the moment at which it turns; the zone in which to show them."""
    made, town = control(start)
    clock = await made.clock()
    assert clock == {
        "now": town.clock.now().isoformat(),
        "virtual": True,
        "working": working,
        "until": at(until).astimezone(town.clock.now().tzinfo).isoformat(),
        "zone": "Europe/Moscow",
    }


async def test_a_working_hour_on_friday_afternoon_ends_on_monday_morning() -> None:
    """And a working day, 480 minutes, ends at the same hour of the next one."""
    made, town = control("24.04.2026 16:30")
    assert (await made.advance(60, working=True))["working"] is True
    assert told(town.clock.now()) == "27.04.2026 08:30"
    await made.advance(480, working=True)
    assert told(town.clock.now()) == "28.04.2026 08:30"
    await made.advance(60, working=False)
    assert told(town.clock.now()) == "28.04.2026 09:30"


async def test_to_the_closing_minute_means_to_closing_time() -> None:
    """Off hours from then on."""
    made, town = control("22.04.2026 16:00")
    assert (await made.advance(60, working=True))["working"] is False
    assert told(town.clock.now()) == "22.04.2026 17:00"


async def test_what_cannot_be_moved_is_refused_and_stays() -> None:
    """A real clock, backwards, too far, past the calendar's end."""
    real, _ = control("22.04.2026 16:00", real=True)
    with pytest.raises(Refusal, match="clock-is-real"):
        await real.advance(60, working=True)
    made, town = control("20.12.2027 16:00")
    before = town.clock.now()
    for minutes in (0, -1, YEAR + 1, float("nan")):
        for working in (True, False):
            with pytest.raises(Refusal, match="clock-only-forward"):
                await made.advance(minutes, working=working)
    with pytest.raises(Refusal, match="clock-no-calendar"):
        await made.advance(100 * 60, working=True)
    assert town.clock.now() == before
    early, _ = control("20.12.2026 16:00")
    with pytest.raises(Refusal, match="clock-only-forward"):
        await early.advance(2000 * 60, working=True)


async def test_past_the_calendar_nobody_knows_whether_it_is_working_time() -> None:
    """The clock still moves by plain minutes; the page leaves out the sign and the working steps."""
    made, town = control("31.12.2027 23:30")
    clock = await made.advance(60, working=False)
    assert (clock["working"], clock["until"]) == (None, None)
    assert town.clock.now() == at("01.01.2028 00:30")
    with pytest.raises(Refusal, match="clock-no-calendar"):
        await made.advance(HOUR.total_seconds() / 60, working=True)
