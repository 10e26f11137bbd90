"""Co-executors in order: what is left of the draft's term when each takes the whole of theirs (ZAR-16)."""

from datetime import datetime, timedelta

from core.deadlines.calendar import BeyondCalendar
from core.incidents.occasion import Occasion


def order_slack(due: datetime | None, people: int, at: Occasion) -> timedelta | None:
    """Working time between the last part, if the order begins now, and the term of the draft (ZAR-11).

    Below zero where so many co-executors break it, the trap of the regulation. None where no such term
    runs, where one person alone has the whole of it, or where the calendar does not reach so far.
    """
    if due is None or people < 2:  # noqa: PLR2004 (two make an order)
        return None
    try:
        ready = at.now
        for _ in range(people):
            ready = at.calendar.add(ready, at.terms.contribution.whole(at.calendar, ready))
        if ready > due:
            return -at.calendar.between(due, ready)
        return at.calendar.between(ready, due)
    except BeyondCalendar:
        return None
