"""Messages of the stories: a resident's, and one that was found elsewhere; both before their commit."""

from core.deadlines.terms import SourceKind, Terms
from core.incidents.model import Incident
from core.incidents.parts import Origin
from core.incidents.values import IncidentText, Location
from core.people.model import Person
from core.shared.ids import FileId, UnitId
from tests.contract.stage import ROADS, TERMS, Stage, at, topic


def reported(stage: Stage, author: Person, *, terms: Terms = TERMS, unit: UnitId = ROADS) -> Incident:
    """A message of a resident in Telegram, about a topic of the unit."""
    return Incident.register(
        new_id=stage.new(),
        key=stage.new(),
        text=IncidentText("Яма во дворе"),
        topic=topic("potholes", "roads", unit),
        location=Location(),
        media=(),
        origin=Origin(bot="telegram-citizen"),
        author=author.id,
        at=at(author, terms=terms),
    )


def found_elsewhere(stage: Stage, by: Person) -> Incident:
    """A post a curator found in a network."""
    return Incident.register(
        new_id=stage.new(),
        key=stage.new(),
        text=IncidentText("Фонарь не горит вторую неделю"),
        topic=topic("lights", "roads", ROADS),
        location=Location(latitude=55.75, longitude=37.61, address="Садовая, 5"),
        media=(FileId("a" * 64), FileId("b" * 64)),
        origin=Origin(kind=SourceKind.NETWORK, link="https://vk.example/wall-1_2", author_name="Кот Мурзик"),
        author=None,
        at=at(by),
    )
