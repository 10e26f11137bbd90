"""Stories of topics proposed from a text, for any profile."""

from dataclasses import dataclass

import pytest

from bots.wiring.profiles import load_ready
from core.people.model import Person
from core.shared.ids import PersonId, TopicId
from core.similar.lexicon import shipped
from core.similar.topics import MOST, SURE, propose_topics
from core.similar.use_cases import ProposeTopics
from storage.memory import World
from tests.contract.stage import DEMO, acts
from tests.similar.labels import PARTS, proposed, topic_texts


@dataclass(frozen=True, slots=True)
class Titled:
    """A topic of somebody's own profile."""

    id: TopicId
    title_ru: str


OWN = (
    Titled(TopicId("street-lighting"), "Уличное освещение"),
    Titled(TopicId("roads-repair"), "Ремонт дорог"),
    Titled(TopicId("ferry"), "Паромная переправа"),
    Titled(TopicId("beach"), "Пляжи"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Не горит фонарь у подъезда", "street-lighting"),
        ("Огромная выбоина, пробил колесо", "roads-repair"),
        ("Паром не ходит второй день", "ferry"),
        ("На пляже битое стекло", "beach"),
    ],
)
def test_topics_of_any_profile_are_proposed_by_their_titles(text: str, expected: str) -> None:
    """By what the lexicon knows of a title's words, or by the words themselves."""
    assert [each.topic for each in propose_topics(text, OWN)][:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Лестница у поликлиники обледенела",
        "У подъезда скользко, бабушки падают",
        "Перед магазином всё обледенело",
        "Крыльцо школы не посыпали",
    ],
)
def test_what_happened_near_a_place_tells_more_than_the_place(text: str) -> None:
    """The words behind "у поликлиники" that tell what is wrong there are no part of the place."""
    assert [each.topic for each in proposed(text)][:1] == ["snow"]


def test_words_of_a_profile_are_added_to_the_lexicon() -> None:
    """Forms, beginnings and phrases, as in the lexicon."""
    text = "Катер опять сломался"
    assert propose_topics(text, OWN) == ()
    own = {TopicId("ferry"): ("катер", "дебаркадер*", "речн* вокзал*")}
    assert [each.topic for each in propose_topics(text, OWN, own)] == ["ferry"]
    assert [each.topic for each in propose_topics("Закрыли дебаркадеры", OWN, own)] == ["ferry"]
    assert [each.topic for each in propose_topics("На вокзале речном темно", OWN, own)] == [
        "ferry",
        "street-lighting",
    ]


@pytest.mark.parametrize("text", ["", "!!!", "🕳", "12345", "Здравствуйте", "Hello, world", "а" * 4000])
def test_where_words_say_nothing_nothing_is_proposed(text: str) -> None:
    """Honestly."""
    assert proposed(text) == ()


def test_proposals_are_few_sure_and_ordered() -> None:
    """For every labelled text."""
    for part in PARTS:
        for text, _ in topic_texts(part):
            found = [each.confidence for each in proposed(text)]
            assert len(found) <= MOST
            assert found == sorted(found, reverse=True)
            assert not found or SURE <= found[0] <= 1


def test_every_topic_of_the_lexicon_is_one_of_the_profiles() -> None:
    """A misspelled id would never be proposed."""
    known = {topic.id for profile in load_ready().profiles.values() for topic in profile.topics}
    assert {topic for entry in shipped().entries for topic in entry.topics} <= known


async def test_topics_are_proposed_from_the_actors_own_city() -> None:
    """Of its topic tree as it is in the store."""
    anna = Person(id=PersonId("anna"), municipality=DEMO, name="Анна")
    propose = ProposeTopics(topics=World().topics)
    assert [each.topic for each in await propose("Нет отопления", by=acts(anna))] == ["heating"]
