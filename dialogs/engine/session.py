"""A person's place in a dialog, and the little that Redis keeps of them, as compact JSON."""

import secrets
from dataclasses import dataclass, field
from typing import Any

import orjson

from core.shared.msg import Msg, from_json, to_json

DEPTH = 4
"""How many dialogs lie on each other at most: the current one and three it interrupted."""

REMEMBERED = 64
"""How many keys of handled updates are kept."""

_SIGN = "v1"
_ID = 16
_STRINGS = frozenset({str})


@dataclass(slots=True)
class Session:
    """One dialog under way.

    `id` is the idempotency key of what the dialog finishes; its first 8 characters stand in every
    button. `rev` grows with every move, so that presses on older screens are recognised. `drafts` is
    what is gathered for steps not answered yet (photos so far, ticked options, the page of a list).
    `check` is the check page a changed answer returns to, `auto` names answers that gave themselves,
    `told` the result shown above the screen, `pending` what a person came for before the gate. `given`
    names steps whose answers came with the dialog's opening: nobody was asked.
    """

    id: str
    dialog: str
    version: int = 1
    step: str = ""
    rev: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    arg: str = ""
    parent: "Session | None" = None
    drafts: dict[str, Any] = field(default_factory=dict)
    check: str = ""
    auto: list[str] = field(default_factory=list)
    told: dict[str, Any] | None = None
    pending: dict[str, Any] | None = None
    given: list[str] = field(default_factory=list)

    def move(self, step: str) -> None:
        """Stand at a step, on a new screen."""
        self.step = step
        self.rev += 1
        self.check = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What the next screen has to say besides; `fresh`: it stands below words that were typed."""

    say: tuple[Msg, ...] = ()
    fresh: bool = False


@dataclass(slots=True, kw_only=True)
class Conversation:
    """All that Redis keeps of one person in one bot: who they are, the dialog, the live screen.

    `view` belongs to the adapter (ids of messages, kind of keyboard). `seen` are keys of the newest
    updates handled, so that a repeated delivery changes nothing. `day` is the last one (an ordinal, UTC) on
    which the files of its dialogs were kept on; 0 while there are none. `owed` is what screens that were
    left out would have said.
    """

    who: dict[str, Any] | None = None
    session: Session | None = None
    view: dict[str, Any] | None = None
    seen: list[str] = field(default_factory=list)
    day: int = 0
    owed: Owed | None = None

    def remember(self, keys: tuple[str, ...]) -> None:
        """These updates are handled."""
        for key in keys:
            if key not in self.seen:
                self.seen.append(key)
        del self.seen[:-REMEMBERED]


def new_id() -> str:
    """A session's id: 16 characters of `[A-Za-z0-9_-]`, 96 random bits."""
    return secrets.token_urlsafe(12)


def chain(session: Session | None) -> list[Session]:
    """The session and those it interrupted, newest first."""
    found: list[Session] = []
    while session is not None:
        found.append(session)
        session = session.parent
    return found


def dump(conversation: Conversation) -> bytes:
    """The conversation as Redis keeps it."""
    packed: dict[str, Any] = {"": _SIGN, "seen": conversation.seen}
    if conversation.who is not None:
        packed["who"] = conversation.who
    if conversation.session is not None:
        packed["at"] = pack(conversation.session)
    if conversation.view is not None:
        packed["view"] = conversation.view
    if conversation.day:
        packed["day"] = conversation.day
    if (owed := conversation.owed) is not None:
        packed["owed"] = {"say": [to_json(msg) for msg in owed.say], "fresh": owed.fresh}
    return orjson.dumps(packed)


def load(kept: bytes | None) -> Conversation:
    """The conversation that `dump` wrote; a new one when there is none or it is not ours to read."""
    if kept is None:
        return Conversation()
    try:
        packed = orjson.loads(kept)
    except ValueError:
        return Conversation()
    if not isinstance(packed, dict) or packed.get("") != _SIGN:
        return Conversation()
    seen = packed.get("seen")
    if not isinstance(seen, list) or not _STRINGS.issuperset(map(type, seen)):
        seen = []
    day = packed.get("day")
    return Conversation(
        who=_dict(packed.get("who")),
        session=unpack(packed.get("at")),
        view=_dict(packed.get("view")),
        seen=seen,
        day=day if isinstance(day, int) else 0,
        owed=_owed(packed.get("owed")),
    )


def _dict(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _owed(value: Any) -> Owed | None:
    try:
        return Owed(tuple(from_json(msg) for msg in value["say"]), bool(value["fresh"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _told(value: Any) -> dict[str, Any] | None:
    shown = _dict(value)
    say = _dict(shown.get("say")) if shown else None
    return shown if say is not None and isinstance(say.get("id"), str) else None


def pack(session: Session) -> dict[str, Any]:
    """The session as JSON; what is empty is left out."""
    packed: dict[str, Any] = {
        "i": session.id,
        "d": session.dialog,
        "v": session.version,
        "s": session.step,
        "r": session.rev,
    }
    extras = (
        ("a", session.answers),
        ("g", session.arg),
        ("f", session.drafts),
        ("c", session.check),
        ("o", session.auto),
        ("n", session.given),
    )
    packed.update({key: value for key, value in extras if value})
    if session.told is not None:
        packed["t"] = session.told
    if session.pending is not None:
        packed["w"] = session.pending
    if session.parent is not None:
        packed["p"] = pack(session.parent)
    return packed


_SHAPE: tuple[tuple[str, type, Any], ...] = (
    ("i", str, None),
    ("d", str, None),
    ("v", int, None),
    ("s", str, None),
    ("r", int, None),
    ("a", dict, dict),
    ("g", str, str),
    ("f", dict, dict),
    ("c", str, str),
    ("o", list, list),
    ("n", list, list),
)


def unpack(packed: Any, depth: int = DEPTH) -> Session | None:
    """The session that `pack` wrote; None for anything else, and below the greatest depth."""
    if not isinstance(packed, dict) or depth == 0:
        return None
    read: list[Any] = []
    for key, kind, empty in _SHAPE:
        value = packed.get(key)
        if value is None and empty is not None:
            value = empty()
        elif not isinstance(value, kind):
            return None
        read.append(value)
    sid, dialog, version, step, rev, answers, arg, drafts, check, auto, given = read
    if len(sid) != _ID or not sid.isascii() or "." in sid:
        return None
    return Session(
        sid,
        dialog,
        version,
        step,
        rev,
        answers,
        arg,
        unpack(packed.get("p"), depth - 1),
        drafts,
        check,
        auto,
        _told(packed.get("t")),
        _dict(packed.get("w")),
        given,
    )
