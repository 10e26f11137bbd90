"""What an incident keeps, and its clocks: the ground on which its changes stand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from core.deadlines.model import Deadline
from core.deadlines.terms import Kind
from core.deadlines.timer import Length, Term, WorkingTime
from core.incidents.facts import DeadlineMissed
from core.incidents.occasion import Occasion
from core.incidents.parts import Draft, Note, Origin, Rating, Share
from core.incidents.values import OPEN, Importance, Location, State
from core.shared.facts import Recorder
from core.shared.ids import FileId, IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.msg import NUMBER, Value
from core.shared.refusal import Refusal
from core.shared.roles import Role

_NO_DUTY: Final = frozenset({Kind.RETURN, Kind.CLARIFICATION})
"""A window that closes by itself, and what the author has to do."""


@dataclass(slots=True, kw_only=True)
class Record(Recorder):
    """The state of an incident. Only the methods of `Incident` change it.

    `key` is the idempotency key of its registration, `version` grows with every commit. `author` is None
    for a message found elsewhere; `followers` reported the same and get the same answer. `unit` answers
    for it: the executor's, or the one competent for the topic. `question` is the number of the draft
    that asks the author and waits for a reply. `repeats` is the earlier incident on the same question,
    `joined_to` the one this was merged into. `asking` are those who asked how things stand and were not
    told yet. `interim_at` is when an interim answer went out.
    """

    id: IncidentId
    municipality: MunicipalityId
    key: str
    number: int | None = None
    author: PersonId | None
    origin: Origin
    text: str
    topic: TopicId
    topic_title: str
    also: tuple[TopicId, ...] = ()
    location: Location = field(default_factory=Location)
    media: tuple[FileId, ...] = ()
    state: State = State.NEW
    importance: Importance = Importance.ORDINARY
    shortened: timedelta | None = None
    executor: PersonId | None = None
    unit: UnitId | None = None
    shares: tuple[Share, ...] = ()
    drafts: tuple[Draft, ...] = ()
    notes: tuple[Note, ...] = ()
    asking: tuple[PersonId, ...] = ()
    question: int | None = None
    followers: tuple[PersonId, ...] = ()
    repeats: IncidentId | None = None
    joined_to: IncidentId | None = None
    rating: Rating | None = None
    quality: int | None = None
    deadlines: tuple[Deadline, ...] = ()
    registered_at: datetime
    interim_at: datetime | None = None
    answered_at: datetime | None = None
    version: int = 0
    touched: set[tuple[Kind, int]] = field(default_factory=set)
    """Deadlines that changed since the last commit, by kind and generation."""

    @property
    def draft(self) -> Draft | None:
        """The newest draft."""
        return self.drafts[-1] if self.drafts else None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state in OPEN

    @property
    def answer(self) -> Draft | None:
        """What the author was answered, finally."""
        return self.draft if self.state is State.ANSWERED else None

    @property
    def next_due(self) -> datetime | None:
        """When the next thing has to be done by staff: lists are ordered by it."""
        duties = [each.due_at for each in self.deadlines if each.is_open and each.kind not in _NO_DUTY]
        return min((at for at in duties if at is not None), default=None)

    @property
    def awaits(self) -> Role | None:
        """The role that has to approve now."""
        draft = self.draft
        return draft.awaits[0] if self.state is State.ON_APPROVAL and draft and draft.awaits else None

    @property
    def had(self) -> frozenset[PersonId]:
        """Who was given it and does not have it any more: they gave it back, or it was taken from them."""
        having = {self.executor, *(share.executor for share in self.shares)}
        given = (each.owner for each in self.deadlines if each.kind is Kind.RETURN)
        return frozenset(person for person in given if person is not None and person not in having)

    def deadline(self, kind: Kind) -> Deadline | None:
        """The open deadline of a kind."""
        return next((each for each in self.deadlines if each.kind is kind and each.is_open), None)

    def answer_term(self, at: Occasion) -> Length:
        """The term of the answer: the curator's shortened one, or that of the source and topic."""
        if self.shortened is not None:
            return WorkingTime(self.shortened)
        return at.terms.answer_for(self.origin.kind, self.topic)

    def _start(self, kind: Kind, term: Term, at: Occasion, started: datetime | None = None) -> None:
        """Start a clock for whoever has to act: the executor, the curators where there is none."""
        curators = kind in {Kind.TRIAGE, Kind.APPROVAL}
        owner, unit = (None, None) if curators else (self.executor, self.unit)
        if kind is Kind.CLARIFICATION:
            owner, unit = self.author, None
        self._put(
            Deadline.begin(
                kind,
                term,
                generation=1 + sum(each.kind is kind for each in self.deadlines),
                started=started or at.now,
                owner=owner,
                unit=unit,
                calendar=at.calendar,
                terms=at.terms,
            )
        )

    def _stop(self, kind: Kind, at: Occasion) -> bool:
        """It is done; whether that was too late."""
        found = self.deadline(kind)
        if found is None:
            return False
        self._put(found.stopped(at.now))
        return self._book(found, at)

    def _cancel(self, at: Occasion, *kinds: Kind) -> None:
        """They are no longer asked for; all of them where none is named (T14)."""
        for each in self.deadlines:
            if each.is_open and (not kinds or each.kind in kinds):
                self._put(each.cancelled(at.now))
                self._book(each, at)

    def _book(self, ended: Deadline, at: Occasion) -> bool:
        """Whether its term was over before it ended; a breach nobody has told yet is booked now (ZAR-20)."""
        late = ended.due is not None and ended.due.breached(at.now)
        if late and ended.kind not in _NO_DUTY and not ended.breached:
            self.record(
                DeadlineMissed(
                    **self._about(at),
                    kind=ended.kind,
                    generation=ended.generation,
                    due_at=ended.due_at,
                    owner=ended.owner,
                    unit=ended.unit,
                )
            )
        return late

    def _hand(self, *kinds: Kind) -> None:
        """The clocks go on for whoever has it now (T25): re-routing gives no extra time."""
        for each in self.deadlines:
            if each.is_open and each.kind in kinds:
                self._put(each.given(self.executor, self.unit))

    def _put(self, deadline: Deadline) -> None:
        which = (deadline.kind, deadline.generation)
        self.touched.add(which)
        kept = [each for each in self.deadlines if (each.kind, each.generation) != which]
        self.deadlines = (*kept, deadline)

    def _mine(self, at: Occasion) -> Occasion:
        """The occasion of the executor, or of whoever stands in for them; refuses `incident-not-yours`."""
        if self.executor is None or self.executor not in at.by.stands_for:
            raise Refusal("incident-not-yours")
        return at.as_(self.executor)

    def _must_be_open(self) -> None:
        """Refuses with the reason: an answer went out, or the matter was closed otherwise."""
        if self.state is State.ANSWERED:
            raise Refusal("incident-answered")
        if not self.is_open:
            raise Refusal("incident-closed", state=self.state.value)

    def _about(self, at: Occasion) -> dict[str, Any]:
        """What every fact about this incident tells."""
        number: Value = NUMBER if self.number is None else self.number
        return {
            "subject": self.id,
            "at": at.now,
            "by": at.by,
            "number": number,
            "author": self.author,
            "text": self.text,
            "topic": self.topic,
            "topic_title": self.topic_title,
            "topic_en": at.in_english(self.topic),
            "importance": self.importance,
            "dues": tuple((each.kind, each.due_at) for each in self.deadlines if each.is_open and each.due),
            "version": self.version,
        }
