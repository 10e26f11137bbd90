"""Dialogs as data: steps, options, and what a finished dialog leads to."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from core.shared.ids import FileId
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.voice import Voice
from dialogs.engine.ctx import Ctx
from dialogs.engine.screen import Label, Link
from dialogs.engine.update import Whence

Answers: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `id` is at most 40 bytes."""

    id: str
    title: Label


@dataclass(frozen=True, slots=True)
class Open:
    """Go on in another dialog, at a subject; `back` to this one when it ends.

    `given` pre-fills answers by step name.
    """

    dialog: str
    arg: str = ""
    given: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """The dialog is over: what is told, links that go with it, and where it leads (by default: back).

    `refresh`: the person's name, language or roles changed, read them anew.
    """

    say: Msg
    links: tuple[Link, ...] = ()
    then: Open | None = None
    refresh: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What a card or a check page shows."""

    text: tuple[Msg, ...]
    media: tuple[FileId, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a card: opens a dialog or does something at once. `id` is at most 40 bytes.

    What is done at once returns `Done` (the card is left) or a `Msg` (a toast; the card is drawn anew).
    """

    id: str
    title: Label
    do: "Open | Callable[[Ctx], Awaitable[Done | Msg]]"


@dataclass(frozen=True, slots=True)
class Ready:
    """A text that is offered to be taken over; `id` is at most 40 bytes, a `Msg` is put in words."""

    id: str
    title: Label
    text: Label


Options: TypeAlias = Callable[[Ctx], Awaitable[Sequence[Option]]]
ReadyTexts: TypeAlias = Callable[[Ctx], Awaitable[Sequence[Ready]]]
Pages: TypeAlias = Callable[[Ctx, int], Awaitable[Slice[Option]]]
Parse: TypeAlias = Callable[[str], Any]
When: TypeAlias = Callable[[Ctx], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question a screen. Its text is `<dialog>-<name>`, its errors are attributes of that text.

    `args` fills the text; `when` leaves the step out; an `optional` step can be skipped.
    """

    name: str
    optional: bool = False
    when: When | None = None
    args: "Callable[[Ctx], Awaitable[Mapping[str, Any]]] | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Step):
    """One of several options; the answer is the option's id.

    One option alone is chosen by itself when `auto`. Words typed instead are matched to titles.
    """

    options: Options
    columns: int = 1
    auto: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Step):
    """Several options; the answer is a list of ids, in the options' order; [] when skipped.

    With `ordered` they count in the order of ticking: each tick carries its number.
    """

    options: Options
    least: int = 1
    most: int | None = None
    columns: int = 1
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Step):
    """Typed text; `parse` refuses; the answer is the text as typed, stripped.

    `ready` offers whole texts: one press on a title answers with its text. `brings` reads out of a message
    what else it answers, by step; what was answered before stands.
    """

    parse: Parse
    ready: ReadyTexts | None = None
    brings: Callable[[str, Whence | None], Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Step):
    """A whole number between `least` and `most`, inclusive."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Step):
    """A calendar date, typed in words people use ("завтра", "5 мая", 05.05.2026) or chosen.

    The answer is an ISO date as text: `date.fromisoformat` reads it.
    """

    first: Callable[[Ctx], date]
    last: Callable[[Ctx], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Media(Step):
    """Photos and videos, several messages and albums; the answer is a list of file ids, [] when skipped."""

    most: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Step):
    """A point from the map or a typed address; the answer is `{latitude, longitude}` or `{address}`.

    `parse` refuses a typed address.
    """

    parse: Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Step):
    """The person's own phone number, vouched for by the messenger; the answer is E.164."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Step):
    """A paged list; the answer is the chosen item's id. Without items its text is `<dialog>-<name>.empty`.

    The id is not looked up again: what opens the item checks rights and state.
    """

    page: Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Step):
    """Something to read, with actions; ends the dialog only through them or back.

    Its text is all that `show` returns: no `<dialog>-<name>` is added.
    """

    show: Callable[[Ctx], Awaitable[View]]
    actions: Callable[[Ctx], Awaitable[Sequence[Action]]]
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Step):
    """All answers on one page, each with "change this"; confirming finishes the dialog.

    Its text is all that `show` returns: no `<dialog>-<name>` is added. `changeable` names the steps
    offered for change, in the order of their buttons; by default all that a person answered. The button
    of each is titled `<dialog>-<step>.change` ("Изменить тему"), `columns` of them a row; the title of
    an optional one may choose by `$given`, `yes` or `no` ("Добавить фото"). That of confirming is
    `confirm` ("Отправить"). `aside` are buttons that open something to read; back leads to the page.
    `settled` names steps that later answers have settled: they are not offered.
    """

    show: Callable[[Ctx], Awaitable[View]]
    changeable: tuple[str, ...] | None = None
    settled: Callable[[Ctx], Collection[str]] | None = None
    columns: int = 1
    confirm: Msg = field(default_factory=lambda: Msg("engine-confirm"))
    aside: Callable[[Ctx], Sequence[Action]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """A dialog; `finish` gets the session id as the idempotency key and the answers of the steps asked.

    A skipped step's answer is None ([] for lists); a step left out by `when` has none. After `Done`
    (or a `Msg`, which is short for it) the dialog is over; after `Open` the person comes back to the
    step that led there. A dialog without `finish` is for looking, not for filling in: leaving it loses
    nothing. At most one use case of a finish or an action may commit with the turn's cause.

    `version` grows when the steps change: an older session keeps the answers that still fit and goes
    on at the first open question. `title` names the dialog in the menu's "Continue: ...".
    """

    name: str
    steps: tuple[Step, ...]
    finish: "Callable[[Ctx, str, Answers], Awaitable[Done | Msg | Open]] | None" = None
    version: int = 1
    title: Msg | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All dialogs of one audience.

    `root` is the menu. `gate` names the dialog that has to come first (consent, sign-in) for whom; when
    it is done, the person goes on with what they came for. `typed` opens a dialog when a person writes
    at the menu without choosing anything: the text, and where a forwarded one stood, become answers
    through `given`, media and a point the answers of the dialog's first `Media` and `Place` steps. `started`
    turns a deep link's payload into a dialog, also for a person not known yet. `commands` maps menu commands
    to dialogs. With `anywhere` they do so on every card and list, too: nothing is asked there either.
    `voice` is how a person not known yet is spoken to, by what they answered before the gate.
    """

    dialogs: Mapping[str, Dialog]
    root: str
    gate: Callable[[Ctx], str | None]
    typed: Callable[[Ctx, str, Whence | None], Open | None]
    started: Callable[[Ctx, str], Open | None]
    commands: Mapping[str, str]
    voice: Callable[[Ctx], Voice] | None = None
    anywhere: bool = False
