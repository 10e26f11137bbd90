"""Deadlines as JSON and back: one form for commits, for reading an incident, and for the clock."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from core.deadlines.model import Deadline, Outcome
from core.deadlines.terms import Kind
from core.deadlines.timer import (
    Ahead,
    CalendarDays,
    Due,
    Happened,
    Length,
    Term,
    Timer,
    Turn,
    WorkingDays,
    WorkingTime,
)
from core.shared.ids import PersonId, UnitId

DEADLINE: Final = """json_build_object('kind', d.kind, 'generation', d.generation, 'timer', d.timer,
    'owner_id', d.owner_id, 'unit_id', d.unit_id, 'due_at', d.due_at,
    'calendar_version', d.calendar_version, 'fires_at', d.fires_at, 'progress', d.progress,
    'outcome', d.outcome)"""
"""What `deadline_of` reads once it is loaded as JSON, from a table called `d`."""

NO_DUTY: Final = (Kind.RETURN.value, Kind.CLARIFICATION.value)
"""Clocks that are nobody's duty among the staff: `Record.next_due` leaves them out."""

NEXT_DUE: Final = f"""(
    SELECT min(n.due_at) FROM deadlines n
    WHERE n.municipality_id = i.municipality_id AND n.subject = i.id AND n.outcome = 'open'
        AND n.kind NOT IN {NO_DUTY}
)"""  # noqa: S608 (constants)
"""When staff have to act next on the incident called `i`: what `incidents.due_at` keeps for lists."""


def deadline_row(subject: str, deadline: Deadline) -> dict[str, Any]:
    """All columns but the municipality."""
    due = deadline.due
    return {
        "subject": subject,
        "kind": deadline.kind.value,
        "generation": deadline.generation,
        "owner_id": deadline.owner,
        "unit_id": deadline.unit,
        "timer": pack_timer(deadline.timer),
        "due_at": due.at if due else None,
        "calendar_version": due.calendar_version if due else None,
        "fires_at": deadline.fires_at,
        "progress": deadline.progress,
        "outcome": deadline.outcome.value,
    }


def deadline_of(row: Mapping[str, Any]) -> Deadline:
    """What `DEADLINE` told."""
    owner, unit, due_at = row["owner_id"], row["unit_id"], _moment(row["due_at"])
    return Deadline(
        kind=Kind(row["kind"]),
        generation=row["generation"],
        timer=unpack_timer(row["timer"]),
        owner=PersonId(owner) if owner is not None else None,
        unit=UnitId(unit) if unit is not None else None,
        due=Due(due_at, row["calendar_version"]) if due_at is not None else None,
        fires_at=_moment(row["fires_at"]),
        progress=row["progress"],
        outcome=Outcome(row["outcome"]),
    )


def in_order(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """As they are always read: by their start, kind and generation."""
    return tuple(sorted(deadlines, key=lambda each: (each.timer.started, each.kind, each.generation)))


def pack_timer(timer: Timer) -> dict[str, Any]:
    """A timer's facts."""
    return {
        "term": pack_term(timer.term),
        "started": timer.started.isoformat(),
        "happened": [[fact.turn.value, fact.at.isoformat()] for fact in timer.happened],
    }


def unpack_timer(packed: Mapping[str, Any]) -> Timer:
    """What `pack_timer` packed."""
    happened = packed["happened"]
    return Timer(
        term=unpack_term(packed["term"]),
        started=datetime.fromisoformat(packed["started"]),
        happened=tuple([Happened(Turn(turn), datetime.fromisoformat(at)) for turn, at in happened]),
    )


def pack_term(term: Term) -> dict[str, Any]:
    """A term by its kind; lengths of time in seconds."""
    if isinstance(term, Ahead):
        return {"ahead-of": pack_term(term.of), "lead": term.lead.total_seconds()}
    if isinstance(term, WorkingTime):
        return {"working-time": term.amount.total_seconds()}
    if isinstance(term, WorkingDays):
        return {"working-days": term.count}
    return {"calendar-days": term.count}


def unpack_term(packed: Mapping[str, Any]) -> Term:
    """What `pack_term` packed."""
    if "ahead-of" in packed:
        return Ahead(of=_length(packed["ahead-of"]), lead=timedelta(seconds=packed["lead"]))
    return _length(packed)


def _length(packed: Mapping[str, Any]) -> Length:
    [(kind, value)] = packed.items()
    return _known(kind, value)


@lru_cache(maxsize=256)
def _known(kind: str, value: float) -> Length:
    """A municipality has a handful of them, and thousands of deadlines."""
    match kind:
        case "working-time":
            return WorkingTime(timedelta(seconds=value))
        case "working-days":
            return WorkingDays(int(value))
        case "calendar-days":
            return CalendarDays(int(value))
    raise ValueError(f"a term of an unknown kind: {kind}")


def _moment(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given is not None else None
