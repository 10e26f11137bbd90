"""The books of the clock: no deadline is lost, none is told twice or early, a jump is told in one digest."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Final

from core.deadlines.model import BREACH, Deadline, Outcome
from core.deadlines.terms import Kind
from core.notices.digest import MANY
from tests.chaos.clock import calendar, terms
from tests.chaos.ledger import Row, by
from tests.chaos.record import Book, Campaign, phones, twice

WINDOW: Final = frozenset({Kind.RETURN, Kind.CLARIFICATION})
"""They end without a breach: a window closes, a question closes its message."""

MISSED, RISEN = "deadline-missed", "escalated"
CLOCK_SIGNS: Final = ("⏰", "🔴")
DIGEST: Final = "Пока вас не беспокоили"
_KINDS: Final = frozenset(kind.value for kind in Kind)
_INSTANT: Final = timedelta(microseconds=1)

Which = tuple[str, str, int]
"""A deadline: incident, kind, generation."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice of the clock: of which deadline, how far it had come."""

    which: Which
    progress: int
    row: Row


def standing(campaign: Campaign) -> Book:
    """Whenever one looked, each open incident had the clocks that its state asks for, a closed one none."""
    watch = campaign.watch
    return Book("clocks that stand wrongly", watch.checked, watch.wrong)


def laid(campaign: Campaign) -> Book:
    """The end of each term is where its facts and the calendar put it."""
    wrong = []
    for which, deadline in _all(campaign):
        due = deadline.timer.due(calendar())
        if due is None or due.at != deadline.due_at:
            wrong.append(f"{_name(campaign, which)}: due {deadline.due_at}, by the calendar {due}")
    return Book("terms that end wrongly", len(list(_all(campaign))), wrong)


def lost(campaign: Campaign) -> Book:
    """Each term that was over before its work was done has its breach in the journal."""
    booked = Counter(_which(row) for row in campaign.ledger.journal if row["name"] == MISSED)
    checked, wrong = 0, []
    for which, deadline in _all(campaign):
        until = campaign.ended if deadline.is_open else deadline.timer.happened[-1].at
        over = deadline.due is not None and deadline.due.breached(until)
        if deadline.kind in WINDOW or not over:
            continue
        checked += 1
        if not booked[which]:
            wrong.append(f"{_name(campaign, which)}: {deadline.outcome} {until}, due {deadline.due_at}")
    for which, deadline in _all(campaign):
        left = deadline.turned(campaign.ended, calendar(), terms()) if deadline.is_open else None
        if left is not None and left.step is not None:
            wrong.append(f"{_name(campaign, which)}: {left.step} is still to be told")
    return Book("deadlines lost", checked, wrong)


def doubled(campaign: Campaign) -> Book:
    """One breach a deadline, one fact a rung, each notice of the clock once to a person, and in order."""
    journal = campaign.ledger.journal
    missed = [_which(row) for row in journal if row["name"] == MISSED]
    risen = [(*_which(row), row["details"]["rung"]) for row in journal if row["name"] == RISEN]
    wrong = twice("breaches", missed) + twice("rungs", risen)
    told = list(_told(campaign))
    for (person, which), steps in _steps(told).items():
        if steps != sorted(set(steps)):
            wrong.append(f"{person}, {_name(campaign, which)}: {steps}")
    booked = set(missed)
    for which, deadline in _all(campaign):
        if deadline.progress >= BREACH and which not in booked:
            wrong.append(f"{_name(campaign, which)}: told as missed, and not in the journal")
    return Book("breaches and reminders doubled", len(missed) + len(risen) + len(told), wrong)


def early(campaign: Campaign) -> Book:
    """No fact and no notice lies before its moment, by the product's clock of that time."""
    deadlines, rows = dict(_all(campaign)), campaign.ledger.journal
    checked, wrong = 0, []
    for row in rows:
        if row["name"] in {MISSED, RISEN}:
            which = _which(row)
            checked += 1
            wrong += [
                f"{_name(campaign, which)}: {row['name']} {row['at']}, not before {moment}"
                for moment in [_moment(row, deadlines[which])]
                if row["at"] < moment
            ]
    for told in _told(campaign):
        checked += 1
        moment = _begins(deadlines[told.which], told.progress)
        if (written := campaign.clock.at(told.row["due_at"])) < moment:
            wrong.append(f"{_name(campaign, told.which)}: {told.progress} % at {written}, not {moment}")
    return Book("deadlines told early", checked, wrong)


def repeated(campaign: Campaign) -> Book:
    """A phone shows a notice of the clock once; again only where its sending was tried again."""
    numbers = {row["id"]: row["number"] for row in campaign.ledger.incidents}
    tries: Counter[tuple[str, str, str]] = Counter()
    for row in campaign.ledger.outbox:
        if row["message"] is not None and (_is_clock(row) or row["about"] == "digest"):
            about = "digest" if row["about"] == "digest" else f"№ {numbers[row['about']]}"
            tries[row["bot"], row["user_id"], about] += row["attempts"]
    checked, wrong = 0, []
    for (bot, user), phone in phones(campaign).items():
        titles = [message["text"].split("\n", 1)[0] for message in phone.seen.values() if not message["mine"]]
        shown = Counter(_about(title) for title in titles if title.startswith(CLOCK_SIGNS))
        checked += shown.total()
        wrong += [
            f"{phone.name}, {about}: {count} times, tried {tries[bot, user, about]} times"
            for about, count in shown.items()
            if count > tries[bot, user, about]
        ]
    return Book("reminders repeated for nothing", checked, wrong)


def bursts(campaign: Campaign) -> Book:
    """However much a jump makes due, a person gets a few notices or one digest (T27)."""
    singles = [told.row for told in _told(campaign) if told.row["audience"] == "staff"]
    wrong = [
        f"{person}: {len(rows)} at once at {at}"
        for (person, at), rows in by(singles, "person_id", "due_at").items()
        if len(rows) >= MANY
    ]
    digests = [row for row in campaign.ledger.outbox if row["about"] == "digest"]
    for row in digests:
        count = row["body"]["text"][0]["args"]["count"]
        if count < 1 or row["state"] not in {"sent", "waiting"}:
            wrong.append(f"{row['key']}: {count}, {row['state']}")
    return Book("bursts instead of digests", len(singles) + len(digests), wrong)


def _all(campaign: Campaign) -> Iterator[tuple[Which, Deadline]]:
    for incident, deadlines in campaign.ledger.deadlines.items():
        for each in deadlines:
            yield (incident, each.kind.value, each.generation), each


def _which(row: Row) -> Which:
    return row["subject"], row["details"]["kind"], row["details"]["generation"]


def _told(campaign: Campaign) -> Iterator[Told]:
    for row in campaign.ledger.outbox:
        if _is_clock(row):
            kind, incident, generation, progress = row["key"].split(":")
            yield Told((incident, kind, int(generation)), int(progress), row)


def _is_clock(row: Row) -> bool:
    return row["key"].split(":")[0] in _KINDS


def _steps(told: list[Told]) -> dict[tuple[str, Which], list[int]]:
    """How far a deadline had come, notice after notice to one person."""
    steps: defaultdict[tuple[str, Which], list[int]] = defaultdict(list)
    for each in told:
        steps[each.row["person_id"], each.which].append(each.progress)
    return dict(steps)


def _moment(row: Row, deadline: Deadline) -> datetime:
    """Before which a fact of the journal cannot be."""
    if row["name"] == RISEN:
        return _begins(deadline, BREACH + int(row["details"]["rung"]))
    return datetime.fromisoformat(row["details"]["due"]) + _INSTANT


def _begins(deadline: Deadline, progress: int) -> datetime:
    """When a deadline has come so far. A term that was changed since cannot tell: then at its start."""
    if any(fact.turn != "stopped" for fact in deadline.timer.happened):
        return deadline.timer.started
    if progress < BREACH:
        part = deadline.timer.part(calendar(), Fraction(progress, 100))
        return part or deadline.timer.started
    due = deadline.due_at or datetime.max.replace(tzinfo=UTC)
    if progress == BREACH:
        return due + _INSTANT
    rung = terms().ladder[progress - BREACH - 1]
    return next(iter(calendar().resumed(due + _INSTANT, (rung.after,))))


def _about(title: str) -> str:
    return "digest" if DIGEST in title else "№ " + title.rsplit("№ ", 1)[-1].split(maxsplit=1)[0]


def _name(campaign: Campaign, which: Which) -> str:
    number = next((row["number"] for row in campaign.ledger.incidents if row["id"] == which[0]), which[0])
    return f"№ {number} {which[1]} {which[2]}"


def late_ends(campaign: Campaign) -> int:
    """How many terms ended too late, for the record."""
    return sum(deadline.outcome is Outcome.LATE for _, deadline in _all(campaign))


DUE_BOOKS: Final = (standing, laid, lost, doubled, early, repeated, bursts)
