"""The terms of the shipped profiles: each number of the regulations, what it rests on, whose it is."""

import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.deadlines.terms import HOUR, MINUTE, Kind, Rung, SourceKind, SourceTerm, Terms
from core.deadlines.timer import CalendarDays, Length, WorkingDays, WorkingTime
from core.regulation import typical
from core.regulation.clauses import DECIDED, RULES
from core.regulation.profile import parse_profile
from core.regulation.terms import TABLES
from core.shared.ids import MunicipalityId
from core.shared.roles import Role
from tests.architecture.test_regulations import KNOWN
from tests.core.shipped import CITIES, NAMES, profile, raw, rules, text_of

DOCUMENTS = Path(__file__).parent / "documents"
INCIDENTS = {
    "triage": ({"minutes": 60}, "ZAR-8"),
    "return": ({"minutes": 30}, "ZAR-9"),
    "answer": ({"hours": 8}, "ZAR-10"),
    "draft_before": ({"hours": 3}, "ZAR-11"),
    "approval": ({"minutes": 60}, "ZAR-12"),
    "rework": ({"hours": 1}, "ZAR-13"),
    "publish": ({"minutes": 30}, "ZAR-14"),
    "final_draft": ({"working_days": 7}, "ZAR-15"),
    "contribution": ({"hours": 2}, "ZAR-16"),
    "shortened": ({"hours": [4, 2]}, "ZAR-8"),
    "clarification": ({"working_days": 3}, DECIDED),
    "pause_on_clarification": ({"value": False}, DECIDED),
}
UNITS = {"минут": MINUTE, "часов": HOUR, "часа": HOUR}


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_the_incidents_section_is_a_key_with_its_clause(name: str) -> None:
    """In the file itself, so that whoever reads it needs no other."""
    file = raw(name)
    assert file["terms"] == {key: {**n, "clause": clause} for key, (n, clause) in INCIDENTS.items()}
    by_place = {(each["source"], each.get("topic")): each["answer"] for each in file["source_terms"]}
    assert by_place["portal", None] == {"calendar_days": 20, "clause": "LAB-3.4.2в"}
    assert by_place["portal", "snow"] == {"working_days": 5, "clause": "LAB-3.4.2в"}
    assert by_place["hotline", None]["clause"] == "LAB-3.4.2г"
    assert file["reminders"] == {"percents": [50, 80], "clause": DECIDED}
    assert [(each["role"], each["clause"]) for each in file["ladder"]] == [
        ("head", DECIDED),
        ("deputy", "ZAR-21"),
        ("first-deputy", "ZAR-21"),
        ("head-of-staff", "ZAR-21"),
    ]
    assert file["approval"] == {"chain": ["curator"], "clause": "ZAR-12"}
    assert file["activity"]["clause"] == "ZAR-23"


@pytest.mark.parametrize("name", NAMES)
def test_no_number_of_a_shipped_profile_stands_without_a_clause(name: str) -> None:
    """Every table of terms, and every pair of braces, that holds a number or a list of them."""
    file = raw(name)
    bare = [at for key in (*TABLES, "limits") for at, value in _tables(file[key], key) if _silent(value)]
    assert bare == []


def _tables(value: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield at, value
    items = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    for key, each in items:
        yield from _tables(each, f"{at}.{key}")


def _silent(table: dict[str, Any]) -> bool:
    numbers = [each for key, each in table.items() if key != "derived" and _is_number(each)]
    return bool(numbers) and "clause" not in table


def _is_number(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, list) and any(_is_number(each) for each in value))


@pytest.mark.parametrize("name", NAMES)
def test_an_auditor_finds_the_clause_of_any_number_and_its_document(name: str) -> None:
    """Each clause is a rule of the table or a decision, each rule's document has its title."""
    clauses = profile(name).clauses
    assert set(clauses.by_key.values()) <= {*RULES, DECIDED}
    untitled = {each for each in clauses.by_key.values() if each != DECIDED and not clauses.document(each)}
    assert untitled == set()
    assert clauses.document(DECIDED) is None
    assert (clauses.document("ZAR-8") or "").startswith("Положение об организации работы")
    of_kinds = {f"terms.{key}" for key in INCIDENTS if key not in {"shortened", "pause_on_clarification"}}
    assert {clauses.of(kind) for kind in Kind} == {clauses.by_key[key] for key in of_kinds}


def test_a_card_can_name_the_clause_of_a_deadline() -> None:
    """Of an answer that of its source and topic; of everything else the term's own."""
    home = MunicipalityId("labytnangi")
    assert rules().clause(home, Kind.RETURN) == "ZAR-9"
    assert rules().clause(home, Kind.ANSWER) == "ZAR-10"
    assert rules().clause(home, Kind.ANSWER, SourceKind.PORTAL, "roof") == "LAB-3.4.2в"
    assert rules().clause(home, Kind.ANSWER, SourceKind.PORTAL, "snow") == "LAB-3.4.2в"
    assert rules().clause(home, Kind.ANSWER, SourceKind.HOTLINE) == "LAB-3.4.2г"
    assert rules().clause(home, Kind.DRAFT, SourceKind.HOTLINE) == "ZAR-11"


def test_the_clauses_that_are_known_are_the_rules_of_the_table() -> None:
    """A rule that enters docs/regulations.md can be cited from then on, and no other can."""
    assert {re.sub("[а-я]$", "", rule) for rule in RULES} == KNOWN


def test_the_terms_of_zarechny_are_those_of_its_document() -> None:
    """Every term in its text, clause by clause, is the number of the key that names the clause."""
    document = _clauses((DOCUMENTS / "zarechny.txt").read_text("utf-8"))
    terms = rules().terms(MunicipalityId("zarechny"))
    by_clause: dict[str, Length] = {
        "8": _plain(terms.triage),
        "9": _plain(terms.give_back),
        "10": terms.answer,
        "11": WorkingTime(terms.draft_before),
        "12": _plain(terms.approval),
        "13": _plain(terms.rework),
        "14": _plain(terms.publish),
        "15": _plain(terms.final_draft),
        "16": _plain(terms.contribution),
    }
    assert {clause: _told(text) for clause, text in document.items()} == by_clause
    keyed = {clause for key, clause in profile("zarechny").clauses.by_key.items() if key.startswith("terms.")}
    assert {f"ZAR-{clause}" for clause in document} == keyed - {DECIDED}


def _plain(term: object) -> Length:
    assert isinstance(term, Length)
    return term


def _clauses(text: str) -> dict[str, str]:
    parts = re.split(r"^(\d+)\. ", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _told(text: str) -> Length:
    if days := re.search(r"(\d+) рабочих дней", text):
        return WorkingDays(int(days[1]))
    [(count, unit)] = re.findall(r"(\d+|одного) (минут|часов|часа) рабочего времени", text)
    return WorkingTime((1 if count == "одного" else int(count)) * UNITS[unit])


def test_the_terms_by_source_of_labytnangi_are_those_of_its_document() -> None:
    """Twenty calendar days from the portal, five working days for listed categories, the hotline sooner."""
    text = (DOCUMENTS / "labytnangi.txt").read_text("utf-8")
    terms = rules().terms(MunicipalityId("labytnangi"))
    [calendar_days] = re.findall(r"в течение (\d+) календарных дней", text)
    [working_days] = re.findall(r"в течение (\d+) рабочих дней", text)
    assert terms.answer_for(SourceKind.PORTAL, "roof") == CalendarDays(int(calendar_days))
    assert terms.answer_for(SourceKind.PORTAL, "snow") == WorkingDays(int(working_days))
    assert "в максимально сжатые сроки" in text
    hotline = terms.answer_for(SourceKind.HOTLINE, "snow")
    assert isinstance(hotline, WorkingTime)
    assert hotline.amount == 4 * HOUR
    assert terms.answer_for(SourceKind.BOT, "snow") == WorkingTime(8 * HOUR)


@pytest.mark.parametrize("name", ["demo", *CITIES])
def test_where_a_city_is_silent_it_has_the_typical_number(name: str) -> None:
    """None of the five contradicts another, so today all of them agree with it."""
    assert profile(name).terms == profile("typical").terms


def test_a_table_that_is_left_out_is_the_typical_one() -> None:
    """Terms and clauses alike; typical.toml is what the code falls back to, and what `Terms()` has."""
    bare = text_of("typical")
    for table in TABLES:
        bare = re.sub(rf"^\[+{table}\]+.*?(?=^\[|\Z)", "", bare, flags=re.MULTILINE | re.DOTALL)
    assert not set(TABLES) & set(tomllib.loads(bare))
    silent, whole = parse_profile(bare, "silent.toml"), profile("typical")
    assert silent.terms == whole.terms
    assert silent.clauses == whole.clauses
    assert {key: raw("typical")[key] for key in TABLES} == typical.tables_of()
    same = (
        "triage",
        "give_back",
        "draft_before",
        "answer",
        "final_draft",
        "shortened",
        "reminders",
        "activity",
    )
    assert [getattr(Terms(), each) for each in same] == [getattr(whole.terms, each) for each in same]


def test_typical_terms_by_source_are_taken_where_they_fit_the_city() -> None:
    """Without the topic no term for it; a city that answers sooner than the hotline has no other hotline."""
    content = re.sub(
        r"^\[\[source_terms\]\].*?(?=^\[[^\[s])", "", text_of("typical"), flags=re.MULTILINE | re.DOTALL
    )
    content = content.replace('id = "snow"', 'id = "ice"').replace(
        "answer = { hours = 8", "answer = { hours = 4"
    )
    content = content.replace("shortened = { hours = [4, 2]", "shortened = { hours = [2]")
    quick = content.replace("answer = { hours = 4", "answer = { minutes = 230")

    places = [(each.source, each.topic) for each in parse_profile(content, "grad.toml").terms.sources]
    assert places == [("portal", None), ("portal", "lamps"), ("portal", "bins"), ("hotline", None)]
    terms = parse_profile(quick, "grad.toml").terms
    assert terms.answer_for(SourceKind.HOTLINE, "roof") == terms.answer == WorkingTime(230 * MINUTE)


def test_a_city_writes_its_own_numbers_under_its_own_document() -> None:
    """Other units, other roles, a clause of a decree that only this city has."""
    content = (
        text_of("typical")
        .replace("[documents]", '[documents]\nGRAD = "Постановление от 01.02.2026 № 5"')
        .replace(
            'answer = { hours = 8, clause = "ZAR-10" }', 'answer = { working_days = 2, clause = "GRAD-4.1" }'
        )
        .replace(
            'publish = { minutes = 30, clause = "ZAR-14" }', 'publish = { hours = 1, clause = "GRAD-4.2а" }'
        )
        .replace('chain = ["curator"]', 'chain = ["executor", "curator"]')
        .replace('value = false, clause = "decided"', 'value = true, clause = "GRAD-5"')
        .replace("percents = [50, 80]", "percents = [25, 50, 90]")
    )
    grad = parse_profile(content, "grad.toml")
    assert grad.terms.answer == WorkingDays(2)
    assert grad.terms.publish == WorkingTime(HOUR)
    assert grad.terms.approval_chain == (Role.EXECUTOR, Role.CURATOR)
    assert grad.terms.pause_on_clarification
    assert grad.terms.reminders == (25, 50, 90)
    assert grad.clauses.of(Kind.ANSWER) == "GRAD-4.1"
    assert grad.clauses.document("GRAD-4.1") == "Постановление от 01.02.2026 № 5"


def test_the_ladder_is_climbed_from_the_head_of_the_centre_to_the_head_of_staff() -> None:
    """Each rung later than the one below; working time after the breach."""
    assert profile("typical").terms.ladder == (
        Rung(role=Role.HEAD, after=HOUR),
        Rung(role=Role.DEPUTY, after=2 * HOUR),
        Rung(role=Role.FIRST_DEPUTY, after=4 * HOUR),
        Rung(role=Role.HEAD_OF_STAFF, after=8 * HOUR),
    )
    assert profile("typical").terms.activity.window == timedelta(hours=24)
    assert (
        SourceTerm(source=SourceKind.HOTLINE, answer=WorkingTime(4 * HOUR)) in profile("demo").terms.sources
    )
