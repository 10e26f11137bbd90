"""What happens to templates and examples, as the journal tells it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.shared.facts import Fact
from core.shared.ids import TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFact(Fact):
    """Something about a template (`subject` is its id) or an example (that of its incident)."""

    area: ClassVar[str] = "answers"
    name: ClassVar[str] = "guide"
    topic: TopicId | None

    def details(self) -> dict[str, Any]:
        """The topic it is for; None for all."""
        return {"topic": self.topic}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateAdded(GuideFact):
    """There is a new template."""

    name: ClassVar[str] = "template-added"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChanged(GuideFact):
    """A template reads otherwise, or is for another topic."""

    name: ClassVar[str] = "template-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRemoved(GuideFact):
    """A template is offered no longer."""

    name: ClassVar[str] = "template-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMarked(GuideFact):
    """An answer is an example from now on."""

    name: ClassVar[str] = "answer-marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUnmarked(GuideFact):
    """An answer is an example no longer."""

    name: ClassVar[str] = "answer-unmarked"
