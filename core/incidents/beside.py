"""Beside the answer: the author's words, declines, joins, links, ratings (ZAR-17, ZAR-19, NVK-3.1)."""

from core.deadlines.terms import Kind
from core.incidents.occasion import Occasion
from core.incidents.parts import Note, NoteKind, Rating
from core.incidents.record import Record
from core.incidents.side_facts import (
    AuthorWrote,
    ClosedUnanswered,
    Declined,
    ExecutorLeft,
    Followed,
    Graded,
    Joined,
    Linked,
    NotSolved,
    Rated,
    Redirected,
    StatusAsked,
    StatusTold,
)
from core.incidents.values import Decline, Score, State, Words
from core.shared.ids import FileId, PersonId
from core.shared.refusal import Refusal

NOTES_MAX = 100
"""So many of one person: a flood by somebody who joined silences neither the author nor the executor."""


class Beside(Record):
    """Everything that may happen to an incident apart from its answer."""

    __slots__ = ()

    def author_writes(self, said: Words, media: tuple[FileId, ...], *, at: Occasion, key: str = "") -> None:
        """The author, or somebody who joined, adds words in any state; they answer a question that is open.

        A `key` counts once. No clock starts over by it: "thank you" after an answer is read, and that is
        all (T20). Refuses `incident-not-yours` to everybody else, `notes-too-many`.
        """
        if key and any(note.key == key for note in self.notes):
            return
        if at.by.person != self.author and at.by.person not in self.followers:
            raise Refusal("incident-not-yours")
        self._note(NoteKind.AUTHOR, said, media, at, key)
        replied = self.question is not None and self.is_open
        if replied:
            self._end_question(at)
        self.record(
            AuthorWrote(
                **self._about(at),
                said=said.value,
                media=media,
                replied=replied,
                state=self.state.value,
                executor=self.executor,
            )
        )

    def close_unanswered(self, *, at: Occasion) -> None:
        """The author let the question's term pass. Nothing happens where it was answered meanwhile.

        Nothing happens either while a draft is on its way: then the answer goes out.
        """
        if self.question is None or self.state not in {State.NEW, State.ASSIGNED, State.INTERIM}:
            return
        asked = self.deadline(Kind.CLARIFICATION)
        if asked is None or asked.due is None or not asked.due.breached(at.now):
            return
        executor = self.executor
        self.question = None
        self._close(State.CLOSED, at)
        self.record(ClosedUnanswered(**self._about(at), followers=self.followers, executor=executor))

    def decline(self, reason: Decline, comment: str, *, at: Occasion) -> None:
        """Not handled (ZAR-19); the author is told why."""
        self._must_be_open()
        self._close(State.DECLINED, at)
        self.record(
            Declined(
                **self._about(at),
                reason=reason,
                comment=comment,
                executor=self.executor,
                followers=self.followers,
            )
        )

    def redirect(self, *, at: Occasion) -> None:
        """It is an appeal under 59-FZ: the author gets the way to file it (ZAR-2)."""
        self._must_be_open()
        self._close(State.REDIRECTED, at)
        self.record(Redirected(**self._about(at), executor=self.executor, followers=self.followers))

    def follow(
        self, said: Words | None = None, media: tuple[FileId, ...] = (), *, at: Occasion, key: str = ""
    ) -> None:
        """A resident joins instead of reporting the same; what they wrote is kept. Twice changes nothing.

        Refuses `incident-closed` and `incident-answered`.
        """
        self._must_be_open()
        person = at.by.person
        if person == self.author or person in self.followers:
            return
        self.followers = (*self.followers, person)
        if said is not None:
            self._note(NoteKind.AUTHOR, said, media, at, key)
        self.record(Followed(**self._about(at)))

    def join(self, into: "Beside", *, at: Occasion) -> None:
        """Merge into another incident on the same matter: its answer is for both authors (T14).

        Refuses `join-itself`, `incident-closed`, `incident-answered` for either.
        """
        if self.id == into.id:
            raise Refusal("join-itself")
        self._must_be_open()
        into._must_be_open()  # noqa: SLF001 (the same aggregate's rule)
        people = tuple(filter(None, (self.author, *self.followers)))
        new = [person for person in people if person != into.author and person not in into.followers]
        into.followers = (*into.followers, *new)
        executor, self.joined_to = self.executor, into.id
        self._close(State.JOINED, at)
        self.record(
            Joined(
                **self._about(at),
                into=into.id,
                into_number=into.number or 0,
                executor=executor,
                followers=self.followers,
            )
        )

    def link(self, earlier: "Beside", *, at: Occasion) -> None:
        """It repeats an earlier question (ZAR-17). Refuses `join-itself`, `link-forward`."""
        if self.id == earlier.id:
            raise Refusal("join-itself")
        self._must_be_open()
        if earlier.registered_at > self.registered_at:
            raise Refusal("link-forward")
        if self.repeats == earlier.id:
            return
        self.repeats = earlier.id
        self.record(
            Linked(
                **self._about(at),
                earlier=earlier.id,
                earlier_number=earlier.number or 0,
                executor=self.executor,
            )
        )

    def rate(self, score: Score, comment: str, *, at: Occasion) -> None:
        """How content the author is (NVK-3.1); the newest counts. Refuses `not-answered-yet`."""
        self._must_be_answered(at)
        rating = Rating(score=score.value, comment=comment, at=at.now)
        if self.rating is not None and (self.rating.score, self.rating.comment) == (score.value, comment):
            return
        self.rating = rating
        self.record(Rated(**self._about(at), score=score.value, comment=comment, executor=self.executor))

    def not_solved(self, *, at: Occasion) -> None:
        """The author says so; a repeat message is registered beside (ZAR-17). Refuses `not-answered-yet`."""
        self._must_be_answered(at)
        self.record(NotSolved(**self._about(at)))

    def grade(self, score: Score, *, at: Occasion) -> None:
        """The curator's mark on the answer (NVK-3.1). Refuses `not-answered-yet`."""
        if self.state is not State.ANSWERED:
            raise Refusal("not-answered-yet")
        if self.quality == score.value:
            return
        self.quality = score.value
        self.record(Graded(**self._about(at), score=score.value))

    def ask_status(self, *, at: Occasion) -> None:
        """Ask the executor how things stand (NVK-4.2); whoever asks is told. Refuses `executor-missing`."""
        self._must_be_open()
        if self.executor is None:
            raise Refusal("executor-missing")
        self.asking = tuple(dict.fromkeys((*self.asking, at.by.person)))
        self.record(StatusAsked(**self._about(at), executor=self.executor))

    def tell_status(self, said: Words, *, at: Occasion, key: str = "") -> None:
        """The executor tells (NVK-4.2); a `key` counts once. Refuses `incident-not-yours`."""
        if key and any(note.key == key for note in self.notes):
            return
        self._must_be_open()
        at = self._mine(at)
        self._note(NoteKind.STATUS, said, (), at, key)
        asked, self.asking = self.asking, ()
        self.record(StatusTold(**self._about(at), said=said.value, asked=asked))

    def dismiss(self, person: PersonId, *, at: Occasion) -> None:
        """The executor left: back to the curators, the clocks go on. Nothing if it is not theirs any more."""
        if self.executor != person or not self.is_open or self.state is State.APPROVED:
            return
        self.executor, self.shares = None, ()
        self.state = State.NEW
        self._cancel(at, Kind.RETURN, Kind.CONTRIBUTION, Kind.REWORK, Kind.APPROVAL)
        self._hand(Kind.DRAFT, Kind.ANSWER, Kind.FINAL_DRAFT)
        self._start(Kind.TRIAGE, at.terms.triage, at)
        self.record(ExecutorLeft(**self._about(at), executor=person))

    def _end_question(self, at: Occasion) -> None:
        self.question = None
        self._stop(Kind.CLARIFICATION, at)
        for kind in (Kind.DRAFT, Kind.ANSWER):
            held = self.deadline(kind)
            if held is not None and held.timer.last == "paused":
                self._put(held.resumed(at.now, at.calendar, at.terms))

    def _close(self, state: State, at: Occasion) -> None:
        """Nothing has to be done any more, so nothing escalates (T14)."""
        self.state = state
        self._cancel(at)

    def _note(self, kind: NoteKind, said: Words, media: tuple[FileId, ...], at: Occasion, key: str) -> None:
        by = at.by.acting_for or at.by.person
        if sum(note.kind is kind and note.by == by for note in self.notes) >= NOTES_MAX:
            raise Refusal("notes-too-many", max=NOTES_MAX)
        note = Note(kind=kind, by=by, at=at.now, text=said.value, media=media, key=key)
        self.notes = (*self.notes, note)

    def _must_be_answered(self, at: Occasion) -> None:
        if at.by.person != self.author and at.by.person not in self.followers:
            raise Refusal("incident-not-yours")
        if self.state is not State.ANSWERED:
            raise Refusal("not-answered-yet")
