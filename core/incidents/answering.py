"""Answering: drafts, approval by a chain of roles, rework, publication (ZAR-6, ZAR-10 to ZAR-15)."""

from dataclasses import replace
from typing import Any, Final

from core.deadlines.terms import Kind, SourceKind
from core.incidents.facts import (
    Answered,
    Approved,
    Asked,
    DraftEndorsed,
    DraftReturned,
    DraftSubmitted,
    InterimAnswered,
)
from core.incidents.occasion import Occasion
from core.incidents.parts import Draft
from core.incidents.record import Record
from core.incidents.slack import slack
from core.incidents.values import WORKING, AnswerText, DraftKind, PostLink, Remark, State
from core.shared.actor import Actor
from core.shared.ids import FileId, PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Role

_PUBLISHED: Final[dict[DraftKind, type[Answered]]] = {
    DraftKind.ANSWER: Answered,
    DraftKind.INTERIM: InterimAnswered,
    DraftKind.QUESTION: Asked,
}


class Answers(Record):
    """What the author will read, from the first draft to its publication."""

    __slots__ = ()

    def submit_draft(
        self,
        text: AnswerText,
        media: tuple[FileId, ...],
        *,
        at: Occasion,
        kind: DraftKind = DraftKind.ANSWER,
        key: str = "",
    ) -> None:
        """Hand in a draft for approval (ZAR-11), also while an earlier one waits: the newest counts.

        A `key` that was handed in before changes nothing. Refuses `incident-not-yours`,
        `contributions-missing` before it is the last co-executor's turn (ZAR-16), `question-open` for a
        second question, `interim-given` for a second interim answer.
        """
        if key and any(draft.key == key for draft in self.drafts):
            return
        self._must_be_open()
        at = self._drafter(at)
        self._may_draft(kind)
        draft = Draft(
            number=len(self.drafts) + 1,
            text=text.value,
            media=media,
            by=at.by.person,
            at=at.now,
            kind=kind,
            awaits=self._chain(at),
            key=key,
        )
        self.drafts = (*self.drafts, draft)
        self.state = State.ON_APPROVAL
        self._stop(Kind.CONTRIBUTION, at)
        self._stop(Kind.REWORK, at)
        self._stop(Kind.DRAFT, at)
        if kind is DraftKind.ANSWER:
            self._stop(Kind.FINAL_DRAFT, at)
        self._cancel(at, Kind.RETURN, Kind.APPROVAL)
        self._start(Kind.APPROVAL, at.terms.approval, at)
        self.record(DraftSubmitted(**self._about_draft(draft, at)))

    def ask(self, text: AnswerText, *, at: Occasion) -> None:
        """A curator asks the author at once: it needs nobody's approval but their own (ZAR-6).

        Refuses `question-open`, `author-elsewhere` where the author is not in our bots.
        """
        self._must_be_open()
        if self.state is State.ON_APPROVAL:
            raise Refusal("incident-on-approval")
        if not self.origin.ours:
            raise Refusal("author-elsewhere")
        if self.question is not None:
            raise Refusal("question-open")
        number = len(self.drafts) + 1
        asked = Draft(
            number=number, text=text.value, media=(), by=at.by.person, at=at.now, kind=DraftKind.QUESTION
        )
        self.drafts = (*self.drafts, asked)
        self._publish(asked, at, None)

    def return_draft(self, number: int, remark: Remark, *, at: Occasion) -> None:
        """Send the draft back for rework with a remark (ZAR-12, ZAR-13)."""
        draft = self._on_approval(number)
        at = self._decider(draft, at)
        executor = self._executor()
        self.drafts = (*self.drafts[:-1], replace(draft, remark=remark.value))
        self.state = State.REWORK
        self._stop(Kind.APPROVAL, at)
        self._start(Kind.REWORK, at.terms.rework, at)
        self.record(DraftReturned(**self._about(at), draft=number, executor=executor, remark=remark.value))

    def approve(self, number: int, *, at: Occasion) -> None:
        """Approve (ZAR-12). The last of the chain publishes a bot's message at once (ZAR-14)."""
        draft = self._on_approval(number)
        at = self._decider(draft, at)
        self._stop(Kind.APPROVAL, at)
        approved = replace(draft, awaits=draft.awaits[1:])
        self.drafts = (*self.drafts[:-1], approved)
        if approved.awaits:
            self._start(Kind.APPROVAL, at.terms.approval, at)
            self.record(DraftEndorsed(**self._about_draft(approved, at)))
        elif self.origin.ours:
            self._publish(approved, at, None)
        else:
            self._await_publication(approved, at)

    def publish(self, number: int, link: PostLink | None, *, at: Occasion) -> None:
        """The executor published it where the message stood, and tells where (ZAR-14).

        Only who called the hotline is answered without a link. Refuses `nothing-to-publish`,
        `incident-not-yours`, `link-missing`.
        """
        if any(draft.number == number and draft.published_at for draft in self.drafts):
            return
        self._must_be_open()
        at = self._mine(at)
        draft = self.draft
        if self.state is not State.APPROVED or draft is None or draft.number != number:
            raise Refusal("nothing-to-publish")
        if link is None and self.origin.kind is not SourceKind.HOTLINE:
            raise Refusal("link-missing")
        self._stop(Kind.PUBLISH, at)
        self._publish(draft, at, link.value if link else None)

    def _publish(self, draft: Draft, at: Occasion, link: str | None) -> None:
        out = replace(draft, published_at=at.now, link=link)
        self.drafts = (*self.drafts[:-1], out)
        if out.kind is DraftKind.ANSWER:
            self._stop(Kind.ANSWER, at)
            self._cancel(at)
            self.state, self.answered_at, self.question = State.ANSWERED, at.now, None
        elif out.kind is DraftKind.INTERIM:
            self._begin_final(at)
        else:
            self._await_reply(out, at)
        self.record(
            _PUBLISHED[out.kind](
                **self._about(at),
                draft=out.number,
                kind=out.kind,
                executor=self.executor or out.by,
                answer=out.text,
                media=out.media,
                followers=self.followers,
                link=link,
            )
        )

    def _begin_final(self, at: Occasion) -> None:
        """The interim answer met the term of the answer; the final draft has its own from today (ZAR-15)."""
        self.state, self.interim_at = State.INTERIM, at.now
        self._stop(Kind.ANSWER, at)
        self._cancel(at, Kind.DRAFT)
        self._start(Kind.FINAL_DRAFT, at.terms.final_draft, at)

    def _await_reply(self, question: Draft, at: Occasion) -> None:
        """The work goes on meanwhile, and so do its clocks unless the profile pauses them."""
        self.question = question.number
        if self.state in {State.ON_APPROVAL, State.APPROVED}:
            self.state = State.INTERIM if self.interim_at else State.ASSIGNED
        self._start(Kind.CLARIFICATION, at.terms.clarification, at)
        if at.terms.pause_on_clarification:
            for kind in (Kind.DRAFT, Kind.ANSWER):
                running = self.deadline(kind)
                if running is not None:
                    self._put(running.paused(at.now, at.calendar, at.terms))

    def _await_publication(self, draft: Draft, at: Occasion) -> None:
        self.state = State.APPROVED
        self._start(Kind.PUBLISH, at.terms.publish, at)
        self.record(
            Approved(
                **self._about(at),
                draft=draft.number,
                kind=draft.kind,
                executor=self._executor(),
                answer=draft.text,
                media=draft.media,
                post=self.origin.link,
            )
        )

    def _drafter(self, at: Occasion) -> Occasion:
        """The executor, or a specialist of their unit where the chain has the executor approve."""
        executor = self.executor
        if executor is not None and executor in at.by.stands_for:
            return at.as_(executor)
        specialist = Role.SPECIALIST in at.by.roles and at.by.unit is not None and at.by.unit == self.unit
        if specialist and executor is not None and Role.EXECUTOR in at.terms.approval_chain:
            return at
        raise Refusal("incident-not-yours")

    def _may_draft(self, kind: DraftKind) -> None:
        if self.state not in WORKING | {State.ON_APPROVAL}:
            raise Refusal("incident-not-draftable", state=self.state.value)
        if any(share.at is None for share in self.shares[:-1]):
            raise Refusal("contributions-missing")
        if kind is DraftKind.QUESTION and self.question is not None:
            raise Refusal("question-open")
        if kind is DraftKind.INTERIM and self.interim_at is not None:
            raise Refusal("interim-given")

    def _chain(self, at: Occasion) -> tuple[Role, ...]:
        """Who approves: what an executor writes needs no approval of their own."""
        own = self.executor in at.by.stands_for
        return tuple(role for role in at.terms.approval_chain if not (own and role is Role.EXECUTOR))

    def _decider(self, draft: Draft, at: Occasion) -> Occasion:
        """Whoever the chain asks now: the executor for their specialists, else somebody with the role."""
        role = draft.awaits[0]
        if role is Role.EXECUTOR:
            return self._mine(at)
        return replace(at, by=_holder(role, at.by))

    def _on_approval(self, number: int) -> Draft:
        """The draft under approval; a press on an older draft's button never hits the newer one."""
        self._must_be_open()
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

    def _about_draft(self, draft: Draft, at: Occasion) -> dict[str, Any]:
        answer = self.deadline(Kind.ANSWER)
        due = answer.due_at if answer else None
        return {
            **self._about(at),
            "draft": draft.number,
            "kind": draft.kind,
            "answer": draft.text,
            "media": draft.media,
            "awaits": draft.awaits[0],
            "executor": self._executor(),
            "slack": slack(due, at, publishing=not self.origin.ours),
        }


def _holder(role: Role, by: Actor) -> Actor:
    """The actor as one who has a role, their own or an absent person's; refuses `no-right`."""
    if role in by.roles:
        return by
    owner = next((each for each in by.absent if role in each.roles), None)
    if owner is None:
        raise Refusal("no-right")
    return by.as_(owner.person)
