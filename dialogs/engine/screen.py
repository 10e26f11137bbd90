"""What a person is shown, in no messenger's words: only adapters send it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from core.shared.ids import FileId
from core.shared.msg import Msg

Label: TypeAlias = "Msg | str"
Ask = Literal["contact", "place"]


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `data` is at most 64 bytes."""

    title: Label
    data: str


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    title: Label
    url: str


Row: TypeAlias = "tuple[Button | Link, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The one live screen: paragraphs, rows of buttons, pictures, an error above, a short toast.

    `ask` adds the messenger's own button for a contact or a place. `fresh` sends it anew (after a
    typed answer); otherwise the live message is edited. `remarks` are those of its paragraphs that will
    stand nowhere else; `result` says that the screen tells how something ended, and is never left out.
    """

    text: tuple[Msg, ...]
    rows: tuple[Row, ...] = ()
    media: tuple[FileId, ...] = ()
    ask: Ask | None = None
    error: Msg | None = None
    toast: Msg | None = None
    fresh: bool = False
    remarks: tuple[Msg, ...] = ()
    result: bool = False
