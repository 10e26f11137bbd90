"""What every kind of step knows to do: be drawn, take a press, take a message, judge an old answer."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Protocol, TypeAlias, TypeVar

from core.shared.ids import FileId
from core.shared.msg import Msg, Value
from dialogs.engine import data
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Dialog, Step
from dialogs.engine.screen import Ask, Button, Label, Row
from dialogs.engine.session import Session
from dialogs.engine.update import Said
from dialogs.engine.world import World

S = TypeVar("S", bound=Step)


@dataclass(slots=True)
class Here(Generic[S]):
    """A step at the moment it is drawn or answered; `menu` when it belongs to the root dialog."""

    dialog: Dialog
    step: S
    session: Session
    ctx: Ctx
    world: World
    menu: bool = False
    start: str = ""

    def __post_init__(self) -> None:
        self.start = data.prefix(self.session)

    def msg(self, attribute: str = "", /, **args: Value) -> Msg:
        """The step's own text, or an attribute of it."""
        own = f"{self.dialog.name}-{self.step.name}"
        return Msg(f"{own}.{attribute}" if attribute else own, args)

    def button(self, title: Label, verb: str, arg: str = "") -> Button:
        """A button of this screen."""
        return Button(title, data.press(self.start, verb, arg))

    async def text(self) -> Msg:
        """The step's question."""
        args = await self.step.args(self.ctx) if self.step.args else {}
        return Msg(f"{self.dialog.name}-{self.step.name}", args)

    @property
    def draft(self) -> Any:
        """What was gathered for the step so far."""
        return self.session.drafts.get(self.step.name)

    @draft.setter
    def draft(self, value: Any) -> None:
        self.session.drafts[self.step.name] = value

    @property
    def answer(self) -> Any:
        """The step's answer, if it was answered before."""
        return self.session.answers.get(self.step.name)


@dataclass(slots=True)
class Drawn:
    """A step's part of the screen; the engine adds back, cancel and the like."""

    text: Sequence[Msg]
    rows: list[Row] = field(default_factory=list)
    media: tuple[FileId, ...] = ()
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The step has its answer."""

    value: Any


@dataclass(frozen=True, slots=True)
class Stay:
    """The step is drawn again, with what was gathered, an error, or a remark."""

    error: Msg | None = None
    note: Msg | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The check page was confirmed."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer on the check page is to be changed."""

    step: str


@dataclass(frozen=True, slots=True)
class Acted:
    """An action of a card."""

    action: Action


Outcome: TypeAlias = Answered | Stay | Confirmed | Changed | Acted


class Kind(ABC, Generic[S]):
    """One kind of step. `expected` is told when something came that it cannot take.

    `question`: it asks for something that can be changed later; `listed`: its answer is a list.
    """

    expected: ClassVar[str]
    question: ClassVar[bool] = True
    listed: ClassVar[bool] = False

    @abstractmethod
    async def draw(self, here: Here[S]) -> Drawn:
        """The step's screen; may refuse."""

    async def press(self, here: Here[S], verb: str, arg: str) -> Outcome | None:  # noqa: ARG002 (a default)
        """A press on one of the step's own buttons; None when it has no such button."""
        return None

    async def said(self, here: Here[S], said: Said) -> Outcome:  # noqa: ARG002 (a default)
        """A message instead of a press."""
        return self.wrong()

    async def fits(self, here: Here[S], answer: Any) -> bool:  # noqa: ARG002 (a default)
        """Whether an answer given earlier, or elsewhere, still answers the step. May refuse, too."""
        return False

    async def now(self, here: Here[S], answer: Any) -> Value:  # noqa: ARG002 (a default)
        """The answer given before, for "now: ..." when the person comes back to the step."""
        return None

    def wrong(self) -> Stay:
        """Something the step cannot take."""
        return Stay(Msg(self.expected))


def grid(buttons: Sequence[Button], columns: int) -> list[Row]:
    """Buttons in rows of so many."""
    if columns <= 1:
        return [(button,) for button in buttons]
    return [tuple(buttons[at : at + columns]) for at in range(0, len(buttons), columns)]


class Titled(Protocol):
    """Anything with a title: an option, an action."""

    @property
    def title(self) -> Label:
        """As it stands on its button."""
        ...


T = TypeVar("T", bound=Titled)


def by_words(options: Sequence[T], text: str, here: Here[Any], *, whole: bool = False) -> T | None:
    """The option meant by typed words: its title, or (unless `whole`) the only title that begins so."""
    wanted = fold(text)
    if not wanted:
        return None
    titles = [(fold(here.world.wording(option.title, here.world.voice)), option) for option in options]
    same = [option for title, option in titles if title == wanted]
    if not same and not whole:
        same = [option for title, option in titles if title.startswith(wanted)]
    return same[0] if len(same) == 1 else None


def fold(text: str) -> str:
    """Words alone, for comparing what people type: no case, no ё, no punctuation or emoji."""
    kept = text[:200].casefold().replace("ё", "е")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept).split())
