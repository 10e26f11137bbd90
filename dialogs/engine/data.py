"""What stands in buttons: at most 64 bytes of ASCII, and anything forged reads as stale.

A press is `<sid>.<rev>.<verb><argument>`: 8 characters of the session's id, its revision in base 36,
one letter for what is meant, and up to 40 bytes of what it is meant for. The verb keeps the engine's
own buttons apart from every option id. An entry is `@<dialog>.<argument>` (a notice's button, valid
for ever) or `#<dialog>.<argument>` (the menu's, valid on an old menu too).
"""

from dataclasses import dataclass
from typing import Final

from dialogs.engine.session import Session

LIMIT: Final = 64
ARGUMENT: Final = 40

OPTION: Final = "o"
ACTION: Final = "a"
TICK: Final = "t"
UNTICK: Final = "u"
PAGE: Final = "p"
CHANGE: Final = "g"
CONFIRM: Final = "y"
DONE: Final = "d"
CLEAR: Final = "x"
KEEP: Final = "l"
SKIP: Final = "s"
BACK: Final = "b"
CANCEL: Final = "c"
MENU: Final = "m"
RESUME: Final = "r"

VERBS: Final = frozenset("oatupgydxlsbcmr")

_SID: Final = 8
_REV: Final = 4
_WRAP: Final = 36**_REV
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a dialog's screen."""

    sid: str
    rev: int
    verb: str
    arg: str

    def fits(self, session: Session | None) -> bool:
        """Whether it stood on the screen this session shows now."""
        return session is not None and self.sid == session.id[:_SID] and self.rev == session.rev % _WRAP


@dataclass(frozen=True, slots=True)
class Entry:
    """A button that opens a dialog from anywhere; `notice` when it stands under a notice."""

    dialog: str
    arg: str
    notice: bool


def parse(data: str) -> Press | Entry | None:
    """What the button means; None for anything we did not write."""
    if len(data) > LIMIT or not data.isascii() or not data.isprintable():
        return None
    if data[:1] in {"@", "#"}:
        dialog, _, arg = data[1:].partition(".")
        return Entry(dialog, arg, data[0] == "@") if dialog else None
    sid, dot, rest = data.partition(".")
    rev, second, value = rest.partition(".")
    if not (dot and second) or len(sid) != _SID or value[:1] not in VERBS or not value:
        return None
    if not 0 < len(rev) <= _REV or not all(digit in _DIGITS for digit in rev):
        return None
    return Press(sid, int(rev, 36), value[0], value[1:])


def prefix(session: Session) -> str:
    """How every button of the session's current screen begins."""
    return f"{session.id[:_SID]}.{_base36(session.rev % _WRAP)}."


def press(start: str, verb: str, arg: str = "") -> str:
    """A button's data; raises `ValueError` when an author's option id is no printable ASCII of 40 bytes."""
    if len(arg) > ARGUMENT or not (arg.isascii() and arg.isprintable()):
        raise ValueError(f"not at most {ARGUMENT} bytes of printable ASCII: {arg!r}")
    return f"{start}{verb}{arg}"


def entry(dialog: str, arg: str = "", *, notice: bool = True) -> str:
    """The data of a button that opens a dialog; raises `ValueError` above 64 bytes of ASCII."""
    data = f"{'@' if notice else '#'}{dialog}.{arg}"
    if len(data) > LIMIT or not (data.isascii() and data.isprintable()):
        raise ValueError(f"not at most {LIMIT} bytes of printable ASCII: {data!r}")
    return data


def _base36(number: int) -> str:
    digits = ""
    while number >= len(_DIGITS):
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
