"""What the answers area needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.answers.model import BestAnswer, Template
from core.shared.ids import IncidentId, MunicipalityId, TemplateId, TopicId
from core.shared.paging import Slice
from core.shared.unit_of_work import Work


class Answers(Protocol):
    """Templates and examples inside a unit of work."""

    async def template(self, municipality: MunicipalityId, template: TemplateId) -> Template | None:
        """The template; None for a removed one, too."""
        ...

    async def best(self, municipality: MunicipalityId, incident: IncidentId) -> BestAnswer | None:
        """The example made of an incident's answer, if it is one."""
        ...

    def keep(self, template: Template) -> None:
        """A new or a changed template; the commit refuses a stale version."""
        ...

    def mark(self, best: BestAnswer) -> None:
        """A new example; the commit raises `Conflict` when somebody was quicker."""
        ...

    def unmark(self, best: BestAnswer) -> None:
        """An example no longer."""
        ...


class AnswersWork(Work, Protocol):
    """A unit of work over templates and examples."""

    @property
    def answers(self) -> Answers:
        """What it reads and changes."""
        ...


class OpenAnswers(Protocol):
    """Opens a unit of work over templates and examples."""

    def __call__(self) -> AnswersWork:
        """A fresh one."""
        ...


class Guides(Protocol):
    """Read side: templates and examples by topic."""

    async def templates(self, municipality: MunicipalityId, *, page: int, per_page: int) -> Slice[Template]:
        """All templates: those for any topic first, then topic by topic, by title."""
        ...

    async def for_topic(self, municipality: MunicipalityId, topic: TopicId) -> Sequence[Template]:
        """What is offered for a topic: its own templates by title, then those for any topic."""
        ...

    async def best(
        self, municipality: MunicipalityId, topic: TopicId | None, *, page: int, per_page: int
    ) -> Slice[BestAnswer]:
        """Examples (of a topic, if given), the newest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAnswer:
    """An answer as it went out."""

    number: int
    topic: TopicId
    text: str


class AnswerOf(Protocol):
    """The answer of an incident."""

    async def __call__(self, municipality: MunicipalityId, incident: IncidentId) -> PublishedAnswer | None:
        """None until one went out; refuses `incident-unknown`."""
        ...
