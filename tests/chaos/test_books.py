"""The books notice what they are there for: each kind of trouble, written into a ledger by hand, is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.chaos import books
from tests.chaos.books import balance
from tests.chaos.errands import Task
from tests.chaos.ledger import Key, Row
from tests.chaos.record import Book, Campaign
from tests.chaos.sample import BOT, KEYS, NOON, parcel


def wrong(campaign: Campaign) -> list[str]:
    """The books that do not balance."""
    return [book.name for book in balance(campaign) if book.wrong]


def test_a_campaign_in_order_balances(campaign: Campaign) -> None:
    """And every book had something to check."""
    assert wrong(campaign) == []
    assert all(book.checked for book in balance(campaign))


@pytest.mark.parametrize(
    "row",
    [
        None,
        {"state": "dead", "kept": False, "tries": 6, "error": "KeyError"},
        {"state": "received", "kept": False, "tries": 1, "error": None},
        {"state": "committed", "kept": True, "tries": 0, "error": None},
    ],
)
def test_an_update_without_its_end_is_lost(campaign: Campaign, row: Row | None) -> None:
    """Nowhere, among the dead letters, or begun and never shown."""
    inbox: dict[Key, Row] = {**campaign.ledger.inbox, (BOT, "u1"): row or {}}
    if row is None:
        del inbox[BOT, "u1"]
    changed = replace(campaign, ledger=replace(campaign.ledger, inbox=inbox, rings={}))
    assert len(books.updates(changed).wrong) == 1


def test_a_mark_that_died_with_its_process_is_known_from_the_conversation(campaign: Campaign) -> None:
    """The update was handled and acknowledged; only its row does not say so."""
    row = {"state": "received", "kept": False, "tries": 1, "error": None}
    ledger = replace(campaign.ledger, inbox={**campaign.ledger.inbox, (BOT, "u1"): row})
    assert books.updates(replace(campaign, ledger=ledger)).wrong == []


def test_updates_handled_out_of_order_are_named(campaign: Campaign) -> None:
    """By the conversation's own list, which grows in the order of handling."""
    ledger = replace(campaign.ledger, rings={(BOT, "1"): [*reversed(KEYS)]})
    assert wrong(replace(campaign, ledger=ledger)) == ["updates out of order"]


@pytest.mark.parametrize("times", [0, 2])
def test_a_report_lost_or_doubled_is_named(campaign: Campaign, times: int) -> None:
    """By its words."""
    ledger = replace(campaign.ledger, incidents=campaign.ledger.incidents * times)
    assert books.reports(replace(campaign, ledger=ledger)).wrong


def test_an_effect_doubled_is_named(campaign: Campaign) -> None:
    """A draft with the same words, and a fact that stands twice in the journal."""
    [incident] = campaign.ledger.incidents
    twice = [incident | {"drafts": incident["drafts"] * 2}]
    assert books.effects(replace(campaign, ledger=replace(campaign.ledger, incidents=twice))).wrong
    for fact in campaign.ledger.journal:
        if fact["name"] in {"deadline-missed", "escalated"}:
            continue  # of which there are books of their own
        journal = [*campaign.ledger.journal, fact]
        assert books.effects(replace(campaign, ledger=replace(campaign.ledger, journal=journal))).wrong


def test_an_answer_on_a_phone_twice_is_named(campaign: Campaign) -> None:
    """However far apart."""
    seen = campaign.residents[0].phone.seen
    seen["m9"] = seen["m0"] | {"id": "m9"}
    assert wrong(campaign) == ["answers sent twice"]


def test_what_is_sent_once_beside_the_answer_is_named_too(campaign: Campaign) -> None:
    """That a message is being worked on is told at most once."""
    seen = campaign.residents[0].phone.seen
    for number in (8, 9):
        seen[f"m{number}"] = seen["m0"] | {"id": f"m{number}", "text": "🛠 Сообщение № 1 взяли в работу"}
    assert wrong(campaign) == ["answers sent twice"]


@pytest.mark.parametrize("message", ["m1", "m7"])
def test_notices_out_of_order_or_missing_are_named(campaign: Campaign, message: str) -> None:
    """The earlier one stands lower, or nowhere."""
    first = parcel(0, "assigned:i1", message, user=2, bot="max-staff")
    ledger = replace(campaign.ledger, outbox=[first, *campaign.ledger.outbox])
    assert "notices out of order" in wrong(replace(campaign, ledger=ledger))


@pytest.mark.parametrize("late", [timedelta(seconds=61), None])
def test_a_doubt_shown_late_or_never_is_named(campaign: Campaign, late: timedelta | None) -> None:
    """A minute is counted from the moment the answer arrived, or its sender died."""
    seen = campaign.staff[0].phone.seen
    if late is None:
        del seen["m1"]
    else:
        seen["m1"]["at"] = (NOON + late).isoformat()
    assert "doubts not shown in 60 s" in wrong(campaign)


@pytest.mark.parametrize("trouble", ["unanswered", "impatient", "undone", "left"])
def test_somebody_who_is_stuck_is_named(campaign: Campaign, trouble: str) -> None:
    """Residents without their answer, staff with work that nothing helped along."""
    resident, curator = campaign.residents[0], campaign.staff[0]
    task = Task("assign", 1, "m0")
    change: dict[str, Callable[[], None]] = {
        "unanswered": lambda: setattr(resident.problems[0], "answered", False),
        "impatient": lambda: resident.repeats.update({"send": 2}),
        "undone": lambda: curator.stuck.append(task),
        "left": lambda: curator.tasks.append(task),
    }
    change[trouble]()
    stuck: Book = books.ends(campaign)
    assert len(stuck.wrong) == 1
