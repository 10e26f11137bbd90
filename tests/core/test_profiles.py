"""Profiles: whatever is wrong is named with its line and a remedy; the shipped ones are right."""

import pytest

from core.incidents.values import MEDIA_MAX, TEXT_MAX, TEXT_MIN
from core.regulation.profile import parse_profile
from core.regulation.rules import Rules
from core.shared.ids import MunicipalityId, TopicId
from core.shared.problem import ProfileError
from core.shared.refusal import Refusal
from tests.core.shipped import CITIES, NAMES, profile, rules, text_of
from tests.deadlines.cities import city

MUNICIPALITY = """[municipality]
id = "grad"
title = "Град"
zone = "Europe/Moscow"
languages = ["ru", "en"]
consent = "2026-1"
"""
REST = """
[contacts]
phone = "+7 495 000-00-00"
site = "https://grad.example"

[[units]]
id = "roads"
title = "Дорожная служба"

[[sectors]]
id = "roads"
ru = "Дороги"
en = "Roads"

[[topics]]
id = "pothole"
sector = "roads"
unit = "roads"
ru = "Яма"
en = "Pothole"

[[topics]]
id = "snow"
sector = "roads"
unit = "roads"
ru = "Снег"
en = "Snow"
"""
WHOLE = MUNICIPALITY + REST


SECTORS = {
    "labytnangi": ["housing", "construction", "social", "education", "culture", "roads", "other"],
    "kamensk-uralsky": [
        *("housing", "roads", "transport", "health", "education", "social", "waste", "energy", "other"),
    ],
}


def test_shipped_profiles_are_right() -> None:
    """Eleven sectors (LAB-2.1.2), each with topics; every topic has its competent unit."""
    assert {str(each) for each in rules().profiles} == set(NAMES)
    for name in NAMES:
        found = profile(name)
        assert {topic.sector for topic in found.topics} == {sector.id for sector in found.sectors}
        assert {topic.unit for topic in found.topics} == {unit.id for unit in found.units}
        assert len(found.sectors) == len(SECTORS.get(name, range(11)))


@pytest.mark.parametrize("name", CITIES)
def test_a_city_s_profile_has_its_calendar_zone_and_doubts(name: str) -> None:
    """Named after the city; whatever is a sample in it is marked, so that `veche check` tells it."""
    found = profile(name)
    assert found.calendar == found.municipality.id == name
    assert found.municipality.zone == city(name).zone.key
    assert "contacts" in found.clauses.derived
    assert "00-00" in found.contacts.phone


@pytest.mark.parametrize("name", SECTORS)
def test_sectors_are_those_of_the_city_s_document(name: str) -> None:
    """Labytnangi lists seven directions (LAB-2.1.2), Kamensk-Uralsky eight blocks (KAM-3.2) and the rest."""
    assert [sector.id for sector in profile(name).sectors] == SECTORS[name]
    document = "LAB-2.1.2" if name == "labytnangi" else "KAM-3.2"
    assert profile(name).clauses.by_key["sectors.housing"] == document


def test_every_city_offers_the_same_topics() -> None:
    """Under whichever sector and unit: templates and summaries compare cities by topic."""
    assert {frozenset(topic.id for topic in profile(name).topics) for name in NAMES} == {
        frozenset(topic.id for topic in profile("typical").topics)
    }
    assert 'id = "snow"' in text_of("typical")


def test_what_is_left_out_has_its_default() -> None:
    """Limits are the messengers' own unless a municipality asks for less."""
    profile = parse_profile(WHOLE, "grad.toml")

    assert profile.languages == ("ru", "en")
    assert (profile.limits.text_min, profile.limits.text_max) == (TEXT_MIN, TEXT_MAX)
    assert profile.limits.media_max == MEDIA_MAX
    assert [topic.title("en") for topic in profile.topics] == ["Pothole", "Snow"]
    assert [topic.title("ru") for topic in profile.topics] == ["Яма", "Снег"]


@pytest.mark.parametrize(
    ("before", "after", "line", "wrong", "remedy"),
    [
        ('title = "Град"\n', "", 1, '"title" is missing in [municipality]', 'Add the line title = "..."'),
        ('title = "Град"', "title = 5", 3, '"title" has to be a text', 'title = "..." with quotes'),
        ('title = "Град"', 'titel = "Град"', 3, 'unknown key "titel"', 'Did you mean "title"?'),
        ('zone = "Europe/Moscow"', 'zone = "Europe/Moskow"', 4, "no time zone", 'mean "Europe/Moscow"?'),
        ('["ru", "en"]', '["ru", "fr"]', 5, "holds 'fr'", 'Possible: "en", "ru"'),
        ('["ru", "en"]', '["en"]', 5, "Russian is missing", 'Add "ru"'),
        ('["ru", "en"]', '"ru"', 5, "has to be a list", "languages = ["),
        ('id = "grad"', 'id = "Град"', 2, "cannot be an identifier", "small Latin letters"),
        ('https://grad.example"', 'grad.example"', 10, "no address of a site", 'site = "https://..."'),
        ('sector = "roads"', 'sector = "road"', 23, 'names "road"', 'Did you mean "roads"?'),
        ('unit = "roads"\nru = "Снег"', 'unit = "x"\nru = "Снег"', 31, 'names "x"', "Known here: roads."),
        ('id = "snow"', 'id = "pothole"', 29, "stands twice among [[topics]]", "its own id"),
        ('en = "Snow"', "", 28, '"en" is missing in [[topics]]', "Add the line en"),
        ("[[units]]", "[[unit]]", 12, "unknown table [unit]", 'Did you mean "units"?'),
        ("[contacts]", "[contact]", 8, "unknown table [contact]", 'Did you mean "contacts"?'),
        ('ru = "Яма"', f'ru = "{"я" * 61}"', 25, "has 61 characters", "Shorten it to 60"),
        ('ru = "Яма"', "ru = Яма", 25, "not TOML", "quotes and brackets"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_remedy(
    before: str, after: str, line: int, wrong: str, remedy: str
) -> None:
    """Whoever wrote the file can mend it without asking."""
    content = WHOLE.replace(before, after, 1)
    assert content != WHOLE

    with pytest.raises(ProfileError) as found:
        parse_profile(content, "grad.toml")

    assert str(found.value).startswith(f"grad.toml:{line}: ")
    assert wrong in found.value.wrong
    assert remedy in found.value.remedy


@pytest.mark.parametrize(
    ("limits", "line"),
    [
        ("text_min = 9", 8),
        ("text_max = 4001", 8),
        ("media_max = -1", 8),
        ("media_max = true", 8),
        ("text_min = 100\ntext_max = 50", 9),
    ],
)
def test_limits_stay_inside_what_messengers_carry(limits: str, line: int) -> None:
    """A municipality may ask for less, never for more."""
    with pytest.raises(ProfileError) as found:
        parse_profile(f'{MUNICIPALITY}[limits]\n{limits}\nclause = "decided"\n{REST}', "grad.toml")

    assert found.value.line == line
    assert "whole number from" in found.value.remedy


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("", "table [municipality] is missing"),
        (MUNICIPALITY, "there is no [[units]]"),
        ("municipality = 1", "table [municipality] is missing"),
        (WHOLE + "\n[[units]]\n", '"id" is missing in [[units]]'),
    ],
)
def test_missing_tables_are_named(content: str, wrong: str) -> None:
    """An empty file is a mistake like any other."""
    with pytest.raises(ProfileError) as found:
        parse_profile(content, "grad.toml")

    assert wrong in str(found.value)


def test_one_municipality_stands_in_one_file() -> None:
    """Two files of one city would quietly hide each other."""
    with pytest.raises(ProfileError, match=r"b\.toml:1: .* stands in a\.toml too"):
        Rules.read([("a.toml", WHOLE), ("b.toml", WHOLE)])


def test_a_sector_without_topics_is_not_offered() -> None:
    """Whoever chose it would stand before nothing."""
    empty = WHOLE + '\n[[sectors]]\nid = "parks"\nru = "Парки"\nen = "Parks"\n'
    found = parse_profile(empty, "grad.toml")
    assert [each.id for each in found.sectors] == ["roads", "parks"]
    assert [each.id for each in found.open_sectors] == ["roads"]


async def test_rules_answer_by_municipality() -> None:
    """Titles in the reader's language, topics by sector, refusals for what does not exist."""
    rules = Rules.read([("grad.toml", WHOLE)])
    grad = MunicipalityId("grad")

    assert rules.sector_title(grad, "roads", "en") == "Roads"
    assert rules.sector_title(grad, "gone", "en") == "gone"
    assert rules.topic_title(grad, TopicId("snow"), "ru") == "Снег"
    assert rules.topic_title(grad, TopicId("gone"), "ru") is None
    assert len(await rules.open(grad)) == 2
    assert await rules.open(grad, "water") == ()
    with pytest.raises(Refusal, match="topic-unknown"):
        await rules.get(grad, TopicId("gone"))
    with pytest.raises(Refusal, match="municipality-unknown"):
        rules.of(MunicipalityId("nowhere"))
