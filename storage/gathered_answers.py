"""What a unit of work gathers about answers and the catalogue: the same in PostgreSQL and in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.answers.model import BestAnswer, Template
from core.catalogue.model import TopicEntry, UnitEntry
from core.shared.facts import Fact


@dataclass(slots=True, kw_only=True)
class GatheredAnswers:
    """The writing half of `core.answers.ports.Answers`."""

    _templates: list[Template] = field(default_factory=list)
    _marked: list[BestAnswer] = field(default_factory=list)
    _unmarked: list[BestAnswer] = field(default_factory=list)

    def keep(self, template: Template) -> None:
        """A new or a changed template."""
        self._templates.append(template)

    def mark(self, best: BestAnswer) -> None:
        """A new example."""
        self._marked.append(best)

    def unmark(self, best: BestAnswer) -> None:
        """An example no longer."""
        self._unmarked.append(best)

    def facts(self) -> Iterator[Fact]:
        """All facts recorded, taken from their aggregates."""
        for recorder in (*self._templates, *self._marked, *self._unmarked):
            yield from recorder.take()

    def committed(self) -> None:
        """Versions are the database's again."""
        for template in self._templates:
            template.version += 1


@dataclass(slots=True, kw_only=True)
class GatheredCatalogue:
    """The writing half of `core.catalogue.ports.Catalogue`."""

    _units: list[UnitEntry] = field(default_factory=list)
    _topics: list[TopicEntry] = field(default_factory=list)

    def keep_unit(self, unit: UnitEntry) -> None:
        """A new or a changed unit."""
        self._units.append(unit)

    def keep_topic(self, topic: TopicEntry) -> None:
        """A new or a changed topic."""
        self._topics.append(topic)

    def facts(self) -> Iterator[Fact]:
        """All facts recorded, taken from their aggregates."""
        for recorder in (*self._units, *self._topics):
            yield from recorder.take()

    def committed(self) -> None:
        """Versions are the database's again."""
        for unit in self._units:
            unit.version += 1
        for topic in self._topics:
            topic.version += 1
