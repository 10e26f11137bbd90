"""What the catalogue needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from core.catalogue.model import Edits, TopicEntry, UnitEntry
from core.shared.ids import MunicipalityId, TopicId, UnitId
from core.shared.unit_of_work import Work


class Catalogue(Protocol):
    """Units and topics inside a unit of work."""

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> UnitEntry:
        """The unit, also a closed one; refuses `unit-unknown`."""
        ...

    async def topic(self, municipality: MunicipalityId, topic: TopicId) -> TopicEntry:
        """The topic, also a closed one; refuses `topic-unknown`."""
        ...

    async def uses(self, municipality: MunicipalityId, unit: UnitId) -> tuple[int, int]:
        """How many open topics and how many members of staff belong to a unit."""
        ...

    def keep_unit(self, unit: UnitEntry) -> None:
        """A new or a changed unit; the commit refuses a stale version."""
        ...

    def keep_topic(self, topic: TopicEntry) -> None:
        """A new or a changed topic; the commit refuses a stale version."""
        ...


class CatalogueWork(Work, Protocol):
    """A unit of work over units and topics."""

    @property
    def catalogue(self) -> Catalogue:
        """What it reads and changes."""
        ...


class OpenCatalogue(Protocol):
    """Opens a unit of work over units and topics."""

    def __call__(self) -> CatalogueWork:
        """A fresh one."""
        ...


class CatalogueLists(Protocol):
    """Read side: everything there is, closed entries included."""

    async def units(self, municipality: MunicipalityId) -> Sequence[UnitEntry]:
        """By title, closed ones last."""
        ...

    async def topics(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[TopicEntry]:
        """In the profile's order, closed ones last."""
        ...

    async def edits(self) -> Edits:
        """What administrators edited, of all municipalities."""
        ...


class Refresh(Protocol):
    """Makes this process see what was just edited; others see it within seconds."""

    async def __call__(self) -> None:
        """Read the edits anew."""
        ...
