"""The slack of an answer: what is left of its term if the draft goes back once more (ZAR-10 to ZAR-14)."""

from datetime import datetime, timedelta

from core.deadlines.calendar import BeyondCalendar
from core.incidents.occasion import Occasion


def slack(due: datetime | None, at: Occasion, *, publishing: bool) -> timedelta | None:
    """Working time between the end of one full rework begun now and the term of the answer.

    A rework, an approval by each role of the chain, and the publication where it is not ours: each taking
    the whole of its term. Below zero where that breaks the term of the answer, the trap of the regulation;
    None where no such term runs, or the calendar does not reach so far.
    """
    if due is None:
        return None
    terms = at.terms
    steps = [terms.rework, *[terms.approval] * len(terms.approval_chain)]
    if publishing:
        steps.append(terms.publish)
    try:
        ready = at.now
        for term in steps:
            ready = at.calendar.add(ready, term.whole(at.calendar, ready))
        if ready > due:
            return -at.calendar.between(due, ready)
        return at.calendar.between(ready, due)
    except BeyondCalendar:
        return None
