"""The books: each counts what it checked, and names what does not balance."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from tests.chaos.curators import Curator
from tests.chaos.due_books import DUE_BOOKS
from tests.chaos.fact_books import effects, joins
from tests.chaos.ledger import Row, by
from tests.chaos.phone import Phone
from tests.chaos.record import Book, Campaign, phones, twice
from tests.chaos.residents import NOTICES, TAKEN_UP

SHOWN_WITHIN = 60.0
"""Seconds within which a doubt has to be on a curator's phone."""

ONCE = re.compile(rf"(?!❓ Ждём)({NOTICES.pattern})")
"""All but reminders."""


def balance(campaign: Campaign) -> list[Book]:
    """All books of a campaign."""
    return [make(campaign) for make in BOOKS]


def updates(campaign: Campaign) -> Book:
    """Every update that a bot acknowledged was handled to its end; none became a dead letter."""
    ledger, wrong = campaign.ledger, []
    keys = [(update.account.bot, key) for update in ledger.taken for key in update.keys]
    handled = ledger.handled
    for key in keys:
        row = ledger.inbox.get(key)
        if row is None:
            wrong.append(f"{key}: acknowledged, and nowhere in the inbox")
        elif row["state"] == "received" and not row["kept"] and key in handled:
            continue  # its mark died with its process; the conversation, saved before the 200, has it
        elif row["state"] != "done":
            wrong.append(f"{key}: {row['state']} after {row['tries']} tries, {row['error']}")
    return Book("acknowledged updates lost", len(keys), wrong)


def reports(campaign: Campaign) -> Book:
    """Whoever pressed "send" has exactly one incident with their words."""
    texts = Counter(row["text"] for row in campaign.ledger.incidents)
    sent = [problem for one in campaign.residents for problem in one.problems if problem.sent]
    wrong = [f"{p.text}: {texts[p.text]} incidents" for p in sent if texts[p.text] != 1]
    return Book("sent reports lost or doubled", len(sent), wrong)


def answers(campaign: Campaign) -> Book:
    """No resident saw twice what is sent once: an answer, news, a question, that it is taken up or ended."""
    texts = [
        f"{resident.phone.id}: {message['text']}"
        for resident in campaign.residents
        for message in resident.phone.seen.values()
        if not message["mine"] and ONCE.match(message["text"])
    ]
    return Book("answers sent twice", len(texts), twice("phones", texts))


def order(campaign: Campaign) -> Book:
    """Notices about one incident stand on a phone in the order in which they were written, lane by lane."""
    known = phones(campaign)
    checked, wrong = 0, []
    sent = [row for row in campaign.ledger.outbox if row["message"] is not None]
    for (bot, user, about, _), rows in by(sent, "bot", "user_id", "about", "lane").items():
        phone = known.get((bot, user))
        if phone is None:
            continue
        places = {message: at for at, message in enumerate(phone.seen)}
        stood = [places.get(row["message"], -1) for row in rows]
        checked += len(stood)
        if -1 in stood:
            wrong.append(f"{phone.name}: not on the phone: {[r['key'] for r in rows]} {stood}")
        elif stood != sorted(stood) and not any(row["state"] == "left" for row in rows):
            wrong.append(f"{phone.name}, {about}: {stood}")
    return Book("notices out of order", checked, wrong)


def turns(campaign: Campaign) -> Book:
    """Everybody's updates were handled in the order in which they made them."""
    order = {
        (update.account.bot, key): at
        for at, update in enumerate(campaign.ledger.taken)
        for key in update.keys
    }
    checked, wrong = 0, []
    for (bot, user), keys in campaign.ledger.rings.items():
        places = [(order[bot, key], key) for key in keys if (bot, key) in order]
        checked += len(places)
        wrong += [
            f"{bot} {user}: {after} before {key}"
            for (at, after), (then, key) in pairwise(places)
            if then < at
        ]
    return Book("updates out of order", checked, wrong)


def doubts(campaign: Campaign) -> Book:
    """Every sending in doubt was on a curator's phone within a minute, counted from the kill."""
    shown = _first_shown(campaign)
    told = [row for row in campaign.ledger.outbox if row["key"].startswith("notice-uncertain:")]
    wrong = []
    for (key,), rows in by(told, "key").items():
        parcel = key.split(":")[1]
        came = min((shown[m] for row in rows if (m := _message(row)) in shown), default=None)
        since = _doubtful_since(campaign, parcel, rows)
        if came is None or came - since > SHOWN_WITHIN:
            wrong.append(f"{key}: " + ("never shown" if came is None else f"after {came - since:.0f} s"))
    return Book("doubts not shown in 60 s", len(by(told, "key")), wrong)


def ends(campaign: Campaign) -> Book:
    """Once it was quiet everybody came to their end, and nothing had to be done a third time."""
    wrong = [
        f"{worker.phone.name}: {task}, {len(worker.tasks)} left; {_last(worker.phone)}"
        for worker in campaign.staff
        for task in (worker.stuck or worker.tasks[:1])
    ]
    wrong += [
        f"{resident.phone.name}: {resident.problems[-1:]}; {_last(resident.phone)}"
        for resident in campaign.residents
        if resident.stuck or not resident.ended
    ]
    people = [*campaign.staff, *campaign.residents]
    wrong += [
        f"{one.phone.name}: {' '.join(what.split())[:120]}, again {times} times"
        for one in people
        for what, times in one.repeats.items()
        if times > 1
    ]
    return Book("people stuck", len(campaign.residents) + len(campaign.staff), wrong)


BOOKS: tuple[Callable[[Campaign], Book], ...] = (
    updates,
    reports,
    joins,
    effects,
    answers,
    turns,
    order,
    doubts,
    ends,
    *DUE_BOOKS,
)


def _first_shown(campaign: Campaign) -> dict[tuple[str, str, str], float]:
    """When each message came to a curator's phone."""
    return {
        (worker.phone.bot, str(worker.phone.user), message["id"]): _moment(message["at"])
        for worker in campaign.staff
        if isinstance(worker, Curator)
        for message in worker.phone.seen.values()
    }


def _message(row: Row) -> tuple[str, str, str]:
    return row["bot"], row["user_id"], row["message"]


def _moment(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()


def _doubtful_since(campaign: Campaign, number: str, rows: Sequence[Row]) -> float:
    """When it had arrived after all; if it had not, when its sender or the database was killed."""
    parcel = next(row for row in campaign.ledger.outbox if str(row["id"]) == number)
    written: float = min(row["due_at"].timestamp() for row in rows)
    victims = {parcel["bot"], "postgres"}
    kills = [kill.at for kill in campaign.kills if kill.at < written and kill.victim in victims]
    came = [at for at in _arrivals(campaign, parcel) if at <= written]
    return max(came or kills, default=written)


def _arrivals(campaign: Campaign, parcel: Row) -> list[float]:
    """When messages came to the phone that say what the parcel says."""
    phone = phones(campaign).get((parcel["bot"], parcel["user_id"]))
    mark = re.search(r"\((?:ответ|вопрос|новости) [^)]+\)", str(parcel["body"]))
    number = re.search(r"'number': (\d+)", str(parcel["body"]))
    words = mark[0] if mark else f"№ {number[1]} {TAKEN_UP}" if number else None
    shown = phone.seen.values() if phone else ()
    return [_moment(message["at"]) for message in shown if words and words in message["text"]]


def _last(phone: Phone) -> str:
    """The end of what a phone shows."""
    shown = list(phone.seen.values())[-4:]
    return " | ".join(
        f"{'→' if message['mine'] else '←'} {message['id']} {' '.join(message['text'].split())[:90]} "
        f"{[button['text'] for row in message['buttons'] for button in row]}"
        for message in shown
    )
