"""The incident: a resident's message and its way to the published answer."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core.hints.find import kinds
from core.incidents.facts import Answered, Assigned, DraftReturned, DraftSubmitted, Registered
from core.incidents.values import AnswerText, IncidentText, Location, Remark, State
from core.shared.actor import Actor
from core.shared.facts import Recorder
from core.shared.ids import BotId, FileId, IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.msg import NUMBER, Value
from core.shared.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What incidents are about; `unit` is competent for it (LAB-2.1.2)."""

    id: TopicId
    municipality: MunicipalityId
    sector: str
    title_ru: str
    title_en: str
    unit: UnitId | None = None

    def title(self, language: str) -> str:
        """The title in a language; Russian where there is no other."""
        return (self.title_en if language == "en" else "") or self.title_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One version of the answer: number from 1, text, proof (ZAR-18), the remark that sent it back.

    `key` is the idempotency key of its handing in; empty where there is none.
    """

    number: int
    text: str
    media: tuple[FileId, ...]
    by: PersonId
    at: datetime
    remark: str | None = None
    key: str = ""


@dataclass(slots=True, kw_only=True)
class Incident(Recorder):
    """The aggregate: every change of state is one of its methods and records a fact.

    `key` is the idempotency key of its registration, `version` grows with every commit, `source` is the
    bot in which the message stood (ZAR-4).
    """

    id: IncidentId
    municipality: MunicipalityId
    key: str
    number: int | None = None
    author: PersonId
    source: BotId
    text: str
    topic: TopicId
    topic_title: str
    location: Location = field(default_factory=Location)
    media: tuple[FileId, ...] = ()
    state: State = State.NEW
    executor: PersonId | None = None
    drafts: tuple[Draft, ...] = ()
    registered_at: datetime
    answered_at: datetime | None = None
    version: int = 0

    @classmethod
    def register(  # noqa: PLR0913 (a message has that many parts)
        cls,
        *,
        new_id: str,
        key: str,
        text: IncidentText,
        topic: Topic,
        location: Location,
        media: tuple[FileId, ...],
        source: BotId,
        by: Actor,
        now: datetime,
    ) -> "Incident":
        """Take in a resident's message; its arrival is its detection (ZAR-8)."""
        made = cls(
            id=IncidentId(new_id),
            municipality=by.municipality,
            key=key,
            author=by.person,
            source=source,
            text=text.value,
            topic=topic.id,
            topic_title=topic.title_ru,
            location=location,
            media=media,
            registered_at=now,
        )
        made.record(
            Registered(
                **made._about(by, now),
                topic=topic.id,
                media=len(media),
                place=location,
                hints=kinds(text.value),
            )
        )
        return made

    @property
    def draft(self) -> Draft | None:
        """The newest draft."""
        return self.drafts[-1] if self.drafts else None

    def assign(self, executor: PersonId, *, by: Actor, now: datetime) -> None:
        """Route to an executor (ZAR-8); again while no answer stands on approval.

        Assigning to the same executor changes nothing: two curators may press at once.
        """
        if self.state in {State.ON_APPROVAL, State.ANSWERED}:
            raise Refusal("incident-not-assignable", state=self.state.value)
        if self.executor == executor:
            return
        previous, self.executor = self.executor, executor
        self.state = State.ASSIGNED if self.state is State.NEW else self.state
        self.record(
            Assigned(
                **self._about(by, now),
                executor=executor,
                previous=previous,
                media=len(self.media),
                place=self.location,
            )
        )

    def submit_draft(
        self, text: AnswerText, media: tuple[FileId, ...], *, by: Actor, now: datetime, key: str = ""
    ) -> None:
        """Hand in a draft for approval (ZAR-11), also while an earlier one waits: the newest counts.

        A `key` that was handed in before changes nothing.
        """
        if key and any(draft.key == key for draft in self.drafts):
            return
        if self.state is State.ANSWERED:
            raise Refusal("incident-answered")
        if self.executor != by.person:
            raise Refusal("incident-not-yours")
        number = len(self.drafts) + 1
        draft = Draft(number=number, text=text.value, media=media, by=by.person, at=now, key=key)
        self.drafts = (*self.drafts, draft)
        self.state = State.ON_APPROVAL
        self.record(DraftSubmitted(**self._about(by, now), draft=number, answer=text.value, media=media))

    def return_draft(self, number: int, remark: Remark, *, by: Actor, now: datetime) -> None:
        """Send the draft back for rework with a remark (ZAR-12)."""
        draft = self._on_approval(number)
        executor = self._executor()
        self.drafts = (*self.drafts[:-1], replace(draft, remark=remark.value))
        self.state = State.REWORK
        self.record(
            DraftReturned(**self._about(by, now), draft=number, executor=executor, remark=remark.value)
        )

    def approve(self, number: int, *, by: Actor, now: datetime) -> None:
        """Approve the draft: it becomes the answer and is published by the bot at once (ZAR-12, ZAR-14)."""
        draft = self._on_approval(number)
        self.state = State.ANSWERED
        self.answered_at = now
        self.record(
            Answered(
                **self._about(by, now),
                draft=number,
                executor=self._executor(),
                answer=draft.text,
                media=draft.media,
            )
        )

    def _on_approval(self, number: int) -> Draft:
        """The draft under approval; a press on an older draft's button never hits the newer one."""
        if self.state is State.ANSWERED:
            raise Refusal("incident-answered")
        draft = self.draft
        if self.state is not State.ON_APPROVAL or draft is None:
            raise Refusal("draft-not-on-approval")
        if draft.number != number:
            raise Refusal("draft-outdated")
        return draft

    def _executor(self) -> PersonId:
        if self.executor is None:
            raise AssertionError("a draft exists only after an assignment")
        return self.executor

    def _about(self, by: Actor, now: datetime) -> dict[str, Any]:
        number: Value = NUMBER if self.number is None else self.number
        return {
            "subject": self.id,
            "at": now,
            "by": by,
            "number": number,
            "author": self.author,
            "text": self.text,
            "topic_title": self.topic_title,
            "version": self.version,
        }
