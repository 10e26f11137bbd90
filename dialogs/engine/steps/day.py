"""A calendar date: near days are buttons, any day may be typed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from core.shared.msg import Msg, Value
from dialogs.engine import data
from dialogs.engine.dialog import Day
from dialogs.engine.screen import Button
from dialogs.engine.steps.days import read
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay, grid
from dialogs.engine.update import Said

NEAR = 6
_DAY = timedelta(days=1)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DayKind(Kind[Day]):
    """A question answered with a date."""

    expected = "engine-expected-day"

    async def draw(self, here: Here[Day]) -> Drawn:
        """The question and up to six near days: those to come, or those just past."""
        today, first, last = here.world.today, here.step.first(here.ctx), here.step.last(here.ctx)
        buttons = [_button(here, day, today) for day in _near(today, first, last)]
        return Drawn((await here.text(),), grid(buttons, 2))

    async def press(self, here: Here[Day], verb: str, arg: str) -> Outcome | None:
        """One of the near days."""
        day = from_iso(arg) if verb == data.OPTION else None
        return None if day is None else self._within(here, day)

    async def said(self, here: Here[Day], said: Said) -> Outcome:
        """A date in words people use."""
        first, last = here.step.first(here.ctx), here.step.last(here.ctx)
        day = read(said.text, here.world.today, first, last)
        return self.wrong() if day is None else self._within(here, day)

    async def fits(self, here: Here[Day], answer: Any) -> bool:
        """Whether it is a date within the bounds."""
        if answer is None:
            return here.step.optional
        day = from_iso(answer)
        return day is not None and here.step.first(here.ctx) <= day <= here.step.last(here.ctx)

    async def now(self, here: Here[Day], answer: Any) -> Value:
        """The date in words."""
        day = from_iso(answer)
        return None if day is None else spelled(day, here.world.today)

    def _within(self, here: Here[Day], day: date) -> Outcome:
        first, last = here.step.first(here.ctx), here.step.last(here.ctx)
        if first <= day <= last:
            return Answered(day.isoformat())
        today = here.world.today
        bounds: dict[str, Value] = {"first": spelled(first, today), "last": spelled(last, today)}
        return Stay(Msg("engine-day-range", bounds))


def spelled(day: date, today: date) -> Msg:
    """A date for people: weekday, day and month, the year when it is another one."""
    args: dict[str, Value] = {
        "weekday": _WEEKDAYS[day.weekday()],
        "day": day.day,
        "month": _MONTHS[day.month - 1],
    }
    if day.year == today.year:
        return Msg("engine-day", args)
    return Msg("engine-day-year", {**args, "year": str(day.year)})


def from_iso(text: Any) -> date | None:
    """The date of an ISO text such as `2026-05-05`, or None."""
    if not isinstance(text, str) or len(text) != 10:  # noqa: PLR2004 (length of an ISO date)
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _near(today: date, first: date, last: date) -> Iterable[date]:
    if last < today:
        return [last - _DAY * back for back in range(NEAR) if last - _DAY * back >= first]
    start = max(first, today)
    return [start + _DAY * on for on in range(NEAR) if start + _DAY * on <= last]


def _button(here: Here[Day], day: date, today: date) -> Button:
    title = {today: Msg("engine-today"), today + _DAY: Msg("engine-tomorrow")}.get(day)
    return here.button(title or spelled(day, today), data.OPTION, day.isoformat())
