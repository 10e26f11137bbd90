"""What a hint points at, how disguises are read, and that no text can stop the reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.hints import rude, threats
from core.hints.find import hints, kinds
from core.hints.model import Hint, Kind
from core.hints.personal_data import luhn, snils
from core.hints.readings import lowered, readings
from core.hints.rules import Rule, grams_of
from tests.hints.labels import PARTS, texts


def spans(text: str, kind: Kind) -> list[str]:
    """What the hints of a kind point at."""
    return [text[hint.start : hint.end] for hint in hints(text) if hint.kind is kind]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Опять, блядь, яма", "блядь"),
        ("Опять 6ЛЯДЬ яма", "6ЛЯДЬ"),
        ("Опять б л я д ь", "б л я д ь"),
        ("Опять б.л.я.д.ь яма", "б.л.я.д.ь"),
        ("Опять бл*дь яма", "бл*дь"),
        ("Опять бляяяядь яма", "бляяяядь"),
        ("Опять blyad яма", "blyad"),
        ("Опять пиzдец тут", "пиzдец"),
        ("Ёлки зелёные и ещё хyйня", "хyйня"),
    ],
)
def test_a_disguised_word_is_pointed_at_as_it_was_written(text: str, word: str) -> None:
    """Look-alikes, digits, dots, stars, repetitions: the hint covers the disguise."""
    assert spans(text, Kind.OBSCENITY) == [word]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Сосед, тел. 8 (912) 345-67-89", "8 (912) 345-67-89"),
        ("Карта соседа 4276 3800 1234 5679", "4276 3800 1234 5679"),
        ("СНИЛС соседа 112-233-445 95", "112-233-445 95"),
        ("Её почта anna.k@yandex.ru, пишите", "anna.k@yandex.ru"),
        ("Стоит А123ВС 77 на газоне", "А123ВС 77"),
        ("Сосед из кв. 12 шумит", "кв. 12"),
    ],
)
def test_personal_data_of_others_are_pointed_at(text: str, found: str) -> None:
    """The number itself, so that it can be taken out."""
    assert spans(text, Kind.PERSONAL_DATA) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Карта 4276 3800 1234 5678",
        "СНИЛС 112-233-445 96",
        "Счёт 40817810099910004312",
        "Мой телефон 8 912 345-67-89",
        "Справочная 8 495 123-45-67",
        "Бесплатно: 8-800-555-35-35",
        "Пишите на info@gorod.ru",
        "Я живу на Мира 5, кв. 12",
        "у 200 кв 30 окон",
    ],
)
def test_numbers_that_prove_nothing_are_nobodys_data(text: str) -> None:
    """Wrong check digits, offices, one's own."""
    assert kinds(text) == ()


def test_check_digits_are_what_the_standards_say() -> None:
    """The examples that are printed everywhere."""
    assert luhn("4561261212345467")
    assert not luhn("4561261212345464")
    assert snils("11223344595")
    assert snils("08765430300")


def test_one_text_may_give_several_hints_the_gravest_first() -> None:
    """Each kind is told once."""
    assert kinds("Подаю жалобу: твари, я вас убью, хуйня, и этот 89123456789") == tuple(Kind)


def test_a_letter_that_grows_in_lower_case_moves_nothing() -> None:
    """A Turkish capital is one sign here and two below."""
    text = "İİİ хуйня"
    assert len(lowered(text)) == len(text)
    assert hints(text) == (Hint(Kind.OBSCENITY, 4, 9),)


@pytest.mark.parametrize("rule", [*rude.OBSCENITY, *rude.INSULT, *threats.THREAT])
def test_no_rule_is_held_back_by_its_needles(rule: Rule) -> None:
    """Whatever a rule matches holds one of its needles."""
    for part in PARTS:
        for one in texts(part):
            for reading in readings(one.text):
                if rule.pattern.search(reading.text):
                    grams = grams_of(reading.text)
                    assert rule.needles & grams or any(each in reading.text for each in rule.short)


REPEATED = (
    "а", "a", "1", " ", "\n", "\t", "@", "*", ".", "ё", "х у й ", "8 ", "еб", "а.б.", "жалоба ", "убью ",
    "приду с ", "a.b@", "a@a.", "паспорт ", "п*", "пи*", "вы там все ", "закон о ", "кв. 1 сосед ", "+7",
    "а-", "не ", "снилс ", "ответ а а а ", "aа", "вам ", "от ", "1 ", "зна", ". ", "знаю где вы ", "сожгу а ",
    "х* ", "аа ",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_a_hundred_thousand_characters_of_anything_are_read(piece: str) -> None:
    """No pattern goes back and forth: what would take hours ends; the word behind is still found."""
    text = piece * (100_000 // len(piece)) + "\nОхуеть"
    assert text.index("Охуеть") in [hint.start for hint in hints(text) if hint.kind is Kind.OBSCENITY]


@given(some.text(alphabet="хуйпизедблятьaxy036@*._- \n+7891кв,жаловзтнсор", max_size=300))
def test_any_text_is_read_the_same_way_twice(text: str) -> None:
    """A pure function: no exception, no memory, spans inside the text."""
    found = hints(text)
    assert found == hints(text)
    assert all(text[hint.start : hint.end].strip() for hint in found)
