"""A message in Zarechny, its people, and its time of work: the ground of the stories about its way."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bots.wiring.calendars import load_shelf
from core.deadlines.calendar import WorkingCalendar
from core.deadlines.terms import Kind, Terms
from core.incidents.facts import DeadlineMissed
from core.incidents.model import Incident
from core.incidents.occasion import Occasion
from core.incidents.parts import Executor, Origin, Routing, Topic
from core.incidents.values import (
    AnswerText,
    DraftKind,
    IncidentText,
    Location,
)
from core.shared.actor import Absent, Actor
from core.shared.ids import MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Role

HOME = MunicipalityId("zarechny")
CALENDAR = WorkingCalendar.of(load_shelf(None).plans["zarechny"])
TUESDAY = datetime(2026, 5, 5, 5, 0, tzinfo=UTC)
"""08:00 in Zarechny: the day begins, lunch is at 12:00, the day ends at 17:00."""

TOPIC = Topic(
    id=TopicId("pothole"), municipality=HOME, sector="roads", title_ru="Яма", title_en="Pothole", unit=None
)
ANSWER = AnswerText.parse("Засыпали яму сегодня утром")


def person(name: str, *roles: Role, unit: str | None = None, absent: tuple[Absent, ...] = ()) -> Actor:
    """Somebody of Zarechny."""
    return Actor(
        person=PersonId(name),
        municipality=HOME,
        name=name,
        roles=frozenset(roles),
        unit=UnitId(unit) if unit else None,
        absent=absent,
    )


ANNA = person("anna")
OLGA = person("olga", Role.CURATOR)
PETER = person("peter", Role.EXECUTOR, unit="roads")
VERA = person("vera", Role.EXECUTOR, unit="housing")
IVAN = person("ivan", Role.EXECUTOR, unit="energy")


class Case:
    """An incident, and its time of work: `at(hours)` is so much working time after it was detected."""

    def __init__(
        self,
        *,
        terms: Terms | None = None,
        origin: Origin | None = None,
        start: datetime = TUESDAY,
        key: str = "1",
    ) -> None:
        self.terms = terms or Terms()
        self.start = start
        self.incident = Incident.register(
            new_id=key.zfill(26),
            key=key,
            text=IncidentText.parse("Яма на улице Ленина, объехать нельзя"),
            topic=TOPIC,
            location=Location(),
            media=(),
            origin=origin or Origin(bot="max-citizen"),
            author=ANNA.person if origin is None else None,
            at=self.at(0, OLGA),
        )
        self.incident.number = int(key)

    def at(self, hours: float, by: Actor) -> Occasion:
        """So many working hours after the detection."""
        now = CALENDAR.add(self.start, timedelta(hours=hours))
        return Occasion(by=by, now=now, calendar=CALENDAR, terms=self.terms)

    def route(self, hours: float, *executors: Actor, by: Actor = OLGA, **more: Any) -> None:
        """The curator routes it."""
        plan = Routing(
            topics=(TOPIC,),
            location=Location(),
            executors=tuple(Executor(person=each.person, unit=each.unit) for each in executors),
            **more,
        )
        self.incident.route(plan, at=self.at(hours, by))

    def draft(self, hours: float, by: Actor = PETER, kind: DraftKind = DraftKind.ANSWER) -> int:
        """A draft is handed in; its number."""
        self.incident.submit_draft(ANSWER, (), at=self.at(hours, by), kind=kind)
        return len(self.incident.drafts)

    def missed(self) -> Iterator[tuple[Kind, PersonId | None, UnitId | None]]:
        """What was booked as late, to whom."""
        for fact in self.incident.facts:
            if isinstance(fact, DeadlineMissed):
                yield fact.kind, fact.owner, fact.unit

    def due(self, kind: Kind) -> float:
        """When a running clock is due, in working hours after the detection."""
        found = self.incident.deadline(kind)
        assert found is not None
        assert found.due_at is not None
        return CALENDAR.between(self.start, found.due_at) / timedelta(hours=1)
