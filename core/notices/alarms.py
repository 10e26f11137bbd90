"""Alarms of the clock: a calendar that ends, a topic people write about more than usually (ZAR-23)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.horizon import shortage
from core.incidents.activity import Rate, heightened, usual
from core.incidents.occasion import Desk, Occasion
from core.incidents.side_facts import AT_ONCE as ALARMED
from core.notices.facts import ActivityAlarmed
from core.notices.firing import is_awake
from core.notices.letter import button, topic
from core.notices.model import Lane, Notice, ToRole
from core.notices.ports import DueDeadlines
from core.notices.routing import AT_ONCE
from core.people.passport import system_actor
from core.shared.ids import MunicipalityId
from core.shared.msg import Msg
from core.shared.roles import Role

TOPIC_CUT: Final = "topic:"
"""With a topic after it, what the list of that topic's open messages is asked for by."""

ADMINISTRATORS: Final = ToRole(Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseAlarms:
    """Looks at every municipality's calendar and topics; asked each hour, it repeats nothing.

    A missing year is told to the administrators once a week, heightened activity on a topic to the city
    head and the head of the centre once a day; the journal keeps whom it reached.
    """

    deadlines: DueDeadlines
    desk: Desk
    homes: Iterable[MunicipalityId]

    async def __call__(self) -> None:
        """Tell whatever there is to be told."""
        for home in self.homes:
            at = self.desk(system_actor(home))
            activity = at.terms.activity
            window = at.now - activity.window
            rates = await self.deadlines.rates(
                home, since=window - activity.usual, window=window, until=at.now
            )
            for rate in rates:
                if heightened(rate, activity):
                    fact = _alarmed(rate, usual(rate, activity), at, window)
                    await self.deadlines.tell(home, _busy(rate, fact, at), fact)
            if short := _short(at.calendar, at.now):
                await self.deadlines.tell(home, short)


def _short(calendar: WorkingCalendar, now: datetime) -> tuple[Notice, ...]:
    """From 1 October on without the next year, in working time; at once where it has ended already."""
    missing = shortage(calendar, now)
    if missing is None or not (missing.over or is_awake(calendar, now)):
        return ()
    year, week, _ = calendar.day_of(now).isocalendar()
    text = (
        Msg("notice-calendar-over", {"year": missing.year})
        if missing.over
        else Msg("notice-calendar-short", {"year": missing.year, "last": calendar.last})
    )
    return (
        Notice(
            key=f"calendar:{missing.year}:{year}-{week}",
            to=ADMINISTRATORS,
            audience="staff",
            text=(text,),
            about="calendar",
        ),
    )


def _alarmed(rate: Rate, usually: float, at: Occasion, since: datetime) -> ActivityAlarmed:
    return ActivityAlarmed(
        subject=rate.topic,
        at=at.now,
        by=at.by,
        since=since,
        count=rate.now,
        usual=round(usually),
        roles=ALARMED,
    )


def _busy(rate: Rate, fact: ActivityAlarmed, at: Occasion) -> tuple[Notice, ...]:
    """At once, day or night: what is behind it may not wait for the morning."""
    day = at.calendar.day_of(at.now).isoformat()
    title = topic(rate.topic_title, at.in_english(rate.topic))
    said = Msg(
        "notice-activity", {"topic": title, "hours": fact.hours, "count": fact.count, "usual": fact.usual}
    )
    return tuple(
        Notice(
            key=f"activity:{rate.topic}:{day}",
            to=to,
            audience="staff",
            text=(said,),
            about=rate.topic,
            buttons=(button("notice-activity.open", "cut", f"{TOPIC_CUT}{rate.topic}"),),
            lane=Lane.URGENT,
        )
        for to in AT_ONCE
    )
