"""Clauses that a profile's numbers rest on: rules of the five documents, of a city's own, or a decision."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from core.deadlines.terms import Kind, SourceKind
from core.shared.fields import Table, table
from core.shared.problem import Source

DECIDED: Final = "decided"
"""The clause of a number on which the documents are silent: the decision stands in docs/regulations.md."""

TITLE_MAX: Final = 300
_CODE: Final = re.compile(r"[A-Z]{2,8}")
_OWN: Final = re.compile(r"([A-Z]{2,8})-\d+(?:\.\d+)*[а-я]?")

# Numbers of the rules in docs/regulations.md; written without their document, so that naming one here does
# not claim that the product fulfils it.
_NUMBERS: Final = {
    "GUB": "1.2 1.3 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 3.11 3.12 3.13 3.14 "
    "4.1 4.2 4.3 4.4 4.5 4.6",
    "LAB": "1.2.1 1.2.2 1.2.3 1.2.3е 1.2.4 2.1.2 2.2 2.3.6 2.3.7 2.3.8 2.4.1 2.4.11 "
    "3.1 3.2 3.3 3.4 3.4.2 3.4.2в 3.4.2г 3.5 3.6 3.6в 3.7",
    "ZAR": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
    "NVK": "3.1 3.2 3.3 4.2 5.2",
    "KAM": "2.3.1 2.3.2 2.3.4 2.3.5 3.1 3.2 3.3 3.4 3.5 3.5.5 3.6 3.7 3.8 3.9 3.10",
}
RULES: Final = frozenset(
    f"{document}-{number}" for document, numbers in _NUMBERS.items() for number in numbers.split()
)
"""Every rule of the five documents that a number may rest on."""

_KEYS: Final = {
    Kind.TRIAGE: "terms.triage",
    Kind.RETURN: "terms.return",
    Kind.CONTRIBUTION: "terms.contribution",
    Kind.DRAFT: "terms.draft_before",
    Kind.APPROVAL: "terms.approval",
    Kind.REWORK: "terms.rework",
    Kind.PUBLISH: "terms.publish",
    Kind.ANSWER: "terms.answer",
    Kind.FINAL_DRAFT: "terms.final_draft",
    Kind.CLARIFICATION: "terms.clarification",
}


@dataclass(frozen=True, slots=True)
class Clauses:
    """Each number's clause by its key in the file: `terms.triage`, `reminders`, `source_terms.portal.bins`.

    `documents` are the titles of the documents by their codes; `derived` are keys that nobody has compared
    with an official source yet.
    """

    by_key: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    derived: tuple[str, ...] = ()

    def of(self, kind: Kind, source: SourceKind = SourceKind.BOT, topic: str = "") -> str:
        """The clause that a deadline rests on; of an answer, that of its source and topic."""
        if kind is Kind.ANSWER:
            for key in (f"source_terms.{source}.{topic}", f"source_terms.{source}"):
                if key in self.by_key:
                    return self.by_key[key]
        return self.by_key[_KEYS[kind]]

    def document(self, clause: str) -> str | None:
        """The title of the document that a clause stands in; None for a decision or an untitled one."""
        return self.documents.get(clause.partition("-")[0])


@dataclass(slots=True)
class Citing:
    """Collects clauses while a profile is read."""

    documents: Mapping[str, str]
    by_key: dict[str, str] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)

    def cite(self, key: str, at: Table, sample: str) -> None:
        """Take down the clause of a number; raises `ProfileError` where it has none, or an unknown one.

        `sample` shows how to write the line that carries it.
        """
        if "clause" not in at.values:
            wrong = f'"clause" is missing in {at.header}'
            raise at.error(None, wrong, f'Say what it rests on, as in {sample}, or clause = "{DECIDED}".')
        clause = at.text("clause", 40)
        if not self._known(clause):
            raise at.error("clause", f'there is no clause "{clause}"', _meant(clause))
        self.by_key[key] = clause

    def doubt(self, key: str, at: Table) -> None:
        """Take down what is marked as not compared with an official source."""
        if at.flag("derived"):
            self.derived.append(key)

    def whole(self) -> Clauses:
        """All that was cited."""
        return Clauses(self.by_key, self.documents, tuple(self.derived))

    def _known(self, clause: str) -> bool:
        if clause == DECIDED or clause in RULES:
            return True
        own = _OWN.fullmatch(clause)
        return own is not None and own[1] in self.documents and own[1] not in _NUMBERS


def _meant(clause: str) -> str:
    close = get_close_matches(clause, sorted({*RULES, DECIDED}), n=1)
    if close and (close[0] == DECIDED or close[0].partition("-")[0] == clause.partition("-")[0]):
        return f'Did you mean "{close[0]}"?'
    return (
        "The known ones stand in docs/regulations.md; "
        'a document of your own needs its code and title in [documents], as in GRAD = "Постановление ...".'
    )


def parse_documents(source: Source, found: Mapping[str, Any]) -> dict[str, str]:
    """The titles in `[documents]` by their codes; a code of one's own makes its clauses known."""
    at = table(source, found, "documents", required=False)
    for code in at.values:
        if not _CODE.fullmatch(code):
            remedy = 'Write two to eight capital Latin letters, as in GRAD = "Постановление от ... № ...".'
            raise at.error(code, f'"{code}" cannot be the code of a document', remedy)
    return {code: at.text(code, TITLE_MAX) for code in at.values}
