"""The terms of a municipality: every number its regulation sets for the way of a message."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from core.deadlines.timer import Length, Term, WorkingDays, WorkingTime
from core.shared.roles import Role

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)

_HALF_AN_HOUR: Final = WorkingTime(30 * MINUTE)
_HOUR: Final = WorkingTime(HOUR)
_TWO_HOURS: Final = WorkingTime(2 * HOUR)
_EIGHT_HOURS: Final = WorkingTime(8 * HOUR)
_THREE_DAYS: Final = WorkingDays(3)
_SEVEN_DAYS: Final = WorkingDays(7)


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
    answer: Length
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """When a topic's rate is told as heightened (ZAR-23).

    That is when it has at least `least` messages in `window`, and `factor` times the usual number of such
    a window over the `usual` time before.
    """

    window: timedelta = 24 * HOUR
    usual: timedelta = timedelta(days=28)
    factor: int = 3
    least: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All terms, with Zarechny's numbers where a profile is silent.

    `draft_before` is how much working time before the answer the draft has to be there (ZAR-11).
    `shortened` are the terms of an answer that a curator may set instead (ZAR-8), longest first.
    `reminders` are percents of a term. `ladder` is climbed from the breach on. `approval_chain` are the
    roles that approve a draft, in order. `pause_on_clarification`: whether a question to the author holds
    the clocks of draft and answer.
    """

    triage: Term = _HOUR
    give_back: Term = _HALF_AN_HOUR
    contribution: Term = _TWO_HOURS
    draft_before: timedelta = 3 * HOUR
    approval: Term = _HOUR
    rework: Term = _HOUR
    publish: Term = _HALF_AN_HOUR
    answer: Length = _EIGHT_HOURS
    final_draft: Term = _SEVEN_DAYS
    clarification: Term = _THREE_DAYS
    pause_on_clarification: bool = False
    shortened: tuple[timedelta, ...] = (4 * HOUR, 2 * HOUR)
    sources: tuple[SourceTerm, ...] = ()
    reminders: tuple[int, ...] = (50, 80)
    ladder: tuple[Rung, ...] = field(default_factory=tuple)
    approval_chain: tuple[Role, ...] = (Role.CURATOR,)
    activity: Activity = field(default_factory=Activity)

    def answer_for(self, source: SourceKind, topic: str) -> Length:
        """The term of an answer to a message of this source on this topic."""
        for wanted in (topic, None):
            for each in self.sources:
                if each.source is source and each.topic == wanted:
                    return each.answer
        return self.answer
