"""Rows against the journal: each change is one fact, and nobody's words are there twice."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from core.incidents.values import DraftKind, State
from tests.chaos.ledger import Row, by
from tests.chaos.record import Book, Campaign, twice

ENDS = {
    "answered": State.ANSWERED,
    "declined": State.DECLINED,
    "redirected": State.REDIRECTED,
    "closed-unanswered": State.CLOSED,
    "joined": State.JOINED,
}
"""Facts after which an incident is in a state for good."""


def effects(campaign: Campaign) -> Book:
    """No two incidents, drafts, parts or notes with the same words; one fact a transition."""
    ledger, wrong = campaign.ledger, []
    facts = Counter((row["subject"], row["name"]) for row in ledger.journal)
    again = Counter(row["details"].get("repeats") for row in ledger.journal if row["name"] == "registered")
    for incident in ledger.incidents:
        told = {name: facts[incident["id"], name] for name in (*_wanted(incident), "followed", "not-solved")}
        wanted = _wanted(incident) | {"not-solved": again[incident["id"]], "followed": told["followed"]}
        wanted["author-wrote"] -= told["followed"]
        wrong += [
            f"№ {incident['number']}: {told[name]} x {name}, not {count}"
            for name, count in wanted.items()
            if told[name] != count
        ]
    wrong += twice("incidents", [row["text"] for row in ledger.incidents])
    wrong += twice("drafts", [draft["text"] for row in ledger.incidents for draft in row["drafts"]])
    wrong += twice("notes", [note for row in ledger.incidents for note in _notes(row)])
    wrong += twice("parts", [row["details"]["said"] for row in ledger.journal if row["name"] == "passed"])
    wrong += _routed_twice(ledger.journal)
    return Book("effects doubled", len(ledger.journal), wrong)


def joins(campaign: Campaign) -> Book:
    """Whoever joined a message is among its followers, and their words are in it, once."""
    notes = Counter(note for row in campaign.ledger.incidents for note in _notes(row))
    joined = [one for each in campaign.residents for one in each.problems if one.joined and one.registered]
    wrong = [f"{problem.text}: {notes[problem.text]} notes" for problem in joined if notes[problem.text] != 1]
    return Book("joined messages lost or doubled", len(joined), wrong)


def _wanted(incident: Row) -> dict[str, int]:
    """How many facts of each name an incident has to have, as its row tells."""
    drafts, notes = incident["drafts"], incident["life"].get("notes", ())
    out = Counter(draft["kind"] for draft in drafts if draft.get("published_at"))
    return {
        "registered": 1,
        "draft-submitted": sum(bool(draft["key"]) for draft in drafts),
        "draft-returned": sum(draft["remark"] is not None for draft in drafts),
        "interim-answered": out[DraftKind.INTERIM],
        "asked": out[DraftKind.QUESTION],
        "author-wrote": sum(note["kind"] == "author" for note in notes),
        "status-told": sum(note["kind"] == "status" for note in notes),
        **{name: int(incident["state"] == state) for name, state in ENDS.items()},
    }


def _notes(incident: Row) -> list[str]:
    """What residents wrote besides: each says it in words of their own."""
    return [note["text"] for note in incident["life"].get("notes", ()) if note["kind"] == "author"]


def _routed_twice(journal: Sequence[Row]) -> list[str]:
    """The same route at once after itself is one transition recorded twice."""
    moves = [row for row in journal if row["name"] in {"assigned", "given-back", "passed"}]
    return [
        f"{before['subject']}: routed to {after['details']['executor']} twice"
        for rows in by(moves, "subject").values()
        for before, after in pairwise(rows)
        if before["name"] == after["name"] == "assigned" and before["details"] == after["details"]
    ]
