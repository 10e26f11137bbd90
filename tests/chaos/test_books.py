"""The books notice what they are there for: each kind of trouble, written into a ledger by hand, is named."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bots.sandbox.config import Audience
from core.people.model import Account
from core.shared.ids import BotId
from dialogs.engine.update import Commanded, Update
from tests.chaos import books
from tests.chaos.books import Book, Campaign, balance
from tests.chaos.fleet import Kill
from tests.chaos.ledger import Key, Ledger, Row
from tests.chaos.person import Mood
from tests.chaos.phone import Phone, Sim
from tests.chaos.residents import Problem, Resident
from tests.chaos.staff import Curator, Task

NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BOT: BotId = "max-citizen"
KEYS = ("u1", "u2")
"""The updates of the campaign, in order."""


def phone(sim: Sim, audience: Audience, user: int, *texts: str) -> Phone:
    """A phone in MAX that shows these messages of the bot, one second apart from noon on."""
    made = Phone(sim, f"p{user}", f"person {user}", user, "max", audience)
    for number, text in enumerate(texts):
        at = (NOON + timedelta(seconds=number)).isoformat()
        made.seen[f"m{number}"] = {"id": f"m{number}", "mine": False, "text": text, "at": at, "buttons": []}
    return made


def parcel(number: int, key: str, message: str, *, user: int = 1, bot: str = BOT, **more: Any) -> Row:
    """A row of the outbox."""
    lane = "urgent" if key.startswith("notice-uncertain") else "interactive"
    row: Row = {"id": number, "key": key, "bot": bot, "user_id": str(user), "about": "i1", "message": message}
    return row | {"lane": lane} | {"state": "sent", "due_at": NOON, "body": {}} | more


@pytest.fixture
async def campaign() -> Campaign:
    """One resident, one answer, one doubt that a curator saw: all of it in order."""
    sim, mood = Sim("http://127.0.0.1:9"), Mood(random.Random(1))  # noqa: S311 (people's dice)
    answer = "✅ Ответ на ваше сообщение № 1\n[p1-1] (ответ p2-1)"
    resident = Resident(phone(sim, "citizen", 1, answer), mood)
    resident.problems = [Problem("p1-1", sent=1, registered=True, answered=True)]
    curator = Curator(phone(sim, "staff", 2, "🆕 № 1", "⚠️ Не ясно"), mood)
    await sim.close()
    text = resident.problems[0].text
    draft = {"text": "(ответ p2-1)", "remark": None}
    facts = ("registered", "assigned", "draft-submitted", "answered")
    return Campaign(
        way="webhook",
        ledger=Ledger(
            incidents=[{"id": "i1", "number": 1, "text": text, "drafts": [draft], "state": "answered"}],
            journal=[
                {"subject": "i1", "name": name, "details": {"previous": None, "executor": "e"}}
                for name in facts
            ],
            outbox=[
                parcel(1, "registered:i1", "m0", user=2, bot="max-staff"),
                parcel(2, "answered:i1", "m0", body={"text": "(ответ p2-1)"}),
                parcel(3, "notice-uncertain:2:1", "m1", user=2, bot="max-staff"),
            ],
            inbox={(BOT, key): {"state": "done", "kept": False, "tries": 1, "error": None} for key in KEYS},
            taken=[
                Update(account=Account(BOT, "1", "1"), keys=(key,), at=NOON, act=Commanded("menu"))
                for key in KEYS
            ],
            rings={(BOT, "1"): [*KEYS]},
        ),
        residents=[resident],
        staff=[curator],
        kills=[Kill(BOT, NOON.timestamp() - 5, 2.0)],
        seconds=10.0,
    )


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
        journal = [*campaign.ledger.journal, fact]
        assert books.effects(replace(campaign, ledger=replace(campaign.ledger, journal=journal))).wrong


def test_an_answer_on_a_phone_twice_is_named(campaign: Campaign) -> None:
    """However far apart."""
    seen = campaign.residents[0].phone.seen
    seen["m9"] = seen["m0"] | {"id": "m9"}
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
        "impatient": lambda: setattr(resident, "repeats", 2),
        "undone": lambda: curator.stuck.append(task),
        "left": lambda: curator.tasks.append(task),
    }
    change[trouble]()
    stuck: Book = books.ends(campaign)
    assert len(stuck.wrong) == 1
