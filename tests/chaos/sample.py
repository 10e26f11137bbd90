"""A campaign written by hand, in which everything is in order: one resident, one curator, one answer."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from bots.sandbox.config import Audience
from core.deadlines.model import BREACH, Deadline
from core.deadlines.terms import Kind
from core.deadlines.timer import Term
from core.people.model import Account
from core.shared.ids import BotId
from dialogs.engine.update import Commanded, Update
from storage.postgres.pool import Database
from tests.chaos.clock import HOUR, Clock, calendar, terms
from tests.chaos.curators import Curator
from tests.chaos.fleet import Kill
from tests.chaos.ledger import Ledger, Row
from tests.chaos.person import Mood
from tests.chaos.phone import Phone, Sim
from tests.chaos.problems import Problem
from tests.chaos.record import Campaign
from tests.chaos.residents import Resident
from tests.chaos.watch import Watch

NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday noon in the demo city: its clocks start after lunch, an hour later."""

BOT: BotId = "max-citizen"
KEYS = ("u1", "u2")
"""The updates of the campaign, in order."""

DIGEST = {"text": [{"id": "notice-digest", "args": {"count": 3}}]}

ANSWER_DUE = NOON + 24 * HOUR
"""After eight working hours: the answer went out two hours later."""


def phone(sim: Sim, audience: Audience, user: int, *texts: str) -> Phone:
    """A phone in MAX that shows these messages of the bot, one second apart from noon on."""
    made = Phone(sim, f"p{user}", f"person {user}", user, "max", audience)
    for number, text in enumerate(texts):
        at = (NOON + timedelta(seconds=number)).isoformat()
        made.seen[f"m{number}"] = {"id": f"m{number}", "mine": False, "text": text, "at": at, "buttons": []}
    return made


def parcel(number: int, key: str, message: str, *, user: int = 1, bot: str = BOT, **more: Any) -> Row:
    """A row of the outbox."""
    row: Row = {
        "id": number,
        "key": key,
        "bot": bot,
        "user_id": str(user),
        "person_id": f"person {user}",
        "audience": bot.split("-")[1],
        "about": "i1",
        "message": message,
        "lane": "urgent" if key.startswith("notice-uncertain") else "interactive",
        "state": "sent",
        "attempts": 1,
        "due_at": NOON,
        "body": {},
    }
    return row | more


def fact(name: str, at: datetime = NOON, **details: Any) -> Row:
    """A row of the journal."""
    return {"subject": "i1", "name": name, "at": at, "details": details}


def ran(kind: Kind, term: Term, hours: int, progress: int = 0) -> Deadline:
    """A deadline from noon on that ended so many hours later."""
    begun = Deadline.begin(
        kind,
        term,
        generation=1,
        started=NOON,
        owner=None,
        unit=None,
        calendar=calendar(),
        terms=terms(),
    )
    ended = begun.stopped(NOON + hours * HOUR)
    return Deadline(
        kind=kind,
        generation=1,
        timer=ended.timer,
        owner=None,
        due=ended.due,
        progress=progress,
        outcome=ended.outcome,
    )


async def in_order() -> Campaign:
    """An answer two hours late, reminded of and missed; one doubt that a curator saw."""
    sim, mood = Sim("http://127.0.0.1:9"), Mood(random.Random(1))  # noqa: S311 (people's dice)
    answer = "✅ Ответ на сообщение № 1\n[p1-1] (ответ p2-1)"
    resident = Resident(phone(sim, "citizen", 1, answer), mood)
    ended = {"number": 1, "registered": True, "answered": True}
    resident.problems = [Problem("p1-1", sent=1, **ended), Problem("p1-2", joined=True, **ended)]
    shown = (
        "🆕 № 1",
        "⚠️ Не ясно",
        "⏰ Подходит срок: № 1\nЯма",
        "🔴 Не ответили: № 1\nЯма",
        "⏰ Пока вас не беспокоили",
    )
    curator = Curator(phone(sim, "staff", 2, *shown), mood)
    await sim.close()
    draft = {"kind": "answer", "key": "s1", "text": "(ответ p2-1)", "remark": None, "published_at": "-"}
    note = {"kind": "author", "text": resident.problems[1].text}
    incident: Row = {"id": "i1", "number": 1, "text": resident.problems[0].text, "state": "answered"}
    return Campaign(
        way="webhook",
        ledger=Ledger(
            incidents=[incident | {"drafts": [draft], "shares": [], "life": {"notes": [note]}}],
            journal=[
                fact("registered"),
                fact("followed"),
                fact("assigned", previous=None, executor="e"),
                fact("draft-submitted"),
                fact(
                    "deadline-missed",
                    NOON + 25 * HOUR,
                    kind="answer",
                    generation=1,
                    due=ANSWER_DUE.isoformat(),
                ),
                fact("escalated", NOON + 26 * HOUR, kind="answer", generation=1, rung=1, role="head"),
                fact("answered", NOON + 26 * HOUR),
            ],
            outbox=[
                parcel(1, "registered:i1", "m0", user=2, bot="max-staff"),
                parcel(2, "answered:i1", "m0", body={"text": "(ответ p2-1)"}),
                parcel(3, "notice-uncertain:2:1", "m1", user=2, bot="max-staff"),
                parcel(4, "answer:i1:1:50", "m2", user=2, bot="max-staff", due_at=NOON + 20 * HOUR),
                parcel(5, "answer:i1:1:100", "m3", user=2, bot="max-staff", due_at=NOON + 25 * HOUR),
                parcel(6, "digest:r:1", "m4", user=2, bot="max-staff", about="digest", body=DIGEST),
            ],
            deadlines={
                "i1": [
                    ran(Kind.TRIAGE, terms().triage, 2),
                    ran(Kind.ANSWER, terms().answer, 26, progress=BREACH + 1),
                ]
            },
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
        clock=Clock(Database("postgres://127.0.0.1:9"), random.Random(1)),  # noqa: S311 (as above)
        ended=NOON + 48 * HOUR,
        watch=Watch(checked=1),
    )
