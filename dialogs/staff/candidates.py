"""Who may be given an incident: the competent unit's people first, whoever is present before the absent."""

from dataclasses import dataclass
from typing import Final

from core.incidents.model import Incident
from core.incidents.queries import Candidate
from core.shared.ids import PersonId, TopicId, UnitId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Role
from dialogs.engine.ctx import Ctx

_ALL: Final = 1000
"""More people than any municipality has."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who may write an answer on a topic, the likeliest first; `unit` is competent for it.

    Those who `had` it and do not have it any more may get it again, but nobody proposes it.
    """

    people: tuple[Candidate, ...]
    unit: UnitId | None
    had: frozenset[PersonId] = frozenset()

    @property
    def proposed(self) -> Candidate | None:
        """The competent unit's only or first person (LAB-2.1.2); None where the unit has nobody."""
        first = next(iter(self.people), None)
        fits = first is not None and self._competent(first) and first.person.id not in self.had
        return first if fits else None

    def of(self, person: str) -> Candidate | None:
        """One of them."""
        return next((each for each in self.people if each.person.id == person), None)

    def name(self, person: PersonId) -> str | Msg:
        """How somebody is called; whoever went is still named somehow."""
        found = self.of(person)
        return found.person.name if found else Msg("somebody")

    def title(self, candidate: Candidate) -> Msg:
        """Name and unit; a star for the competent, a word for the absent and for those who had it."""
        person = candidate.person
        about = {"name": person.name, "unit": candidate.unit_title or Msg("no-unit")}
        if person.stand_in is not None:
            return Msg("executor-choice.away", about)
        if person.id in self.had:
            return Msg("executor-choice.had", about)
        return Msg(
            "executor-choice.competent" if self._competent(candidate) else "executor-choice.other", about
        )

    def _competent(self, candidate: Candidate) -> bool:
        return self.unit is not None and candidate.person.unit == self.unit


async def candidates(ctx: Ctx, incident: Incident, topic: TopicId) -> Candidates:
    """For a topic, which may be another than the incident has now. Refuses `no-right`."""
    found = await ctx.app.executors(incident.id, by=ctx.me, page=0, per_page=_ALL)
    unit, had = await competent_unit(ctx, topic), incident.had
    people = sorted(found.items, key=lambda each: _rank(each, unit, had))
    return Candidates(tuple(people), unit, had)


async def competent_unit(ctx: Ctx, topic: TopicId) -> UnitId | None:
    """The unit the topic belongs to; none where the profile dropped the topic since."""
    try:
        return (await ctx.app.topics.get(topic, by=ctx.me)).unit
    except Refusal:
        return None


def _rank(candidate: Candidate, competent: UnitId | None, had: frozenset[PersonId]) -> tuple[bool, ...]:
    person = candidate.person
    return (
        competent is None or person.unit != competent,
        person.id in had,
        Role.EXECUTOR not in person.roles,
        person.stand_in is not None,
    )
