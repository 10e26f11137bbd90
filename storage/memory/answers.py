"""The twins of templates and examples: inside a unit of work, and the lists of both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.answers.model import BestAnswer, Template
from core.shared.ids import IncidentId, MunicipalityId, TemplateId, TopicId
from core.shared.paging import Slice
from core.shared.unit_of_work import Conflict
from storage.gathered_answers import GatheredAnswers
from storage.memory.state import State, page_of
from storage.sorting import sort_key


@dataclass(slots=True)
class MemoryAnswers(GatheredAnswers):
    """Implements `core.answers.ports.Answers`."""

    state: State

    async def template(self, municipality: MunicipalityId, template: TemplateId) -> Template | None:
        """A copy, unless it was removed."""
        found = self.state.templates.get(template)
        if found is None or found.municipality != municipality or found.removed:
            return None
        return replace(found, facts=[])

    async def best(self, municipality: MunicipalityId, incident: IncidentId) -> BestAnswer | None:
        """A copy of the example made of an incident's answer."""
        found = self.state.best.get((municipality, incident))
        return None if found is None else replace(found, facts=[])

    def check(self) -> None:
        """Raise `Conflict` on what somebody else did first."""
        for template in self._templates:
            known = self.state.templates.get(template.id)
            if (known.version if known else 0) != template.version:
                raise Conflict
        for marked in self._marked:
            if (marked.municipality, marked.incident) in self.state.best:
                raise Conflict
        for best in self._unmarked:
            if (best.municipality, best.incident) not in self.state.best:
                raise Conflict

    def write(self) -> None:
        """Apply everything."""
        self.committed()
        for template in self._templates:
            self.state.templates[template.id] = replace(template, facts=[])
        for best in self._marked:
            self.state.best[best.municipality, best.incident] = replace(best, facts=[])
        for best in self._unmarked:
            del self.state.best[best.municipality, best.incident]


@dataclass(frozen=True, slots=True)
class MemoryGuides:
    """Implements `core.answers.ports.Guides`."""

    state: State

    async def templates(self, municipality: MunicipalityId, *, page: int, per_page: int) -> Slice[Template]:
        """All, those for any topic first."""
        found = self._all(municipality)
        found.sort(key=lambda each: (each.topic or "", sort_key(each.title), each.id))
        return page_of(found, page, per_page)

    async def for_topic(self, municipality: MunicipalityId, topic: TopicId) -> Sequence[Template]:
        """The topic's own, then those for any."""
        found = [each for each in self._all(municipality) if each.topic in {topic, None}]
        found.sort(key=lambda each: (each.topic is None, sort_key(each.title), each.id))
        return tuple(found)

    async def best(
        self, municipality: MunicipalityId, topic: TopicId | None, *, page: int, per_page: int
    ) -> Slice[BestAnswer]:
        """The newest first."""
        found = [
            replace(each, facts=[])
            for each in self.state.best.values()
            if each.municipality == municipality and topic in {None, each.topic}
        ]
        found.sort(key=lambda each: (each.marked_at, each.incident), reverse=True)
        return page_of(found, page, per_page)

    def _all(self, municipality: MunicipalityId) -> list[Template]:
        return [
            replace(each, facts=[])
            for each in self.state.templates.values()
            if each.municipality == municipality and not each.removed
        ]
