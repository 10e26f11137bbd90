"""The terms of a municipality: every number its regulation sets for the way of a message."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from core.deadlines.timer import Term, WorkingDays, WorkingTime
from core.shared.roles import Role

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)


class Kind(StrEnum):
    """What has to be done in time; `RETURN` is a window, not a duty: it ends without a breach."""

    TRIAGE = "triage"
    RETURN = "return"
    CONTRIBUTION = "contribution"
    DRAFT = "draft"
    APPROVAL = "approval"
    REWORK = "rework"
    PUBLISH = "publish"
    ANSWER = "answer"
    FINAL_DRAFT = "final-draft"
    CLARIFICATION = "clarification"


class SourceKind(StrEnum):
    """Where a message stood (ZAR-4, LAB-1.2.1): each may have a term of its own (LAB-3.4.2)."""

    BOT = "bot"
    NETWORK = "network"
    HOTLINE = "hotline"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step of the ladder: whom to tell, and how much working time after the breach (ZAR-21)."""

    role: Role
    after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTerm:
    """A term of a source, or of a topic at that source: the answer's (LAB-3.4.2)."""

    source: SourceKind
    answer: Term
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All terms, with Zarechny's numbers where a profile is silent.

    `draft_before` is how much working time before the answer the draft has to be there (ZAR-11).
    `shortened` are the terms of an answer that a curator may set instead (ZAR-8), longest first.
    `reminders` are percents of a term. `ladder` is climbed from the breach on. `approval_chain` are the
    roles that approve a draft, in order. `pause_on_clarification`: whether a question to the author holds
    the clocks of draft and answer.
    """

    triage: Term = WorkingTime(60 * MINUTE)
    give_back: Term = WorkingTime(30 * MINUTE)
    contribution: Term = WorkingTime(2 * HOUR)
    draft_before: timedelta = 3 * HOUR
    approval: Term = WorkingTime(60 * MINUTE)
    rework: Term = WorkingTime(HOUR)
    publish: Term = WorkingTime(30 * MINUTE)
    answer: Term = WorkingTime(8 * HOUR)
    final_draft: Term = WorkingDays(7)
    clarification: Term = WorkingDays(3)
    pause_on_clarification: bool = False
    shortened: tuple[timedelta, ...] = (4 * HOUR, 2 * HOUR)
    sources: tuple[SourceTerm, ...] = ()
    reminders: tuple[int, ...] = (50, 80)
    ladder: tuple[Rung, ...] = field(default_factory=tuple)
    approval_chain: tuple[Role, ...] = (Role.CURATOR,)

    def answer_for(self, source: SourceKind, topic: str) -> Term:
        """The term of an answer to a message of this source on this topic."""
        for wanted in (topic, None):
            for each in self.sources:
                if each.source is source and each.topic == wanted:
                    return each.answer
        return self.answer
