"""How much time is left, in words: a few letters in a list, a line or the reasons, too, on a card."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.days import DayOff, OffKind
from core.deadlines.explain import Rest, RestKind, Work, calculation, time_left
from core.shared.msg import Msg
from core.shared.spans import span
from dialogs.engine.ctx import Ctx

REASONS: Final = 4
"""So many reasons stand in a sentence; the card of the calculation has them all."""

_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_LONG: Final = timedelta(hours=16)
"""More working time than that is told in working days."""


def calendar_of(ctx: Ctx) -> WorkingCalendar:
    """The working time of the reader's municipality."""
    return ctx.app.desk.calendar(ctx.me.municipality)


def in_list(calendar: WorkingCalendar, now: datetime, due: datetime) -> Msg:
    """`2 ч 10 мин`, `3 раб. дня`, `просрочено на 40 мин`; the moment itself beyond the calendar."""
    try:
        if now > due:
            return Msg("left-overdue", {"time": brief(calendar.between(due, now))})
        return _short_left(calendar, now, due)
    except BeyondCalendar:
        return Msg("left-date", {"at": due})


def in_line(calendar: WorkingCalendar, now: datetime, due: datetime) -> Msg:
    """`завтра в 12:00, осталось 2 ч 10 мин`; where it stands among others, without the reasons."""
    try:
        if now > due:
            return Msg("due-late", {"at": due, "time": brief(calendar.between(due, now))})
        return Msg("due-remains", {"at": due, "time": _short_left(calendar, now, due)})
    except BeyondCalendar:
        return Msg("due-date", {"at": due})


def in_words(calendar: WorkingCalendar, now: datetime, due: datetime, language: str) -> Msg:
    """`пт, 8 мая, 16:00, ещё 2 часа 10 минут рабочего времени, обед 12:00-13:00, завтра короткий день`."""
    try:
        found = time_left(calendar, now, due)
        if now > due:
            return Msg("due-overdue", {"at": due, "time": brief(found.overdue)})
        told = Msg("due-left", {"at": due, "time": span(found.left)})
        reasons = _reasons(calendar, now, due, language)
    except BeyondCalendar:
        return Msg("due-date", {"at": due})
    if not found.working:
        reasons = [Msg("why-rest", {"at": found.until}), *reasons]
    return joined(told, *reasons[:REASONS])


def joined(first: Msg, *more: Msg) -> Msg:
    """The texts in one line, with commas."""
    for each in more:
        first = Msg("joined", {"first": first, "second": each})
    return first


def brief(length: timedelta) -> Msg:
    """`40 мин`, `2 ч`, `2 ч 10 мин`; whole minutes."""
    hours, minutes = divmod(length // _MINUTE, 60)
    if not hours:
        return Msg("brief-minutes", {"minutes": minutes})
    if not minutes:
        return Msg("brief-hours", {"hours": hours})
    return Msg("brief-both", {"hours": hours, "minutes": minutes})


def _short_left(calendar: WorkingCalendar, now: datetime, due: datetime) -> Msg:
    left = calendar.between(now, due)
    return brief(left) if left <= _LONG else Msg("brief-days", {"days": _days(calendar, now, due)})


def clock(calendar: WorkingCalendar, at: datetime) -> str:
    """`12:00` on the city's clock."""
    return f"{at.astimezone(calendar.zone):%H:%M}"


def why_off(day: date, off: DayOff, language: str) -> Msg:
    """Why nobody works on a day."""
    if off.kind is OffKind.WEEKEND:
        return Msg("why-weekend")
    if off.kind is OffKind.MOVED:
        return Msg("why-moved", {"on": day})
    return Msg("why-holiday", {"on": day, "title": off.title(language)})


def _reasons(calendar: WorkingCalendar, now: datetime, due: datetime, language: str) -> list[Msg]:
    """Everything between now and then that is not the usual day, each once."""
    found: list[Msg] = []
    for reason in _between(calendar, now, due, language):
        if reason not in found:
            found.append(reason)
    return found


def _between(calendar: WorkingCalendar, now: datetime, due: datetime, language: str) -> Iterator[Msg]:
    today = calendar.day_of(now)
    for piece in calculation(calendar, now, due):
        if isinstance(piece, Work):
            if piece.short:
                yield _short(calendar.day_of(piece.start), today)
        elif piece.kind is RestKind.LUNCH:
            if piece.start > now:  # the break of now is told otherwise
                yield _lunch(calendar, piece)
        else:
            yield from (why_off(day, off, language) for day, off in piece.days)


def _lunch(calendar: WorkingCalendar, rest: Rest) -> Msg:
    return Msg("why-lunch", {"start": clock(calendar, rest.start), "end": clock(calendar, rest.end)})


def _short(day: date, today: date) -> Msg:
    if day == today:
        return Msg("why-short-today")
    return Msg("why-short-tomorrow") if day == today + _DAY else Msg("why-short", {"on": day})


def _days(calendar: WorkingCalendar, now: datetime, due: datetime) -> int:
    """Working days after today, up to the day of the deadline."""
    first, last = calendar.day_of(now), calendar.day_of(due)
    span_of_days = (first + _DAY * n for n in range(1, (last - first).days + 1))
    return sum(calendar.plan.works(day) for day in span_of_days)
