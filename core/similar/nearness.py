"""How near two messages are to each other: by points, by addresses, or not known."""

from dataclasses import dataclass
from enum import Enum
from math import asin, cos, radians, sin, sqrt
from typing import Final

from core.incidents.values import Location
from core.similar.addresses import Address, typed
from core.similar.mentions import mentioned

EARTH: Final = 6_371_000
"""Radius, in metres."""

HERE: Final = 40
"""Metres within which two points are one place: a phone is no surveyor."""

FAR: Final = 400
"""Metres from which on two points have nothing to do with each other."""


class Relation(Enum):
    """What is known of two places."""

    SAME = "same"
    NEAR = "near"
    STREET = "street"
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Nearness:
    """What two places have to do with each other; `share` is 1 for one place, 0 for two."""

    relation: Relation
    share: float
    metres: int | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message points to: a point, an address from its field or its text, both, or neither."""

    point: tuple[float, float] | None
    address: Address | None

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.point is not None or self.address is not None


_UNKNOWN: Final = Nearness(Relation.UNKNOWN, 0.4)
_ELSEWHERE: Final = Nearness(Relation.ELSEWHERE, 0.0)
_HOUSE_FORGOTTEN: Final = 0.75
_PART_FORGOTTEN: Final = 0.95
_OTHER_PART: Final = 0.6
_NEXT_DOOR: Final = 0.5
_DOWN_THE_STREET: Final = 0.15
_ONE_OF_CROSSING: Final = 0.5


def spot(text: str, location: Location) -> Spot:
    """Where a message points to; what was typed as its address counts before what its text mentions."""
    point = None
    if location.latitude is not None and location.longitude is not None:
        point = (location.latitude, location.longitude)
    address = typed(location.address) if location.address else None
    said = mentioned(text) if address is None or not address.house else None
    if address is None or (said is not None and said.house and _one_street(address, said)):
        address = said or address
    return Spot(point, address)


def nearness(one: Spot, other: Spot) -> Nearness:
    """How near two spots are; points tell more than addresses."""
    if one.point is not None and other.point is not None:
        return _apart(metres(one.point, other.point))
    if one.address is None or other.address is None:
        return _UNKNOWN
    return _addressed(one.address, other.address)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points given in degrees, along the ground."""
    south, north = radians(one[0]), radians(other[0])
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(chord)))


def _apart(distance: float) -> Nearness:
    share = max(0.0, min(1.0, (FAR - distance) / (FAR - HERE)))
    relation = Relation.SAME if share == 1 else Relation.NEAR if share else Relation.ELSEWHERE
    return Nearness(relation, share, round(distance))


def _addressed(one: Address, other: Address) -> Nearness:
    if len(one.streets) != len(other.streets):
        return Nearness(Relation.STREET, _ONE_OF_CROSSING) if _one_street(one, other) else _ELSEWHERE
    likeness = _crossing(one, other)
    if not likeness:
        return _ELSEWHERE
    if not one.house or not other.house:
        whole = len(one.streets) > 1 or one.house == other.house
        share = 0.9 if whole else _HOUSE_FORGOTTEN
        return Nearness(Relation.SAME if whole else Relation.STREET, share * likeness)
    if one.house == other.house:
        return _one_house(one.part, other.part, likeness)
    next_door = abs(int(one.house) - int(other.house)) <= 2  # noqa: PLR2004 (odd and even are two sides)
    share = _NEXT_DOOR if next_door else _DOWN_THE_STREET
    return Nearness(Relation.STREET, share * likeness)


def _one_house(part: str, other: str, likeness: float) -> Nearness:
    if part == other:
        return Nearness(Relation.SAME, likeness)
    forgotten = not part or not other
    share = _PART_FORGOTTEN if forgotten else _OTHER_PART
    return Nearness(Relation.SAME if forgotten else Relation.STREET, share * likeness)


def _crossing(one: Address, other: Address) -> float:
    """How surely all streets are the same, in either order."""
    orders = [other.streets, other.streets[::-1]]
    return max(
        min(mine.likeness(theirs) for mine, theirs in zip(one.streets, order, strict=True))
        for order in orders
    )


def _one_street(one: Address, other: Address) -> bool:
    return any(mine.likeness(theirs) for mine in one.streets for theirs in other.streets)
