"""Who a person is, kept in their conversation so that a turn need not ask the database."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from core.shared.actor import Actor, Cause
from core.shared.ids import MunicipalityId, PersonId
from core.shared.voice import Voice

FRESH: Final = 900
"""For so many seconds what was read of a resident is taken as it is; after that it is read anew.

Whoever holds a post is read anew at every act: one that was taken away gives no right from then on.
"""


def keep(actor: Actor, now: datetime) -> dict[str, Any] | None:
    """What the conversation keeps of a resident; nothing of anybody with a post of their own or another's."""
    if actor.roles or actor.absent or actor.acting_for:
        return None
    return {
        "p": actor.person,
        "m": actor.municipality,
        "n": actor.name,
        "l": actor.voice.language,
        "z": actor.voice.zone,
        "t": int(now.timestamp()),
    }


def recall(kept: dict[str, Any] | None, cause: Cause, now: datetime) -> Actor | None:
    """The resident; None when nothing is kept, it is too old, or it is not ours to read."""
    if kept is None:
        return None
    try:
        # Earlier programs kept whoever held a post, too.
        if kept.get("r") or not 0 <= now.timestamp() - kept["t"] < FRESH:
            return None
        return Actor(
            person=PersonId(kept["p"]),
            municipality=MunicipalityId(kept["m"]),
            name=kept["n"],
            voice=_voice(kept["l"], kept["z"]),
            cause=cause,
        )
    except (KeyError, TypeError, ValueError):
        return None


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
