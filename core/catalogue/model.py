"""A unit and a topic as administrators edit them; from the first edit on the profile leaves them alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from core.catalogue.facts import Change, TopicEdited, UnitEdited
from core.shared.actor import Actor
from core.shared.facts import Recorder
from core.shared.ids import MunicipalityId, TopicId, UnitId
from core.shared.legible import sized
from core.shared.refusal import Refusal

TITLE_MIN: Final = 2
TITLE_MAX: Final = 60
"""Characters of a title that stands on a button, as in a profile."""


@dataclass(frozen=True, slots=True)
class Title:
    """How a unit or a topic is called: one line of 2 to 60 characters."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        title = " ".join("".join(sign if sign.isprintable() else " " for sign in raw).split())
        return cls(sized(title, TITLE_MIN, TITLE_MAX))


@dataclass(slots=True, kw_only=True)
class UnitEntry(Recorder):
    """A unit in the catalogue; `edited`: it is the administrator's, no longer the profile's."""

    id: UnitId
    municipality: MunicipalityId
    title: str
    open: bool = True
    edited: bool = False
    version: int = 0

    @classmethod
    def make(cls, new_id: str, title: Title, *, by: Actor, now: datetime) -> "UnitEntry":
        """A new one in the actor's municipality."""
        made = cls(id=UnitId(new_id), municipality=by.municipality, title=title.value)
        made._edit("added", by, now)
        return made

    def rename(self, title: Title, *, by: Actor, now: datetime) -> None:
        """Be called otherwise."""
        if title.value != self.title:
            self.title = title.value
            self._edit("renamed", by, now)

    def close(self, *, topics: int, people: int, by: Actor, now: datetime) -> None:
        """Be offered no longer; refuses `unit-in-use` while open topics or people belong to it."""
        if topics or people:
            raise Refusal("unit-in-use", topics=topics, people=people)
        if self.open:
            self.open = False
            self._edit("closed", by, now)

    def reopen(self, *, by: Actor, now: datetime) -> None:
        """Be offered again."""
        if not self.open:
            self.open = True
            self._edit("opened", by, now)

    def _edit(self, change: Change, by: Actor, now: datetime) -> None:
        self.edited = True
        self.record(UnitEdited(subject=self.id, at=now, by=by, change=change, title=self.title))


@dataclass(slots=True, kw_only=True)
class TopicEntry(Recorder):
    """A topic in the catalogue; without an English title the Russian one stands for it."""

    id: TopicId
    municipality: MunicipalityId
    sector: str
    title_ru: str
    title_en: str
    unit: UnitId | None
    open: bool = True
    edited: bool = False
    version: int = 0

    @classmethod
    def make(
        cls,
        new_id: str,
        sector: str,
        title_ru: Title,
        title_en: Title | None,
        unit: UnitId,
        *,
        by: Actor,
        now: datetime,
    ) -> "TopicEntry":
        """A new one in the actor's municipality."""
        made = cls(
            id=TopicId(new_id),
            municipality=by.municipality,
            sector=sector,
            title_ru=title_ru.value,
            title_en=title_en.value if title_en else "",
            unit=unit,
        )
        made._edit("added", by, now)
        return made

    def title(self, language: str) -> str:
        """The title in a language; Russian where there is no other."""
        return (self.title_en if language == "en" else "") or self.title_ru

    def rename(self, title_ru: Title, title_en: Title | None, *, by: Actor, now: datetime) -> None:
        """Be called otherwise, in both languages."""
        titles = (title_ru.value, title_en.value if title_en else "")
        if titles != (self.title_ru, self.title_en):
            self.title_ru, self.title_en = titles
            self._edit("renamed", by, now)

    def give_to(self, unit: UnitId, *, by: Actor, now: datetime) -> None:
        """Another unit is competent from now on; what is assigned already stays where it is."""
        if unit != self.unit:
            self.unit = unit
            self._edit("moved", by, now)

    def close(self, *, by: Actor, now: datetime) -> None:
        """Be offered no longer; messages on it keep it."""
        if self.open:
            self.open = False
            self._edit("closed", by, now)

    def reopen(self, *, by: Actor, now: datetime) -> None:
        """Be offered again."""
        if not self.open:
            self.open = True
            self._edit("opened", by, now)

    def _edit(self, change: Change, by: Actor, now: datetime) -> None:
        self.edited = True
        self.record(
            TopicEdited(subject=self.id, at=now, by=by, change=change, title=self.title_ru, unit=self.unit)
        )


@dataclass(frozen=True, slots=True)
class Edits:
    """All that administrators edited, over all municipalities, closed entries included."""

    units: tuple[UnitEntry, ...] = ()
    topics: tuple[TopicEntry, ...] = ()
