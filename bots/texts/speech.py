"""One message told to one reader: fragments joined, arguments formatted and escaped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bots.texts import moments
from bots.texts.errors import BadText, UnknownText
from bots.texts.fragments import Argument
from bots.texts.library import Library, Ready
from core.shared.msg import Msg

_SHORT: Final = 64
_NEAR: Final = {-1: "near-yesterday", 0: "near-today", 1: "near-tomorrow"}


@dataclass(frozen=True, slots=True)
class Speech:
    """A reader and how to write for them: `escape` for HTML. Raises `BadText`, `UnknownText`."""

    library: Library
    zone: str
    now: datetime
    escape: bool

    def text(self, msg: Msg) -> str:
        """The message."""
        try:
            fragments = self.library.flat[msg.id]
        except KeyError:
            raise UnknownText(f"{msg.id} in {self.library.language}") from None
        if fragments is None:
            return self._chosen(msg)
        args = msg.args
        return "".join(
            [piece if isinstance(piece, str) else self._argument(msg.id, piece, args) for piece in fragments]
        )

    def _argument(self, text: str, at: Argument, args: Mapping[str, Any]) -> str:
        if at.name not in args:
            raise BadText(f"{text} lacks ${at.name}")
        value = args[at.name]
        if at.by == "PLAIN" and isinstance(value, int):
            return str(value)
        if at.by in {"NEAR", "DUE"} and isinstance(value, datetime):
            return self._near(value, weekday=at.by == "DUE")
        return self._formatted(value)

    def _formatted(self, value: Any) -> str:
        if isinstance(value, str):
            return escaped(value) if self.escape else value
        if isinstance(value, Msg):
            return self.text(value)
        if value is None:
            return ""
        if isinstance(value, date):
            return self._dated(value)
        if isinstance(value, int | float):
            return moments.number(value, self.library.language)
        raise BadText(f"{type(value).__name__} is no text")

    def _dated(self, value: date) -> str:
        known = moments.moment if isinstance(value, datetime) else moments.day
        return known(value, self.library.language, self.zone, self.now)  # type: ignore[arg-type]  # by its kind

    def _near(self, at: datetime, *, weekday: bool) -> str:
        """With a word for today and its neighbours: for screens, which are redrawn.

        With the weekday (`DUE`) it is a term: also for notices, which are read when they come; the word
        is that of the day on which they are sent, and messengers show that day beside them.
        """
        word = _NEAR.get(moments.days_away(at, self.zone, self.now))
        if word is None and weekday:
            return moments.moment(at, self.library.language, self.zone, self.now, weekday=True)
        if word is None:
            return self._dated(at)
        return self.text(Msg(word, {"time": moments.clock_time(at, self.zone)}))

    def _chosen(self, msg: Msg) -> str:
        ready = tuple((name, self._prepared(value)) for name, value in msg.args.items())
        if all(not isinstance(value, str) or len(value) <= _SHORT for _, value in ready):
            return self.library.choose_again(msg.id, ready)
        return self.library.choose(msg.id, ready)

    def _prepared(self, value: Any) -> Any:
        if isinstance(value, bool):
            return Ready("true" if value else "false")
        if isinstance(value, int | float):
            return value
        return Ready(self._formatted(value))


def escaped(value: str) -> str:
    """As `html.escape`, in the entities that both messengers know."""
    if "&" in value or "<" in value or ">" in value or '"' in value:
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return value
