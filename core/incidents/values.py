"""Values of an incident that check themselves."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from unicodedata import category

from core.shared.refusal import Refusal

TEXT_MIN = 10
TEXT_MAX = 4000
ANSWER_MIN = 10
ANSWER_MAX = 3500
REMARK_MIN = 3
REMARK_MAX = 1000
ADDRESS_MAX = 300
MEDIA_MAX = 10


class State(StrEnum):
    """Where an incident stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    ON_APPROVAL = "on-approval"
    REWORK = "rework"
    ANSWERED = "answered"


def readable(raw: str) -> str:
    """The text without control characters and lone surrogates, which no database or messenger takes."""
    if raw.isprintable():
        return raw
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or category(sign) not in {"Cc", "Cs"})


def _sized(raw: str, least: int, most: int) -> str:
    text = readable(raw).strip()
    if len(text) < least:
        raise Refusal("too-short", min=least, length=len(text))
    if len(text) > most:
        raise Refusal("too-long", max=most, length=len(text))
    return text


@dataclass(frozen=True, slots=True)
class IncidentText:
    """What a resident reports: 10 to 4000 characters."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(_sized(raw, TEXT_MIN, TEXT_MAX))


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A draft answer: 10 to 3500 characters, so that with its heading it fits one message (ZAR-18)."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(_sized(raw, ANSWER_MIN, ANSWER_MAX))


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a draft goes back: 3 to 1000 characters (ZAR-12)."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(_sized(raw, REMARK_MIN, REMARK_MAX))


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where: a point on the map, a typed address, or both; neither means no place was given."""

    latitude: float | None = None
    longitude: float | None = None
    address: str | None = None

    @classmethod
    def typed(cls, raw: str) -> Self:
        """An address as typed; refuses `too-short` and `too-long`."""
        return cls(address=_sized(raw, 3, ADDRESS_MAX))

    @classmethod
    def point(cls, latitude: float, longitude: float) -> Self:
        """A point; refuses `place-impossible` outside the globe."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 (degrees of the globe)
            raise Refusal("place-impossible")
        return cls(latitude=latitude, longitude=longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a municipality asks of a message, inside what the messengers carry."""

    text_min: int = TEXT_MIN
    text_max: int = TEXT_MAX
    media_max: int = MEDIA_MAX

    def check(self, *, text: str, media: int) -> None:
        """Refuses `text-too-short`, `text-too-long`, `media-too-many`."""
        if len(text) < self.text_min:
            raise Refusal("text-too-short", min=self.text_min, length=len(text))
        if len(text) > self.text_max:
            raise Refusal("text-too-long", max=self.text_max, length=len(text))
        if media > self.media_max:
            raise Refusal("media-too-many", max=self.media_max)
