"""Values of an incident that check themselves."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from core.shared.legible import length, readable, sized
from core.shared.refusal import Refusal

TEXT_MIN = 10
TEXT_MAX = 4000
ANSWER_MIN = 10
ANSWER_MAX = 3500
REMARK_MIN = 3
REMARK_MAX = 1000
WORDS_MIN = 2
WORDS_MAX = 4000
SCORE_MIN = 1
SCORE_MAX = 5
LINK_MAX = 500
ADDRESS_MAX = 300
MEDIA_MAX = 10


class State(StrEnum):
    """Where an incident stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    ON_APPROVAL = "on-approval"
    REWORK = "rework"
    INTERIM = "interim"
    APPROVED = "approved"
    ANSWERED = "answered"
    DECLINED = "declined"
    REDIRECTED = "redirected"
    CLOSED = "closed"
    JOINED = "joined"


OPEN: Final = frozenset(
    {State.NEW, State.ASSIGNED, State.ON_APPROVAL, State.REWORK, State.INTERIM, State.APPROVED}
)
"""Somebody still has something to do."""

WORKING: Final = frozenset({State.ASSIGNED, State.REWORK, State.INTERIM})
"""It is the executor's turn. `INTERIM`: the author has an interim answer, the final one follows (ZAR-15)."""


class Importance(StrEnum):
    """How much it matters (ZAR-8); a significant message is told to the city head at once (ZAR-23)."""

    ORDINARY = "ordinary"
    HIGH = "high"
    SIGNIFICANT = "significant"


class Decline(StrEnum):
    """Why a message is not handled (ZAR-19)."""

    HARM = "harm"
    INSULT = "insult"
    THREAT = "threat"


class DraftKind(StrEnum):
    """What a draft is once it is approved: the answer, an interim one, a question to the author."""

    ANSWER = "answer"
    INTERIM = "interim"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class IncidentText:
    """What a resident reports: 10 to 4000 characters."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(sized(raw, TEXT_MIN, TEXT_MAX))


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A draft answer: 10 to 3500 characters, so that with its heading it fits one message (ZAR-18)."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(sized(raw, ANSWER_MIN, ANSWER_MAX))


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a draft goes back: 3 to 1000 characters (ZAR-12)."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(sized(raw, REMARK_MIN, REMARK_MAX))


@dataclass(frozen=True, slots=True)
class Words:
    """What people write beside answers: a reply, a status, a reason, a comment; 2 to 4000 characters."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(sized(raw, WORDS_MIN, WORDS_MAX))


@dataclass(frozen=True, slots=True)
class Score:
    """How content the author is (NVK-3.1), or how good an answer is: 1 to 5."""

    value: int

    @classmethod
    def of(cls, value: int) -> Self:
        """Refuses `score-impossible`."""
        if not SCORE_MIN <= value <= SCORE_MAX:
            raise Refusal("score-impossible", min=SCORE_MIN, max=SCORE_MAX)
        return cls(value)


@dataclass(frozen=True, slots=True)
class PostLink:
    """Where a message stands, or an answer was published (ZAR-4, ZAR-14): an address on the web."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `link-malformed`; an address without `https://` gets it."""
        link = readable(raw).strip()
        link = link if re.match(r"https?://", link) else f"https://{link}"
        if len(link) > LINK_MAX or not re.fullmatch(r"https?://[^\s./]+(\.[^\s./]+)+(/\S*)?", link):
            raise Refusal("link-malformed")
        return cls(link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where: a point on the map, a typed address, or both; neither means no place was given."""

    latitude: float | None = None
    longitude: float | None = None
    address: str | None = None

    @classmethod
    def typed(cls, raw: str) -> Self:
        """An address as typed; refuses `too-short` and `too-long`."""
        return cls(address=sized(raw, 3, ADDRESS_MAX))

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
        if (seen := length(text)) < self.text_min:
            raise Refusal("text-too-short", min=self.text_min, length=seen)
        if len(text) > self.text_max:
            raise Refusal("text-too-long", max=self.text_max, length=len(text))
        if media > self.media_max:
            raise Refusal("media-too-many", max=self.media_max)
