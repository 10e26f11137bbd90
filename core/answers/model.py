"""A template of an answer, and an answer that is marked as an example (NVK-3.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from core.answers.facts import (
    AnswerMarked,
    AnswerUnmarked,
    TemplateAdded,
    TemplateChanged,
    TemplateRemoved,
)
from core.shared.actor import Actor
from core.shared.facts import Recorder
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TemplateId, TopicId
from core.shared.legible import sized

TITLE_MIN: Final = 2
TITLE_MAX: Final = 60
WORDS_MIN: Final = 10
WORDS_MAX: Final = 3500
"""As long as an answer may be."""


@dataclass(frozen=True, slots=True)
class TemplateTitle:
    """How a template is called in a list: one line of 2 to 60 characters."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(sized(" ".join(raw.split()), TITLE_MIN, TITLE_MAX))


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What an executor starts from: 10 to 3500 characters."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(sized(raw, WORDS_MIN, WORDS_MAX))


@dataclass(slots=True, kw_only=True)
class Template(Recorder):
    """Offered to whoever drafts an answer on its topic; without a topic, on any."""

    id: TemplateId
    municipality: MunicipalityId
    topic: TopicId | None
    title: str
    text: str
    removed: bool = False
    version: int = 0

    @classmethod
    def make(
        cls,
        new_id: str,
        title: TemplateTitle,
        text: TemplateText,
        topic: TopicId | None,
        *,
        by: Actor,
        now: datetime,
    ) -> "Template":
        """A new one, for the actor's municipality."""
        made = cls(
            id=TemplateId(new_id),
            municipality=by.municipality,
            topic=topic,
            title=title.value,
            text=text.value,
        )
        made.record(TemplateAdded(subject=made.id, at=now, by=by, topic=topic))
        return made

    def call(self, title: TemplateTitle, *, by: Actor, now: datetime) -> None:
        """Another title."""
        self.title = title.value
        self._changed(by, now)

    def rewrite(self, text: TemplateText, *, by: Actor, now: datetime) -> None:
        """Another text."""
        self.text = text.value
        self._changed(by, now)

    def move_to(self, topic: TopicId | None, *, by: Actor, now: datetime) -> None:
        """For another topic, or for all."""
        self.topic = topic
        self._changed(by, now)

    def remove(self, *, by: Actor, now: datetime) -> None:
        """Offered no longer; drafts made from it stay as they are."""
        self.removed = True
        self.record(TemplateRemoved(subject=self.id, at=now, by=by, topic=self.topic))

    def _changed(self, by: Actor, now: datetime) -> None:
        self.record(TemplateChanged(subject=self.id, at=now, by=by, topic=self.topic))


@dataclass(slots=True, kw_only=True)
class BestAnswer(Recorder):
    """An answer that went out, kept as it was then, as an example on its topic."""

    municipality: MunicipalityId
    incident: IncidentId
    number: int
    topic: TopicId
    text: str
    marked_by: PersonId
    marked_at: datetime

    @classmethod
    def mark(
        cls, incident: IncidentId, number: int, topic: TopicId, text: str, *, by: Actor, now: datetime
    ) -> "BestAnswer":
        """Mark an incident's answer."""
        made = cls(
            municipality=by.municipality,
            incident=incident,
            number=number,
            topic=topic,
            text=text,
            marked_by=by.person,
            marked_at=now,
        )
        made.record(AnswerMarked(subject=incident, at=now, by=by, topic=topic))
        return made

    def unmark(self, *, by: Actor, now: datetime) -> None:
        """Take the mark away."""
        self.record(AnswerUnmarked(subject=self.incident, at=now, by=by, topic=self.topic))
