"""How well hints agree with people, on texts that no pattern was made for."""

import pytest

from core.hints.find import hints, kinds
from core.hints.model import Kind
from tests.hints.labels import PARTS, scores, texts

QUIET = (
    "застрахуй", "страхуй", "подстрахуй", "хлебница", "употреблять", "потреблять", "оскорблять",
    "ослаблять", "Скунс", "рубля", "корабля", "сабля", "граблями", "скипидар", "мандарин", "мандат",
    "команда", "колебание", "психушка", "психуй", "штрихуй", "требовать", "ребёнок", "небо", "тебе", "себе",
    "себестоимость", "вебинар", "учебный", "мебель", "серебро", "щебень", "хутор", "художник", "худой",
    "хулиган", "хуже", "хурма", "мудрый", "изумруд", "бляха", "бляшка", "дрочёна", "сучья", "сучок", "сук",
    "херувим", "гондола", "педиатр", "педикюр", "сражение", "сразу", "рассада", "ссуда", "уродливый",
    "изуродован", "дурной", "скот", "подъезд", "поездка", "приезд", "Сукко", "Мудьюга", "Хуторское",
    "Херсон", "Херсонес", "Саранск", "Себеж", "Мудров", "Сукачёв", "Хуснутдинов", "Херасков", "Мандельштам",
    "Бляхер", "Вебер", "Эбола", "eBay", "Hyundai", "Wi-Fi", "Xerox", "e-book", "команды", "изд-во",
    "тип.издание",
)  # fmt: skip
"""Words that only contain a rude root, or look as if they did."""


@pytest.mark.parametrize("word", QUIET)
def test_an_ordinary_word_raises_no_alarm(word: str) -> None:
    """As it is, shouted, and inside a sentence."""
    assert [kinds(said) for said in (word, word.upper(), f"Вот {word}, и всё.")] == [(), (), ()]


@pytest.mark.parametrize("kind", Kind)
def test_on_held_out_texts_hints_are_right_and_few_are_missing(kind: Kind) -> None:
    """Precision at least 0.95, recall at least 0.95."""
    score = scores("held_out")[kind]
    assert score.precision >= 0.95, score.false
    assert score.recall >= 0.95, score.missed


@pytest.mark.parametrize("kind", Kind)
def test_on_development_texts_nothing_is_wrong(kind: Kind) -> None:
    """They are what the patterns were made for."""
    score = scores("development")[kind]
    assert (score.false, score.missed) == ((), ())


def test_the_two_parts_are_large_and_share_no_text() -> None:
    """At least two hundred texts each, four in ten of them clean."""
    development, held_out = (texts(part) for part in PARTS)
    assert min(len(development), len(held_out)) >= 200
    assert {one.text for one in development}.isdisjoint(one.text for one in held_out)
    for part in (development, held_out):
        assert sum(not one.marked for one in part) >= 0.4 * len(part)


def test_every_hint_points_into_the_text() -> None:
    """In order, not empty, not over each other where they are of one kind."""
    for part in PARTS:
        for one in texts(part):
            found = hints(one.text)
            assert list(found) == sorted(found)
            assert all(0 <= hint.start < hint.end <= len(one.text) for hint in found)
