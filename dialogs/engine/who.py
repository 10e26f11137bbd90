"""Who a person is, kept in their conversation so that a turn need not ask the database."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from core.shared.actor import Absent, Actor, Cause
from core.shared.ids import MunicipalityId, PersonId, UnitId
from core.shared.roles import Role
from core.shared.voice import Voice

FRESH: Final = 900
"""For so many seconds what was read of a resident is taken as it is; after that it is read anew.

Whoever holds a post is read anew at every act: one that was taken away gives no right from then on.
"""


def keep(actor: Actor, now: datetime) -> dict[str, Any]:
    """What the conversation keeps; whom they substitute only while there is somebody."""
    absent = [[each.person, each.name, sorted(each.roles), each.unit] for each in actor.absent]
    return {
        **({"a": absent} if absent else {}),
        "p": actor.person,
        "m": actor.municipality,
        "n": actor.name,
        "l": actor.voice.language,
        "z": actor.voice.zone,
        "r": sorted(actor.roles),
        "u": actor.unit,
        "f": actor.acting_for,
        "t": int(now.timestamp()),
    }


def recall(kept: dict[str, Any] | None, cause: Cause, now: datetime) -> Actor | None:
    """The actor; None when nothing is kept, they hold a post, it is too old, or it is not ours to read."""
    if kept is None:
        return None
    try:
        if kept["r"] or not 0 <= now.timestamp() - kept["t"] < FRESH:
            return None
        return Actor(
            person=PersonId(kept["p"]),
            municipality=MunicipalityId(kept["m"]),
            name=kept["n"],
            voice=_voice(kept["l"], kept["z"]),
            roles=_roles(tuple(kept["r"])),
            unit=None if kept["u"] is None else UnitId(kept["u"]),
            absent=tuple([_absent(*each) for each in kept.get("a", ())]),
            acting_for=None if kept["f"] is None else PersonId(kept["f"]),
            cause=cause,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _absent(person: str, name: str, roles: list[str], unit: str | None) -> Absent:
    return Absent(
        person=PersonId(person),
        name=name,
        roles=_roles(tuple(roles)),
        unit=None if unit is None else UnitId(unit),
    )


def acting(actor: Actor, cause: Cause) -> Actor:
    """The actor, moved by this update."""
    return replace(actor, cause=cause)


def stranger(locale: str) -> Voice:
    """How a person not known yet is spoken to: Russian, unless their messenger says otherwise."""
    return _voice("en" if locale and not locale.lower().startswith(_RUSSIAN) else "ru", "Europe/Moscow")


_RUSSIAN: Final = ("ru", "be", "kk", "uk", "tt", "ba", "cv", "ky", "uz", "tg", "hy", "az")
"""Languages whose speakers here read Russian rather than English."""


@lru_cache(maxsize=64)
def _voice(language: str, zone: str) -> Voice:
    return Voice(language, zone)


@lru_cache(maxsize=64)
def _roles(names: tuple[str, ...]) -> frozenset[Role]:
    return frozenset(map(Role, names))
