"""The terms of a profile: each number read with its clause, and looked at beside the others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from core.deadlines.terms import HOUR, Activity, SourceKind, SourceTerm, Terms
from core.deadlines.timer import WorkingTime
from core.regulation import amounts, typical
from core.regulation.clauses import Citing
from core.regulation.ladder import parse_chain, parse_ladder
from core.shared.fields import Table, table, tables
from core.shared.problem import Source

TABLES: Final = ("terms", "source_terms", "reminders", "ladder", "approval", "activity")
_KEYS: Final = (
    *("triage", "return", "contribution", "draft_before", "approval", "rework", "publish", "answer"),
    *("shortened", "final_draft", "clarification", "pause_on_clarification"),
)
_PERCENTS: Final = 99


@dataclass(frozen=True, slots=True)
class _Tables:
    """A profile's tables; one that it leaves out is the typical profile's."""

    source: Source
    found: Mapping[str, Any]

    def one(self, name: str) -> Table:
        """The table `[name]`."""
        return table(*self._of(name), name)

    def several(self, name: str) -> tuple[Table, ...]:
        """The tables `[[name]]`."""
        return tables(*self._of(name), name)

    def _of(self, name: str) -> tuple[Source, Mapping[str, Any]]:
        own = name in self.found
        return (self.source, self.found) if own else (typical.SOURCE, typical.tables_of())


def parse_terms(source: Source, found: Mapping[str, Any], topics: Collection[str], citing: Citing) -> Terms:
    """All terms of a profile. Raises `ProfileError` with the first mistake found.

    A table that is left out is taken from the typical profile; one that is there has to be whole.
    """
    from_file = _Tables(source, found)
    terms = _terms(from_file.one("terms"), citing)
    by_source = _sources(from_file.several("source_terms"), terms, topics, citing)
    return replace(
        terms,
        sources=by_source,
        reminders=_reminders(from_file.one("reminders"), citing),
        ladder=parse_ladder(from_file.several("ladder"), citing),
        approval_chain=parse_chain(from_file.one("approval"), citing),
        activity=_activity(from_file.one("activity"), citing),
    )


def _terms(at: Table, citing: Citing) -> Terms:
    at.known(_KEYS)
    given = {key: amounts.braces(at, key, citing, f"terms.{key}") for key in _KEYS}
    pause = given["pause_on_clarification"]
    pause.known(("value", "clause"))
    return _consistent(
        at,
        Terms(
            triage=amounts.length(given["triage"]),
            give_back=amounts.length(given["return"]),
            contribution=amounts.length(given["contribution"]),
            draft_before=amounts.time(given["draft_before"]),
            approval=amounts.length(given["approval"]),
            rework=amounts.length(given["rework"]),
            publish=amounts.length(given["publish"]),
            answer=amounts.length(given["answer"]),
            shortened=amounts.times(given["shortened"]),
            final_draft=amounts.length(given["final_draft"]),
            clarification=amounts.length(given["clarification"]),
            pause_on_clarification=pause.flag("value", required=True),
        ),
    )


def _consistent(at: Table, terms: Terms) -> Terms:
    """Neither may the draft be due before the message came, nor a shortened term be longer than the usual."""
    if not isinstance(terms.answer, WorkingTime):
        return terms
    whole = terms.answer.amount
    if terms.draft_before >= whole:
        wrong = f"the draft would be due {_hours(terms.draft_before)} before an answer"
        raise at.error("draft_before", f"{wrong} that is due in {_hours(whole)}", "Write less than answer.")
    if terms.shortened[0] >= whole:
        wrong = f"a shortened term of {_hours(terms.shortened[0])} is not shorter than {_hours(whole)}"
        raise at.error("shortened", wrong, "Write less than answer.")
    return terms


def _sources(
    found: Sequence[Table], terms: Terms, topics: Collection[str], citing: Citing
) -> tuple[SourceTerm, ...]:
    """Terms by source and topic (LAB-3.4.2); of the typical profile's those that fit the city's own."""
    by_place: dict[str, SourceTerm] = {}
    for at in found:
        inherited = at.source is typical.SOURCE
        if inherited and at.values.get("topic") not in {None, *topics}:
            continue
        each = _source(at, topics)
        if not _short_enough(each, terms):
            if inherited:
                continue
            remedy = "Write hours or minutes, no more than answer in [terms]: LAB-3.4.2г wants the shortest."
            raise at.error("answer", "the hotline has a longer term than other messages", remedy)
        place = ".".join(filter(None, (each.source, each.topic)))
        if place in by_place:
            twice = "topic" if each.topic else "source"
            raise at.error(twice, f"{place} has a term already", "Leave one of the two.")
        amounts.braces(at, "answer", citing, f"source_terms.{place}")
        citing.doubt(f"source_terms.{place}", at)
        by_place[place] = each
    return tuple(by_place.values())


def _source(at: Table, topics: Collection[str]) -> SourceTerm:
    at.known(("source", "topic", "answer", "derived"))
    return SourceTerm(
        source=SourceKind(at.one_of("source", SourceKind)),
        topic=at.one_of("topic", topics) if "topic" in at.values else None,
        answer=amounts.length(at.inner("answer", typical.sample("answer"))),
    )


def _short_enough(each: SourceTerm, terms: Terms) -> bool:
    """The trust line has the shortest time of all (LAB-3.4.2)."""
    if each.source is not SourceKind.HOTLINE:
        return True
    if not isinstance(each.answer, WorkingTime):
        return False
    return not isinstance(terms.answer, WorkingTime) or each.answer.amount <= terms.answer.amount


def _reminders(at: Table, citing: Citing) -> tuple[int, ...]:
    at.known(("percents", "clause"))
    percents = at.integers("percents", 1, _PERCENTS)
    if list(percents) != sorted(set(percents)):
        raise at.error("percents", "the reminders are not in order", "Write each once, the smallest first.")
    citing.cite("reminders", at, 'clause = "decided"')
    return percents


def _activity(at: Table, citing: Citing) -> Activity:
    at.known(("window_hours", "usual_days", "factor", "least", "clause"))
    citing.cite("activity", at, 'clause = "ZAR-23"')
    window = at.integer("window_hours", 1, 720) * HOUR
    usual = timedelta(days=at.integer("usual_days", 1, 365))
    if usual <= window:
        raise at.error("usual_days", "the usual time is no longer than the window", "Write more days.")
    return Activity(
        window=window,
        usual=usual,
        factor=at.integer("factor", 2, 100),
        least=at.integer("least", 1, 10_000),
    )


def _hours(amount: timedelta) -> str:
    return f"{amount / HOUR:g} h"
