"""A whole deployment in memory, for tests of everything that stands on storage."""

from collections.abc import Iterable

from core.incidents.model import Topic
from core.notices.policy import notices_of
from core.people.model import Municipality, Unit
from core.people.ports import Codes
from core.shared.ids import MunicipalityId, TopicId, UnitId
from storage.codes import SecretCodes
from storage.memory.answers import MemoryGuides
from storage.memory.catalogue import MemoryCatalogueLists
from storage.memory.conversations import MemoryConversations
from storage.memory.deadlines import MemoryDeadlines
from storage.memory.directory import MemoryDirectory
from storage.memory.files import MemoryFiles
from storage.memory.inbox import MemoryInbox
from storage.memory.outbox import MemoryChannels, MemoryOutbox
from storage.memory.queries import MemoryQueries, MemoryTopics
from storage.memory.roster import MemoryRosterWatch
from storage.memory.similar import MemorySimilar
from storage.memory.state import State
from storage.memory.work import MemoryWork, Policy

DEMO = MunicipalityId("demo")
ROADS = UnitId("roads")
HOUSING = UnitId("housing")

_MUNICIPALITIES = (Municipality(id=DEMO, title="Demo", zone="Europe/Moscow", consent_version="1"),)
_UNITS = (
    Unit(id=ROADS, municipality=DEMO, title="Roads department"),
    Unit(id=HOUSING, municipality=DEMO, title="Housing department"),
)
_TOPICS = (
    Topic(
        id=TopicId("potholes"),
        municipality=DEMO,
        sector="roads",
        title_ru="Potholes",
        title_en="Potholes",
        unit=ROADS,
    ),
    Topic(
        id=TopicId("lights"),
        municipality=DEMO,
        sector="roads",
        title_ru="Street lights",
        title_en="Street lights",
        unit=ROADS,
    ),
    Topic(
        id=TopicId("heating"),
        municipality=DEMO,
        sector="housing",
        title_ru="Heating",
        title_en="Heating",
        unit=HOUSING,
    ),
)


class World:
    """All ports over one state; by default the municipality `demo` with two units and three topics.

    `open` opens a unit of work. `state` lets a test look behind the door.
    """

    def __init__(
        self,
        *,
        municipalities: Iterable[Municipality] = _MUNICIPALITIES,
        units: Iterable[Unit] = _UNITS,
        topics: Iterable[Topic] = _TOPICS,
        policy: Policy = notices_of,
        codes: Codes | None = None,
        conversations: MemoryConversations | None = None,
    ) -> None:
        self.state = State(municipalities=list(municipalities), units=list(units), topics=list(topics))
        self.codes: Codes = codes or SecretCodes()
        self.conversations = conversations or MemoryConversations()
        self.inbox = MemoryInbox(self.state)
        self.directory = MemoryDirectory(self.state)
        self.watch = MemoryRosterWatch(self.state)
        self.guides = MemoryGuides(self.state)
        self.catalogue = MemoryCatalogueLists(self.state)
        self.topics = MemoryTopics(self.state)
        self.queries = MemoryQueries(self.state)
        self.similar = MemorySimilar(self.state)
        self.deadlines = MemoryDeadlines(self.state)
        self.outbox = MemoryOutbox(self.state)
        self.channels = MemoryChannels(self.state)
        self.files = MemoryFiles(self.state)
        self._policy = policy

    def open(self) -> MemoryWork:
        """A fresh unit of work."""
        return MemoryWork(self.state, self._policy, self.codes)
