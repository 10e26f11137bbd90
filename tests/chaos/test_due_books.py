"""The books of the clock notice what they are there for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest

from core.deadlines.model import Deadline
from core.deadlines.terms import Kind
from core.deadlines.timer import Due
from tests.chaos import due_books
from tests.chaos.clock import HOUR, Move, calendar, terms
from tests.chaos.ledger import Row
from tests.chaos.record import Campaign
from tests.chaos.sample import NOON, parcel
from tests.chaos.watch import mistakes


def wrong(campaign: Campaign) -> list[str]:
    """The books of the clock that do not balance."""
    return [book.name for book in (make(campaign) for make in due_books.DUE_BOOKS) if book.wrong]


def told(campaign: Campaign, **ledger: Any) -> Campaign:
    """The same campaign with other rows."""
    return replace(campaign, ledger=replace(campaign.ledger, **ledger))


def deadlines(campaign: Campaign, change: Callable[[Deadline], Deadline]) -> dict[str, list[Deadline]]:
    """Each of them changed."""
    return {key: [change(each) for each in all_] for key, all_ in campaign.ledger.deadlines.items()}


def without(campaign: Campaign, name: str) -> list[Row]:
    """The journal without these facts."""
    return [row for row in campaign.ledger.journal if row["name"] != name]


def test_a_breach_that_nobody_booked_is_lost(campaign: Campaign) -> None:
    """Told or not; met late or called off late."""
    lost = told(campaign, journal=without(campaign, "deadline-missed"))
    assert wrong(lost) == ["deadlines lost", "breaches and reminders doubled"]
    unseen = deadlines(lost, lambda each: replace(each, progress=0))
    assert wrong(told(lost, deadlines=unseen)) == ["deadlines lost"]


def test_an_open_deadline_with_a_step_that_is_over_is_lost(campaign: Campaign) -> None:
    """Everything that is due at the end of a campaign has fired."""

    def reopened(each: Deadline) -> Deadline:
        begun = Deadline.begin(
            each.kind,
            each.timer.term,
            generation=1,
            started=NOON,
            owner=None,
            unit=None,
            calendar=calendar(),
            terms=terms(),
        )
        return replace(begun, progress=each.progress)

    assert wrong(told(campaign, deadlines=deadlines(campaign, reopened))) == ["deadlines lost"]


def test_a_breach_or_a_rung_in_the_journal_twice_is_named(campaign: Campaign) -> None:
    """Two workers, or one that died between telling and writing."""
    for again in campaign.ledger.journal[-3:-1]:
        assert wrong(told(campaign, journal=[*campaign.ledger.journal, again])) == [
            "breaches and reminders doubled"
        ]


def test_a_step_told_again_or_backwards_is_named(campaign: Campaign) -> None:
    """A person hears of a deadline's steps in their order."""
    for progress in (50, 80, 100):
        more = parcel(9, f"answer:i1:1:{progress}", "m3", user=2, bot="max-staff", due_at=NOON + 26 * HOUR)
        assert wrong(told(campaign, outbox=[*campaign.ledger.outbox, more])) == [
            "breaches and reminders doubled"
        ]


@pytest.mark.parametrize(
    ("name", "at"),
    [("deadline-missed", NOON + 24 * HOUR), ("escalated", NOON + 25 * HOUR + timedelta(minutes=59))],
)
def test_a_fact_before_its_moment_is_early(campaign: Campaign, name: str, at: datetime) -> None:
    """The last minute of a term is in time."""
    journal = [row | {"at": at} if row["name"] == name else row for row in campaign.ledger.journal]
    assert wrong(told(campaign, journal=journal)) == ["deadlines told early"]


def test_a_notice_before_its_moment_is_early_by_the_clock_of_that_time(campaign: Campaign) -> None:
    """What was written before the clock was moved counts by the clock before it."""
    outbox = [row | {"due_at": NOON} if row["id"] == 4 else row for row in campaign.ledger.outbox]
    early = told(campaign, outbox=outbox)
    assert wrong(early) == ["deadlines told early"]
    campaign.clock.moves.append(Move(NOON + HOUR, 20 * HOUR))
    assert wrong(early) == ["deadlines told early"]
    campaign.clock.moves.insert(0, Move(NOON - HOUR, 20 * HOUR))
    assert wrong(early) == []


def test_a_term_that_ends_where_the_calendar_does_not_is_named(campaign: Campaign) -> None:
    """A minute too late is wrong, too."""

    def moved(each: Deadline) -> Deadline:
        at = (each.due_at or NOON) + timedelta(minutes=1)
        return replace(each, due=Due(at, calendar().version))

    assert "terms that end wrongly" in wrong(told(campaign, deadlines=deadlines(campaign, moved)))


@pytest.mark.parametrize("message", ["m2", "m3", "m4"])
def test_a_notice_on_a_phone_twice_after_one_try_is_named(campaign: Campaign, message: str) -> None:
    """Tried twice it may be there twice: reminders are sent at least once."""
    seen = campaign.staff[0].phone.seen
    seen["m9"] = seen[message] | {"id": "m9"}
    assert wrong(campaign) == ["reminders repeated for nothing"]
    outbox = [row | {"attempts": 2} for row in campaign.ledger.outbox]
    assert wrong(told(campaign, outbox=outbox)) == []


def test_many_notices_at_once_are_a_burst(campaign: Campaign) -> None:
    """Three of the same moment should have been one digest."""
    at = NOON + 30 * HOUR
    many = [
        parcel(9 + number, f"answer:i{number}:1:100", "m7", user=2, bot="max-staff", due_at=at)
        for number in range(3)
    ]
    late = dict.fromkeys(("i0", "i1", "i2"), campaign.ledger.deadlines["i1"])
    missed = [row | {"subject": key} for row in without(campaign, "registered") for key in late]
    burst = told(campaign, outbox=many, deadlines=late, journal=missed)
    assert "bursts instead of digests" in wrong(burst)
    assert "bursts instead of digests" not in wrong(told(burst, outbox=many[:2]))


def row(state: str, *running: Kind, owner: str | None = None, **more: Any) -> Row:
    """An incident as a look finds it."""
    found: Row = {"number": 1, "state": state, "question": None, "executor_id": None}
    found |= {"interim": False, "shared": False, "drafted": state not in {"new", "assigned"}}
    return found | more | {"running": orjson.dumps([[kind.value, owner] for kind in running])}


@pytest.mark.parametrize(
    "found",
    [
        row("new", Kind.TRIAGE, Kind.DRAFT, Kind.ANSWER),
        row("assigned", Kind.RETURN, Kind.DRAFT, Kind.ANSWER, executor_id="e", owner="e"),
        row("assigned", Kind.CONTRIBUTION, Kind.DRAFT, Kind.ANSWER, shared=True),
        row("on-approval", Kind.APPROVAL, Kind.ANSWER),
        row("rework", Kind.REWORK, Kind.ANSWER),
        row("interim", Kind.FINAL_DRAFT, interim=True),
        row("assigned", Kind.CLARIFICATION, Kind.ANSWER, question=1, drafted=True),
        row("answered"),
        row("joined"),
    ],
)
def test_the_clocks_of_every_state_are_known(found: Row) -> None:
    """Exactly those that it asks for."""
    assert mistakes(found) == []


@pytest.mark.parametrize(
    "found",
    [
        row("answered", Kind.ANSWER),
        row("closed", Kind.CLARIFICATION),
        row("new", Kind.DRAFT, Kind.ANSWER),
        row("new", Kind.TRIAGE, Kind.TRIAGE, Kind.DRAFT, Kind.ANSWER),
        row("assigned", Kind.TRIAGE, Kind.DRAFT, Kind.ANSWER),
        row("assigned", Kind.ANSWER),
        row("assigned", Kind.DRAFT, Kind.ANSWER, shared=True),
        row("assigned", Kind.DRAFT, Kind.ANSWER, executor_id="e", owner="another"),
        row("on-approval", Kind.ANSWER),
        row("rework", Kind.ANSWER),
        row("interim", Kind.FINAL_DRAFT, Kind.ANSWER, interim=True),
        row("assigned", Kind.DRAFT, Kind.ANSWER, question=1),
    ],
)
def test_a_clock_too_many_or_too_few_is_named(found: Row) -> None:
    """One that goes on where nobody has anything to do, one that was forgotten, one of somebody else."""
    assert mistakes(found)
