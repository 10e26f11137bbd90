"""Stories of finding messages that may be about the same."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.incidents.model import Incident
from core.incidents.parts import Origin
from core.incidents.values import OPEN, AnswerText, IncidentText, Location, State
from core.people.model import Person
from core.shared.ids import IncidentId, MunicipalityId
from core.similar.model import Sought
from core.similar.ports import SimilarQueries
from tests.contract.stage import DEMO, EAST, NOON, ROADS, Stage, at, topic

EVERY = frozenset(State)
AGO = NOON - timedelta(days=400)


async def _tell(
    stage: Stage, author: Person, text: str, location: Location | None = None, *, days_ago: int = 0
) -> IncidentId:
    """A message with a place, some days old."""
    occasion = at(author, now=NOON - timedelta(days=days_ago))
    incident = Incident.register(
        new_id=stage.new(),
        key=stage.new(),
        text=IncidentText(text),
        topic=topic("potholes", "roads", ROADS, author.municipality),
        location=location or Location(),
        media=(),
        origin=Origin(bot="max-citizen"),
        author=author.id,
        at=occasion,
    )
    async with stage.open() as work:
        work.incidents.add(incident)
        await work.commit(occasion.by)
    return incident.id


async def _found(
    similar: SimilarQueries,
    text: str,
    location: Location | None = None,
    *,
    home: MunicipalityId = DEMO,
    states: frozenset[State] = EVERY,
    limit: int = 40,
    but: IncidentId | None = None,
) -> list[IncidentId]:
    sought = Sought(text=text, location=location or Location(), but=but)
    got = await similar.candidates(home, sought, states=states, since=AGO, limit=limit)
    return [each.incident for each in got]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Ямы на дороге, пробил колесо", "Объезжали огромную яму по встречке"),
        ("Вечером темень, освещения нет", "Не горят фонари"),
        ("Ботареи халодные вквартире", "Холодные батареи"),
        ("ne goryat fonari vozle shkoly", "Фонарь у школы не горит"),
        ("Шершни свили гнездо под карнизом", "под крышей шершень, гнёзда шершней"),
        ("Прорвало трубу, течёт по улице", "На Зелёной прорыв водопровода"),
    ],
)
async def test_a_message_is_found_in_any_form_and_by_other_words_for_the_same(
    stage: Stage, written: str, asked: str
) -> None:
    """Misspelled and in Latin letters, too; what is about something else is not."""
    anna = await stage.resident()
    await _tell(stage, anna, "Верните субсидию пенсионерам")
    wanted = await _tell(stage, anna, written)
    assert await _found(stage.similar, asked) == [wanted]


async def test_a_message_about_something_else_is_found_at_the_same_house(stage: Stage) -> None:
    """Whether it is the same trouble is judged later; the house comes before other houses of the street."""
    anna = await stage.resident()
    other = await _tell(stage, anna, "Лифт стоит вторую неделю", Location(address="ул. Ленина, 87"))
    same = await _tell(stage, anna, "Поменяйте лампочки, темно", Location(address="Ленина 5"))
    said = await _tell(stage, anna, "На Ленина 5 не моют полы")
    await _tell(stage, anna, "Лифт стоит вторую неделю", Location(address="Чехова, 5"))
    got = await _found(stage.similar, "Нашли потерянный паспорт", Location(address="улица Ленина, д. 5"))
    assert set(got[:2]) == {same, said}
    assert got[2:] == [other]


async def test_a_message_is_found_around_a_point(stage: Stage) -> None:
    """The nearest first; a kilometre away is another place."""
    anna = await stage.resident()
    further = await _tell(stage, anna, "Открытый люк у дома", Location.point(55.7520, 37.6180))
    near = await _tell(stage, anna, "Открытый люк у дома", Location.point(55.7512, 37.6181))
    await _tell(stage, anna, "Открытый люк у дома", Location.point(55.7620, 37.6180))
    got = await _found(stage.similar, "Нашли потерянный паспорт", Location.point(55.7511, 37.6181))
    assert got[0] == near
    assert set(got) <= {near, further}


async def test_states_dates_and_the_message_itself_bound_the_search(stage: Stage) -> None:
    """What was answered is not open, what is too old is not shown, nothing is like itself."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    text = "Огромная яма на проезжей части"
    fresh, answered = [await _tell(stage, anna, text) for _ in range(2)]
    await _tell(stage, anna, text, days_ago=500)
    await stage.assign(answered, oleg, by=mary)
    await stage.change(
        answered, oleg, lambda found: found.submit_draft(AnswerText("Засыплем в мае"), (), at=at(oleg))
    )
    await stage.change(answered, mary, lambda found: found.approve(1, at=at(mary)))
    assert await _found(stage.similar, text) == [answered, fresh]
    assert await _found(stage.similar, text, states=OPEN) == [fresh]
    assert await _found(stage.similar, text, but=fresh) == [answered]
    assert await _found(stage.similar, text, limit=1) == [answered]
    assert await _found(stage.similar, text, states=frozenset()) == []


async def test_a_candidate_brings_what_the_judge_needs(stage: Stage) -> None:
    """And the answer, where its author has one."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    place = Location(latitude=55.75, longitude=37.61, address="Мира, 3")
    incident = await _tell(stage, anna, "Яма во дворе, не проехать", place, days_ago=2)
    sought = Sought(text="Яма", location=place)
    (told,) = await stage.similar.candidates(DEMO, sought, states=EVERY, since=AGO, limit=5)
    assert (told.text, told.author, told.location) == ("Яма во дворе, не проехать", anna.id, place)
    assert (told.number, told.topic, told.registered_at) == (1, "potholes", NOON - timedelta(days=2))
    await stage.assign(incident, oleg, by=mary)
    await stage.change(
        incident, oleg, lambda found: found.submit_draft(AnswerText("Засыплем в мае"), (), at=at(oleg))
    )
    (open_one,) = await stage.similar.candidates(DEMO, sought, states=EVERY, since=AGO, limit=5)
    assert open_one.answer is None
    await stage.change(incident, mary, lambda found: found.approve(1, at=at(mary)))
    (done,) = await stage.similar.candidates(DEMO, sought, states=EVERY, since=AGO, limit=5)
    assert done == replace(open_one, state=State.ANSWERED, answer="Засыплем в мае")


async def test_cities_do_not_see_each_other(stage: Stage) -> None:
    """Neither by words nor by place."""
    anna = await stage.resident()
    stranger = await stage.settle("Иван", municipality=EAST)
    place = Location(latitude=55.75, longitude=37.61, address="Мира, 3")
    mine = await _tell(stage, anna, "Яма во дворе, не проехать", place)
    theirs = await _tell(stage, stranger, "Яма во дворе, не проехать", place)
    assert await _found(stage.similar, "Яма", place) == [mine]
    assert await _found(stage.similar, "Яма", place, home=EAST) == [theirs]


@pytest.mark.parametrize(
    "text",
    [
        "яма' | 'demo:*' & !('",
        "<-> & | ! : * ( ) ' \" \\ ; --",
        "яма\0яма",
        "🕳🕳🕳",
        "я" * 3000,
        "ы " * 1900,
        "%_$1 {} [] \u202e ﷽",
        "'':*A",
    ],
)
async def test_whatever_is_written_finds_or_does_not_find_and_breaks_nothing(stage: Stage, text: str) -> None:
    """Both as a message and as a search; an address may hold anything, too."""
    anna = await stage.resident()
    usual = await _tell(stage, anna, "Яма на дороге у дома")
    odd = await _tell(stage, anna, f"Сообщение: {text}", Location(address=f"Мира 3 {text}"[:250]))
    assert set(await _found(stage.similar, text, Location(address=text[:250] or None))) <= {usual, odd}
    assert await _found(stage.similar, "Яма на дороге", Location(address="Мира 3"))
