"""Stories of residents who are offered to join, and of staff who look for repeats and earlier answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from core.incidents.model import Incident
from core.incidents.parts import Origin
from core.incidents.values import AnswerText, IncidentText, Location, State
from core.people.model import Person
from core.shared.ids import IncidentId, PersonId, TopicId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from core.similar.model import Sought, Why
from core.similar.use_cases import EarlierSimilar, SimilarOpen
from storage.memory import World
from tests.contract.stage import DEMO, EAST, NOON, ROADS, acts, at, routed, topic

LENINA = Location(address="ул. Ленина, д. 5, кв. 12")


@dataclass(frozen=True, slots=True)
class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        """Noon."""
        return NOON


def _person(name: str, *roles: Role) -> Person:
    return Person(id=PersonId(name), municipality=DEMO, name=name, roles=frozenset(roles))


ANNA, BORIS = _person("Анна"), _person("Борис")
MARY = _person("Мария", Role.CURATOR)
OLEG = replace(_person("Олег", Role.EXECUTOR), unit=ROADS)


class Town:
    """Incidents in memory, and what its people may ask."""

    def __init__(self) -> None:
        self.world = World()
        self.similar_open = SimilarOpen(queries=self.world.similar, clock=Noon())
        self.earlier = EarlierSimilar(queries=self.world.similar, clock=Noon())
        self._count = 0

    async def report(
        self, text: str, location: Location = LENINA, *, author: Person = BORIS, days_ago: int = 1
    ) -> IncidentId:
        """Somebody reports."""
        self._count += 1
        incident = Incident.register(
            new_id=f"i{self._count}",
            key=f"k{self._count}",
            text=IncidentText(text),
            topic=topic("potholes", "roads", ROADS),
            location=location,
            media=(),
            origin=Origin(bot="max-citizen"),
            author=author.id,
            at=at(author, now=NOON - timedelta(days=days_ago)),
        )
        async with self.world.open() as work:
            work.incidents.add(incident)
            await work.commit(acts(author))
        return incident.id

    async def answer(self, incident: IncidentId, text: str) -> None:
        """The whole way to the answer; the place stays."""
        for by, act in _way(text):
            async with self.world.open() as work:
                found = await work.incidents.get(DEMO, incident)
                act(found)
                work.incidents.change(found)
                await work.commit(acts(by))


def _way(text: str) -> list[tuple[Person, Callable[[Incident], None]]]:
    return [
        (MARY, lambda found: found.route(replace(routed(OLEG), location=found.location), at=at(MARY))),
        (OLEG, lambda found: found.submit_draft(AnswerText(text), (), at=at(OLEG))),
        (MARY, lambda found: found.approve(1, at=at(MARY))),
    ]


@pytest.fixture
def town() -> Town:
    """Nobody has reported yet."""
    return Town()


async def test_a_resident_is_offered_an_open_message_about_the_same(town: Town) -> None:
    """In other words, at the same house; not what is elsewhere, about something else, or answered."""
    same = await town.report("Огромная яма у дома, пробил колесо")
    await town.report("Огромная яма у дома, пробил колесо", Location(address="Ленина 87"))
    await town.report("Не горит фонарь у дома")
    done = await town.report("Выбоина глубиной по колено у дома")
    await town.answer(done, "Засыпали, проверьте, пожалуйста")
    (offer,) = await town.similar_open(
        "Выбоина на дороге, не объехать", Location(address="Ленина 5"), TopicId("potholes"), by=acts(ANNA)
    )
    assert (offer.incident, offer.number, offer.own) == (same, 1, False)
    assert offer.topic_title == "Тема potholes"
    assert offer.why == (Why.SAME_HOUSE, Why.SAME_MATTER, Why.SAME_TOPIC)


async def test_nobody_learns_from_an_offer_who_wrote(town: Town) -> None:
    """Names, phones, flats, nicks and rude words are masked; the flat in the address is cut off."""
    await town.report(
        "Яма у дома! Меня зовут Борис Петров, кв. 12, телефон +7 912 345-67-89, @boris_p, сосед Иван видел"
    )
    (offer,) = await town.similar_open("Яма у дома", Location(address="Ленина 5"), None, by=acts(ANNA))
    assert offer.place == "ул. Ленина, д. 5"
    for secret in ("Борис", "Петров", "12", "345", "boris", "Иван"):
        assert secret not in f"{offer.excerpt} {offer.place}"
    assert offer.excerpt.startswith("Яма у дома! Меня зовут •••")


async def test_by_points_the_offer_tells_a_round_distance_and_no_point(town: Town) -> None:
    """Where exactly somebody stood is their own business."""
    await town.report("Открытый люк на тротуаре", Location.point(55.7511, 37.6181))
    (offer,) = await town.similar_open(
        "Нет крышки колодца, люк открыт", Location.point(55.7513, 37.6184), None, by=acts(ANNA)
    )
    assert (offer.metres, offer.place) == (30, None)
    assert Why.NEAR in offer.why


async def test_ones_own_message_is_offered_as_ones_own(town: Town) -> None:
    """Also without a place: it is the same home."""
    mine = await town.report("Лифт не работает во втором подъезде", Location(), author=ANNA)
    await town.report("Лифт не работает во втором подъезде", Location(), author=BORIS)
    (offer,) = await town.similar_open(
        "Лифт опять не работает, второй подъезд", Location(), None, by=acts(ANNA)
    )
    assert (offer.incident, offer.own, offer.why[0]) == (mine, True, Why.OWN)


async def test_nobody_joins_somebody_elses_own_affair(town: Town) -> None:
    """A benefit, a doctor, a quarrel of neighbours: even in one house they are two."""
    text = "Не пришла выплата на ребёнка за март"
    await town.report(text, author=BORIS)
    assert await town.similar_open(text, LENINA, None, by=acts(ANNA)) == ()
    mine = await town.report(text, author=ANNA)
    (offer,) = await town.similar_open(text, LENINA, None, by=acts(ANNA))
    assert offer.incident == mine


async def test_without_a_place_nothing_of_others_is_offered(town: Town) -> None:
    """A pothole on a road may be any, and nobody but staff sees whether it is one."""
    text = "Яма на дороге, пробил колесо, эвакуатор ждал два часа"
    await town.report(text)
    await town.report(text, Location())
    assert await town.similar_open(text, Location(), None, by=acts(ANNA)) == ()


async def test_at_most_three_are_offered_the_likeliest_first(town: Town) -> None:
    """A screen is small."""
    for days_ago in (1, 200, 20, 3):
        await town.report("Яма на дороге, пробил колесо", days_ago=days_ago)
    offers = await town.similar_open("Яма на дороге", Location(address="Ленина 5"), None, by=acts(ANNA))
    assert [offer.number for offer in offers] == [1, 4, 3]
    assert [offer.score for offer in offers] == sorted((offer.score for offer in offers), reverse=True)


async def test_a_curator_finds_the_message_that_this_one_repeats(town: Town) -> None:
    """In any state (ZAR-17), with everything; not the message itself."""
    done = await town.report("Яма у дома, обещали заделать. Борис Петров", author=BORIS)
    await town.answer(done, "Засыплем до пятого мая")
    again = await town.report("Яму у дома так и не заделали!", author=BORIS)
    sought = Sought(text="Яму у дома так и не заделали!", location=LENINA, author=BORIS.id, but=again)
    (found,) = await town.earlier(sought, by=acts(MARY), same_place=True)
    assert (found.incident, found.state, found.answer) == (done, State.ANSWERED, "Засыплем до пятого мая")
    assert found.text == "Яма у дома, обещали заделать. Борис Петров"
    assert found.place == LENINA.address
    assert Why.OWN in found.why


async def test_a_curator_finds_the_post_that_a_message_without_a_place_repeats(town: Town) -> None:
    """Neither says where; what they tell is the same, at length. Few words in common are not enough."""
    post = await town.report("Третью неделю не убирают снег, дети падают по дороге в школу", Location())
    await town.report("Не убирают снег, машины не проехать", Location())
    await town.report("Третью неделю не убирают снег, дети падают по дороге в школу")
    again = "Снег так и не убирают третью неделю, дети падают по дороге в школу!"
    (found,) = await town.earlier(Sought(text=again), by=acts(MARY), same_place=True)
    assert (found.incident, found.why) == (post, (Why.SAME_MATTER,))


async def test_an_executor_is_offered_answers_to_similar_messages_elsewhere(town: Town) -> None:
    """Only answered ones, without whoever was addressed; the office's phone stays."""
    far = await town.report("Не горят фонари во дворе", Location(address="Гагарина 40"))
    await town.answer(far, "Уважаемая Анна Петровна! Лампы заменим за три дня. Диспетчер: 8 (495) 123-45-67.")
    await town.report("Не горят фонари на площади", Location(address="Мира 1"))
    sought = Sought(text="Темно, нет освещения на улице", location=LENINA)
    (found,) = await town.earlier(sought, by=acts(OLEG), answered=True)
    assert found.answer == "Уважаемая •••! Лампы заменим за три дня. Диспетчер: 8 (495) 123-45-67."
    assert found.incident == far


async def test_who_may_not_see_all_messages_reads_them_as_residents_do(town: Town) -> None:
    """An executor sees other people's messages masked; a resident none."""
    await town.report("Не горят фонари. Пишет Борис Петрович, кв. 7", Location(address="Мира 1, кв. 7"))
    sought = Sought(text="Не горит фонарь", location=LENINA)
    (found,) = await town.earlier(sought, by=acts(OLEG))
    assert "Петрович" not in found.text
    assert found.place == "Мира 1"
    with pytest.raises(Refusal, match="no-right"):
        await town.earlier(sought, by=acts(ANNA))


async def test_cities_do_not_meet(town: Town) -> None:
    """A stranger is offered nothing."""
    await town.report("Яма на дороге, пробил колесо")
    stranger = replace(acts(ANNA), municipality=EAST)
    assert await town.similar_open("Яма на дороге", LENINA, None, by=stranger) == ()
