"""Stories of words: stems, spelling by ear and by slip, Latin letters, and that PostgreSQL sees the same."""

import re
from collections.abc import AsyncIterator

import pytest

from core.similar.letters import folded, russian, slipped, sound
from core.similar.lexicon import shipped
from core.similar.stems import stem
from core.similar.words import words
from storage.postgres.pool import Database
from tests.architecture import tree
from tests.similar.labels import PARTS, pairs, topic_texts


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Migrated, empty."""
    made = Database(database_url)
    yield made
    await made.close()


_KEPT = """
SELECT ARRAY (
        SELECT substr(each, 6) FROM unnest(tsvector_to_array(veche_words('demo', $1, $2))) AS each
    ) AS kept,
    ARRAY (SELECT each FROM regexp_split_to_table(lower($1), '[^а-яё]+') AS each
        WHERE ts_lexize('russian_stem', each) = '{}') AS stops
"""


def _russian_words() -> list[str]:
    """Every Russian word of the texts, the labelled messages and the handbook."""
    found: set[str] = set()
    for _, text in tree.texts(".ftl", ".toml", ".md"):
        found |= set(re.findall("[а-яё]+", text.lower()))
    return sorted(word.replace("ё", "е") for word in found)


async def test_stems_are_those_of_postgresql(database: Database) -> None:
    """Word for word: what one side stems, the other finds."""
    every = _russian_words()
    rows = await database.rows(
        "SELECT word, ts_lexize('russian_stem', word) AS stems FROM unnest($1::text[]) AS word", every
    )
    assert len(every) > 4000
    assert {
        row["word"]: row["stems"][0] for row in rows if row["stems"] and row["stems"][0] != stem(row["word"])
    } == {}


async def test_postgresql_keeps_the_lexemes_that_core_looks_for(database: Database) -> None:
    """All that carry meaning, of every labelled message, addresses and Latin letters included."""
    messages = {
        (side.text, side.location.address)
        for part in PARTS
        for pair in pairs(part)
        for side in (pair.one, pair.other)
    } | {(text, None) for part in PARTS for text, _ in topic_texts(part)}
    lost: dict[str, set[str]] = {}
    for text, address in sorted(messages, key=str):
        row = await database.row(_KEPT, text, address)
        assert row is not None
        telling = {word.text for word in words(f"{text} {address or ''}") if word.weight >= 0.5}
        missing = {folded(stem(word)) for word in telling - set(row["stops"])} - set(row["kept"])
        if missing:
            lost[text] = missing
    assert lost == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("фонари", "street-light"),
        ("fonari", "street-light"),
        ("фонать", "street-light"),
        ("сабаки", "dogs"),
        ("перпеолнены", "unserved"),
        ("ямa", "pothole"),
        ("Лифт", "lift"),
    ],
)
def test_a_word_is_known_however_it_is_spelled(written: str, meant: str) -> None:
    """In other letters, by ear, with a slip of the hand, with a Latin look-alike inside."""
    assert meant in {entry.name for entry in shipped().named(words(f"тут {written}"))}


@pytest.mark.parametrize(
    "text",
    [
        "Сколько можно терпеть",
        "Мастер наконец примет меры",
        "Прошлый год был дождливым",
        "Напишите, когда ответите",
        "Берегу свои нервы",
    ],
)
def test_usual_words_are_not_taken_for_misspelled_ones(text: str) -> None:
    """How much ("сколько") is not how slippery ("скользко")."""
    assert shipped().named(words(text)) == {}


def test_what_only_tells_near_what_it_is_counts_less() -> None:
    """A lamp beside a school is not about the school."""
    named = {entry.name: sure for entry, sure in shipped().named(words("Фонарь возле школы")).items()}
    assert named["school"] < 0.5 < named["street-light"]


def test_a_phrase_is_not_read_again_word_by_word() -> None:
    """Hot water is not cold water."""
    named = {entry.name for entry in shipped().named(words("Горячая вода пропала"))}
    assert "hot-water" in named
    assert "tap" not in named


def test_slips_and_sounds() -> None:
    """One slip is forgiven, another word is not."""
    assert slipped("перпеолнены", "переполнены")
    assert slipped("ленна", "ленина")
    assert slipped("фонать", "фонарь")
    assert not slipped("берег", "берез")
    assert not slipped("мира", "кира")
    assert sound("дарога") == sound("дорога") != sound("дерево")
    assert russian("Shkolnaya".lower()) == "школная"
    assert russian("ямa") == "яма"


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Лестница у поликлиники обледенела", ["поликлиники"]),
        ("Лестница возле городской поликлиники обледенела", ["городской", "поликлиники"]),
        ("Напротив железнодорожного вокзала яма", ["железнодорожного", "вокзала", "яма"]),
        ("У дома темно", ["дома"]),
        ("Возле большого магазина скользко", ["большого", "магазина"]),
        ("У школы нет перехода", ["школы"]),
        ("За гаражами горит мусор", ["гаражами"]),
        ("Под окном воняет помойка", ["окном"]),
        ("У метро грязный подземный переход", ["метро", "грязный", "подземный"]),
        ("Во дворе у качелей провалился асфальт", ["качелей"]),
    ],
)
def test_a_place_ends_where_it_is_told_what_happened_there(text: str, aside: list[str]) -> None:
    """A verb, or "темно" and "скользко": what stands behind is no landmark."""
    assert [word.text for word in words(text) if word.aside] == aside
