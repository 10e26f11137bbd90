"""The roster of a municipality: all its substitutions, and who does whose work now (ZAR-7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.people.lines import days
from core.people.roster_facts import SubstitutionEnded, SubstitutionMade, WorkHandedOver, WorkTakenBack
from core.people.substitution import Phase, Substitution
from core.shared.actor import Actor
from core.shared.days import day_begins
from core.shared.facts import Recorder
from core.shared.ids import MunicipalityId, PersonId, SubstitutionId
from core.shared.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A person's work changes hands; `before` and `after` are the person's own id while they do it."""

    person: PersonId
    before: PersonId
    after: PersonId


@dataclass(slots=True, kw_only=True)
class Roster(Recorder):
    """The aggregate: one a municipality, so that two substitutions made at once never close a loop.

    `substitutions` are those that are not over, by the moment they start, and what ended since it was
    read; `touched` says whether there is anything to write. `standing` maps an absent person to who does
    their work, as their records say. `names` are those of everybody in it.
    """

    municipality: MunicipalityId
    zone: str
    substitutions: list[Substitution] = field(default_factory=list)
    standing: dict[PersonId, PersonId] = field(default_factory=dict)
    names: dict[PersonId, str] = field(default_factory=dict)
    moved: dict[PersonId, PersonId | None] = field(default_factory=dict)
    touched: bool = False
    version: int = 0

    @property
    def open(self) -> list[Substitution]:
        """Those in force, and those to come."""
        return [each for each in self.substitutions if each.phase is not Phase.OVER]

    def get(self, wanted: SubstitutionId) -> Substitution:
        """One that is not over; refuses `substitution-over`."""
        for each in self.open:
            if each.id == wanted:
                return each
        raise Refusal("substitution-over")

    def of(self, absent: PersonId) -> list[Substitution]:
        """Those of a person, the next one first."""
        return [each for each in self.open if each.absent == absent]

    def by(self, substitute: PersonId) -> list[Substitution]:
        """Those in which a person is named as the substitute."""
        return [each for each in self.open if each.substitute == substitute]

    def doer(self, person: PersonId) -> PersonId:
        """Who does a person's work now, at the end of the chain."""
        return self.standing.get(person, person)

    def expected(self, person: PersonId, day: date) -> PersonId:
        """Who would do a person's work when a day begins, as things are entered now."""
        moment, seen = day_begins(day, self.zone), {person}
        while True:
            there = next((each for each in self.of(person) if each.covers(moment)), None)
            if there is None or there.substitute in seen:
                return person
            person = there.substitute
            seen.add(person)

    def add(self, made: Substitution, names: dict[PersonId, str], *, by: Actor, now: datetime) -> None:
        """Enter a substitution; refuses `substitution-overlap` and `substitution-loop`."""
        self.names |= names
        for known in self.of(made.absent):
            if known.meets(made.starts, made.ends):
                raise Refusal(
                    "substitution-overlap",
                    substitute=self.names[known.substitute],
                    days=days(known.first, known.last),
                )
        if self._leads(made.substitute, made.absent, made.starts, made.ends):
            raise Refusal("substitution-loop", name=self.names[made.substitute])
        self.substitutions.append(made)
        self.touched = True
        self.record(SubstitutionMade(**self._about(made, by, now), begins=made.starts <= now))

    def end(self, wanted: SubstitutionId, *, by: Actor, now: datetime) -> Substitution:
        """End a substitution now, or call it off before it begins; refuses `substitution-over`."""
        found = self.get(wanted)
        began = found.phase is Phase.ACTIVE
        found.end(now, self.zone)
        self.touched = True
        self.record(SubstitutionEnded(**self._about(found, by, now), began=began))
        return found

    def settle(self, now: datetime) -> list[Shift]:
        """Let what is due begin and end; whose work changes hands by that."""
        for each in self.substitutions:
            self.touched |= each.pass_time(now)
        fresh = self._finals()
        shifts = [
            Shift(person=person, before=self.doer(person), after=fresh.get(person, person))
            for person in sorted({*self.standing, *fresh})
            if self.doer(person) != fresh.get(person, person)
        ]
        self.moved |= {each.person: fresh.get(each.person) for each in shifts}
        self.touched |= bool(shifts)
        self.standing = fresh
        return shifts

    def tell(self, shift: Shift, work: int, *, by: Actor, now: datetime) -> None:
        """Record that work changed hands; `work` is how many open messages went along."""
        name = self.names.get
        if shift.after == shift.person:
            self.record(
                WorkTakenBack(
                    subject=shift.person,
                    at=now,
                    by=by,
                    version=self.version,
                    absent_name=name(shift.person, ""),
                    before=shift.before,
                    work=work,
                )
            )
            return
        own = self._active()[shift.person]
        self.record(
            WorkHandedOver(
                **self._about(own, by, now),
                before=None if shift.before == shift.person else shift.before,
                doer=shift.after,
                doer_name=name(shift.after, ""),
                until=self._until(shift.person),
                work=work,
            )
        )

    def _active(self) -> dict[PersonId, Substitution]:
        """By the absent person; where two records of one human were joined, nobody substitutes themselves."""
        return {
            each.absent: each
            for each in self.substitutions
            if each.phase is Phase.ACTIVE and each.absent != each.substitute
        }

    def _finals(self) -> dict[PersonId, PersonId]:
        """Whom each chain ends at; a loop that joined records made leaves the work where it is."""
        finals = {}
        for person in self._active():
            *_, last = self._chain(person)
            if last.substitute != person:
                finals[person] = last.substitute
        return finals

    def _chain(self, person: PersonId) -> Iterator[Substitution]:
        active, at, seen = self._active(), person, {person}
        while at in active:
            yield active[at]
            at = active[at].substitute
            if at in seen:
                return
            seen.add(at)

    def _until(self, person: PersonId) -> date | None:
        """The first day on which a link of the chain ends."""
        return min((each.last for each in self._chain(person) if each.last is not None), default=None)

    def _leads(self, start: PersonId, goal: PersonId, starts: datetime, ends: datetime | None) -> bool:
        """Whether the work of `start` comes to `goal` at some moment of the stretch."""
        for each in self.of(start):
            if not each.meets(starts, ends):
                continue
            if each.substitute == goal:
                return True
            common = min((end for end in (ends, each.ends) if end is not None), default=None)
            if self._leads(each.substitute, goal, max(starts, each.starts), common):
                return True
        return False

    def _about(self, made: Substitution, by: Actor, now: datetime) -> dict[str, Any]:
        return {
            "subject": made.absent,
            "at": now,
            "by": by,
            "version": self.version,
            "substitution": made.id,
            "absent_name": self.names.get(made.absent, ""),
            "substitute": made.substitute,
            "substitute_name": self.names.get(made.substitute, ""),
            "first": made.first,
            "last": made.last,
            "reason": made.reason,
            "order": made.order,
        }
