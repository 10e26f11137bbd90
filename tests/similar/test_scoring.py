"""Stories of judging: what makes two messages one, and what of a message others may read."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.incidents.values import Location, State
from core.shared.ids import IncidentId, PersonId, TopicId
from core.similar.masking import MASK, public_place, reusable, shown_to_others
from core.similar.model import Candidate, Sought, Why
from core.similar.scoring import ANSWERABLE, JOINABLE, answerable, similar
from tests.similar.labels import NOW, pairs

HERE = Location(address="Ленина 5")


def _candidate(text: str, location: Location = HERE, **more: object) -> Candidate:
    given_: dict[str, object] = {
        "incident": IncidentId("i1"),
        "number": 1,
        "text": text,
        "topic": TopicId("pothole"),
        "topic_title": "Яма на дороге",
        "location": location,
        "state": State.NEW,
        "registered_at": NOW,
    }
    return Candidate(**{**given_, **more})  # type: ignore[arg-type]  # a story names the fields it is about


def _score(
    text: str, candidate: Candidate, location: Location = HERE, author: PersonId | None = None
) -> float:
    sought = Sought(text=text, location=location, author=author)
    return similar(sought, [candidate], now=NOW, least=0.0)[0].score


def test_the_nearer_the_likelier() -> None:
    """The house, next door, the street, somewhere else."""
    scores = [
        _score("Яма на дороге", _candidate("Выбоина на дороге", Location(address=address)))
        for address in ("Ленина 5", "Ленина 5а", "Ленина", "Ленина 7", "Ленина 70", "Мира 5")
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] >= JOINABLE > scores[3]
    assert scores[-1] == 0


def test_the_fresher_the_likelier() -> None:
    """A year takes a tenth."""
    fresh, old, older = (
        _score("Яма", _candidate("Яма", registered_at=NOW - timedelta(days=days))) for days in (0, 365, 3650)
    )
    assert old == older == pytest.approx(0.9 * fresh, abs=0.001)


def test_another_fault_of_the_same_thing_is_another_matter() -> None:
    """A lamp that does not shine, and one that shines into a window."""
    assert _score("Фонарь не горит", _candidate("Фонарь потух")) >= JOINABLE
    assert _score("Фонарь не горит", _candidate("Фонарь светит прямо в окно, уберите")) < JOINABLE


def test_numbers_tell_buses_and_entrances_apart() -> None:
    """But an answer about one bus may serve for another."""
    candidate = _candidate("Автобус 17 не пришёл по расписанию")
    assert _score("Автобус 5 не пришёл", candidate) < JOINABLE
    assert _score("Не пришёл 17-й автобус", candidate) >= JOINABLE
    assert answerable(Sought(text="Автобус 5 не пришёл"), [candidate], now=NOW)
    entrance = _candidate("Лифт не работает во втором подъезде")
    assert _score("Лифт стоит, подъезд 2", entrance) >= JOINABLE > _score("Лифт стоит, 3 подъезд", entrance)


def test_the_same_author_needs_no_place() -> None:
    """They live where they lived."""
    anna = PersonId("anna")
    candidate = _candidate("Лифт не работает", Location(), author=anna)
    assert _score("Опять лифт не работает", candidate, Location(), anna) >= JOINABLE
    assert _score("Опять лифт не работает", candidate, Location()) < JOINABLE


def test_a_match_says_why() -> None:
    """What people are told beside it."""
    sought = Sought(
        text="Яма",
        location=Location.point(55.7511, 37.6181),
        topic=TopicId("pothole"),
        author=PersonId("anna"),
    )
    candidate = _candidate("Выбоина", Location.point(55.7513, 37.6184), author=PersonId("anna"))
    (match,) = similar(sought, [candidate], now=NOW)
    assert match.why == (Why.OWN, Why.NEAR, Why.SAME_MATTER, Why.SAME_TOPIC)
    assert match.metres == 29
    (elsewhere,) = answerable(
        Sought(text="Яма", location=Location(address="Мира 1")), [_candidate("Яма")], now=NOW
    )
    assert elsewhere.why == (Why.SAME_MATTER,)


def test_the_message_itself_is_never_a_match() -> None:
    """Though nothing is more alike."""
    sought = Sought(text="Яма", location=HERE, but=IncidentId("i1"))
    assert similar(sought, [_candidate("Яма")], now=NOW) == ()
    assert answerable(sought, [_candidate("Яма")], now=NOW) == ()


def test_every_labelled_message_with_a_place_is_like_itself() -> None:
    """Whatever is written in it."""
    for pair in pairs("development"):
        for side in (pair.one, pair.other):
            placed = side.location.address or side.location.latitude
            if placed and pair.kind != "vague":
                assert similar(side.sought, [side.candidate()], now=NOW), side.text


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60))
def test_whatever_is_written_is_judged_and_masked(one: str, other: str, address: str) -> None:
    """A score between nothing and one; an excerpt no longer than it may be."""
    location = Location(address=address or None)
    candidate = _candidate(other, location)
    for judge, least in ((similar, JOINABLE), (answerable, ANSWERABLE)):
        for match in judge(Sought(text=one, location=location), [candidate], now=NOW):
            assert least <= match.score <= 1
    assert len(shown_to_others(other)) <= 120
    reusable(other)
    public_place(location)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Звоните мне +7 912 345-67-89 в любое время", "912"),
        ("Мой телефон 89123456789, жду", "8912"),
        ("Пишите anna.petrova@example.com", "petrova"),
        ("Мой канал t.me/anna_petrova", "anna"),
        ("Спросите @anna_petrova", "petrova"),
        ("Живу в кв. 45 на третьем этаже", "45"),
        ("В 45 квартире холодно", "45"),
        ("Меня зовут Анна Петрова, холодно", "Петрова"),
        ("С уважением, Петрова А. П.", "Петрова"),
        ("Пишет Петрова Анна Ивановна", "Анна"),
        ("Сосед Иван шумит", "Иван"),
        ("Паспорт 4510 123456, помогите", "123456"),
        ("Родилась 12.03.1961, пенсию не считают", "1961"),
        ("Лицевой счёт 40817810, не пришла квитанция", "40817"),
        ("Этот мудак опять перекрыл двор", "мудак"),
    ],
)
def test_personal_things_are_masked_for_others(text: str, secret: str) -> None:
    """Also what somebody tells of themselves, which hints leave alone."""
    shown = shown_to_others(text)
    assert secret not in shown
    assert MASK in shown


@pytest.mark.parametrize(
    "text",
    [
        "Яма на улице Ленина у дома 5, второй подъезд",
        "Автобус 12 не пришёл в 8 утра",
        "Нет воды с 10 до 18, 3 марта",
        "На Карла Маркса 7 не горят фонари",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    """An excerpt has to tell something."""
    assert shown_to_others(text) == text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ул. Ленина, д. 5, кв. 12", "ул. Ленина, д. 5"),
        ("Ленина 5-12", "Ленина 5"),
        ("Ленина 5, подъезд 2, код 3344", "Ленина 5"),
        ("пр. Мира 12 корп. 1 кв 3", "пр. Мира 12 корп. 1"),
        ("перекрёсток Мира и Кирова", "перекрёсток Мира и Кирова"),
        ("кв. 12", None),
        ("???", None),
        (None, None),
    ],
)
def test_of_an_address_the_house_is_shown(address: str | None, shown: str | None) -> None:
    """Nothing behind it."""
    assert public_place(Location(address=address)) == shown


def test_an_answer_is_reused_without_whom_it_addressed() -> None:
    """The office's phone is what people need; a resident's is not."""
    answer = "Уважаемый Иван Петрович! Ваш телефон +7 912 345-67-89 передан. Справки: 8 (495) 123-45-67."
    assert reusable(answer) == f"Уважаемый {MASK}! Ваш телефон {MASK} передан. Справки: 8 (495) 123-45-67."
