"""Who may be given an incident: the competent unit's people first, whoever is present before the absent."""

from dataclasses import dataclass
from typing import Final

from core.incidents.queries import Candidate
from core.shared.ids import IncidentId, PersonId, TopicId, UnitId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Role
from dialogs.engine.ctx import Ctx

_ALL: Final = 1000
"""More people than any municipality has."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who may write an answer on a topic, the likeliest first; `unit` is competent for it."""

    people: tuple[Candidate, ...]
    unit: UnitId | None

    @property
    def proposed(self) -> Candidate | None:
        """The competent unit's only or first person (LAB-2.1.2); None where the unit has nobody."""
        first = next(iter(self.people), None)
        return first if first is not None and self._competent(first) else None

    def of(self, person: str) -> Candidate | None:
        """One of them."""
        return next((each for each in self.people if each.person.id == person), None)

    def name(self, person: PersonId) -> str | Msg:
        """How somebody is called; whoever went is still named somehow."""
        found = self.of(person)
        return found.person.name if found else Msg("somebody")

    def title(self, candidate: Candidate) -> Msg:
        """Name and unit; a star for the competent, a word for the absent."""
        person = candidate.person
        about = {"name": person.name, "unit": candidate.unit_title or Msg("no-unit")}
        if person.stand_in is not None:
            return Msg("executor-choice.away", about)
        return Msg(
            "executor-choice.competent" if self._competent(candidate) else "executor-choice.other", about
        )

    def _competent(self, candidate: Candidate) -> bool:
        return self.unit is not None and candidate.person.unit == self.unit


async def candidates(ctx: Ctx, incident: IncidentId, topic: TopicId) -> Candidates:
    """For a topic, which may be another than the incident has now. Refuses `no-right`."""
    found = await ctx.app.executors(incident, by=ctx.me, page=0, per_page=_ALL)
    unit = await competent_unit(ctx, topic)
    return Candidates(tuple(sorted(found.items, key=lambda each: _rank(each, unit))), unit)


async def competent_unit(ctx: Ctx, topic: TopicId) -> UnitId | None:
    """The unit the topic belongs to; none where the profile dropped the topic since."""
    try:
        return (await ctx.app.topics.get(topic, by=ctx.me)).unit
    except Refusal:
        return None


def _rank(candidate: Candidate, competent: UnitId | None) -> tuple[bool, bool, bool]:
    person = candidate.person
    return (
        competent is None or person.unit != competent,
        Role.EXECUTOR not in person.roles,
        person.stand_in is not None,
    )
