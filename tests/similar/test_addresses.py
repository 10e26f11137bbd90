"""Stories of places: addresses as people type and mention them, points, and how near two of them are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.incidents.values import Location
from core.similar.addresses import typed
from core.similar.mentions import mentioned
from core.similar.nearness import Relation, metres, nearness, spot


def _between(one: str | None, other: str | None, *texts: str) -> Relation:
    texts = (*texts, "", "")
    return nearness(spot(texts[0], Location(address=one)), spot(texts[1], Location(address=other))).relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Ленина, д. 5", "Ленина 5"),
        ("улица Ленина дом 5", "ленина 5"),
        ("г. Вечевой, ул. Ленина, д. 5, кв. 12", "Ленина, 5"),
        ("Ленина 5-12", "Ленина 5"),
        ("Лениа 5", "Ленина 5"),
        ("Lenina 5", "Ленина 5"),
        ("ул. К. Маркса, 7", "Карла Маркса 7"),
        ("8 Марта 16", "ул. 8 марта, дом 16"),
        ("50 лет Октября, 7", "ул. 50 лет Октября д.7"),
        ("3-я Садовая, 11", "ул. Садовая 3-я, 11"),
        ("пер. Северный, 4а", "Северный переулок 4 А"),
        ("б-р Строителей, 3 к. 2", "бульвар Строителей 3к2"),
        ("пр-т Мира 12/1", "проспект Мира 12 корп. 1"),
        ("мкр. 5, дом 3", "5 микрорайон, д.3"),
        ("перекрёсток Мира и Кирова", "Кирова - Мира"),
        ('Полярная 5 "а"', "Полярная 5а"),
        ("Дом 5 по ул. Зелёная", "Зеленая 5"),
    ],
)
def test_one_house_is_known_however_it_is_typed(one: str, other: str) -> None:
    """Kinds of streets, initials, flats, letters, parts, town; a slip of the hand."""
    assert _between(one, other) is Relation.SAME


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Ленина 5", "Ленина 87", Relation.STREET),
        ("Ленина 5", "Ленина", Relation.STREET),
        ("Ленина 5а", "Ленина 5б", Relation.STREET),
        ("Мира - Кирова", "Мира 3", Relation.STREET),
        ("Ленина 5", "Мира 5", Relation.ELSEWHERE),
        ("пер. Северный 4", "ул. Северная 4", Relation.ELSEWHERE),
        ("2-я Садовая 11", "3-я Садовая 11", Relation.ELSEWHERE),
        ("мкр. 5, дом 3", "мкр. 6, дом 3", Relation.ELSEWHERE),
        ("Мира - Кирова", "Ленина - Кирова", Relation.ELSEWHERE),
        ("Ленина 5", None, Relation.UNKNOWN),
        ("кв. 5", "кв. 5", Relation.UNKNOWN),
        ("???", "???", Relation.UNKNOWN),
    ],
)
def test_other_places_are_told_apart(one: str | None, other: str | None, relation: Relation) -> None:
    """Another house, another street, another kind of street; what says nothing is not known."""
    assert _between(one, other) is relation


@pytest.mark.parametrize(
    "text",
    [
        "Яма на Фрунзе дом 9, прямо напротив аптеки",
        "Яма. Адрес: ул. Фрунзе, 9",
        "У дома 9 по улице Фрунзе яма",
        "яма на улице фрунзе 9",
        "Фрунзе 9 яма!!!",
    ],
)
def test_an_address_is_found_in_a_text(text: str) -> None:
    """Nobody has to type it twice."""
    assert mentioned(text) is not None
    assert _between(None, "Фрунзе 9", text) is Relation.SAME


@pytest.mark.parametrize(
    "text",
    [
        "Ждали автобус 12 минут 40",
        "Холодно дома, 15 градусов",
        "В Вечевом 5 дворов без света",
        "Школа 8 закрыта",
        "Пришла 5 числа",
        "Лифт стоит уже 3 недели",
    ],
)
def test_other_numbers_are_no_addresses(text: str) -> None:
    """Minutes, degrees, buses, schools."""
    assert mentioned(text) is None


def test_points_are_nearer_or_further() -> None:
    """Along the ground, in metres; a street's width is one place, half a kilometre another."""
    here, close, away = (55.7511, 37.6181), (55.7512, 37.6183), (55.7561, 37.6181)
    assert metres(here, close) == pytest.approx(16.7, abs=0.5)
    assert metres(here, away) == pytest.approx(556, abs=1)
    found = [
        nearness(spot("", Location.point(*here)), spot("", Location.point(*there))) for there in (close, away)
    ]
    assert [each.relation for each in found] == [Relation.SAME, Relation.ELSEWHERE]
    assert found[0].metres == 17


LETTERS = st.text(st.sampled_from('абвлина ЛеМиКя1250/-.,"№кдкорпулr0 '), max_size=60)


@given(LETTERS, LETTERS)
def test_nearness_is_the_same_both_ways_for_whatever_is_typed(one: str, other: str) -> None:
    """And everything is at its own place, or at none."""
    there, back = (
        nearness(spot("", Location(address=a or None)), spot("", Location(address=b or None)))
        for a, b in ((one, other), (other, one))
    )
    assert there == back
    if typed(one) is not None:
        assert nearness(spot("", Location(address=one)), spot("", Location(address=one))).share >= 0.9
