"""Random walks over a registry: whatever a client may send, in any order, with every screen checked.

The walker chooses with a function it is given, so that Hypothesis can drive and shrink it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import orjson

from dialogs.engine import data
from dialogs.engine.player import Player
from dialogs.engine.screen import Screen
from dialogs.engine.session import DEPTH, chain, dump, load, pack, unpack
from dialogs.engine.steps import KINDS
from dialogs.engine.update import Act, Commanded, Left, Phone, Point, Pressed, RemoteMedia, Said, Started

T = TypeVar("T")
Choose = Callable[[Sequence[Any]], Any]
"""One of several, as `random.choice` or a Hypothesis draw."""

ROWS = 30
IN_A_ROW = 7

WORDS = (
    "",
    " ",
    "да",
    "5",
    "-1",
    "999999999999999999",
    "завтра",
    "5 мая",
    "31.02.2026",
    "улица Ленина, дом 5",
    "На детской площадке у дома сломаны качели, дети могут пораниться.",
    "engine-back",
    "/",
    "\u202e\u0000\ud800 🙂",
    "ы" * 5000,
)
DATA = (
    "",
    "@",
    "#",
    "@.",
    "@nobody.1",
    "#nobody.",
    "x",
    "........",
    "aaaaaaaa.0.",
    "aaaaaaaa.zzzz.oX",
    "aaaaaaaa.-1.oX",
    "кнопка",
    "a" * 64,
    "a" * 1024,
)
ODD = ("voice", "sticker", "poll", "file", "audio", "other")


class Walker:
    """Walks with a player. `args` are subjects to open each dialog at, `words` what else may be typed."""

    def __init__(
        self,
        player: Player,
        choose: Choose,
        *,
        args: Mapping[str, Sequence[str]] | None = None,
        words: Sequence[str] = (),
        payloads: Sequence[str] = (),
    ) -> None:
        self._player = player
        self._choose = choose
        self._args = args or {}
        self._words = (*WORDS, *words)
        self._payloads = ("", "unknown", "%", *payloads)
        self._old: list[str] = []
        self._makers: tuple[Callable[[], Act], ...] = (
            self._press,
            self._press,
            self._press,
            self._press,
            self._say,
            self._say,
            self._send,
            self._enter,
            self._press_old,
            self._forge,
            self._come,
        )

    async def step(self) -> None:
        """Do one thing, look at what came of it, and let the messenger deliver it once more."""
        player, act = self._player, self._choose(self._makers)()
        await player.deliver(player.update(act))
        if isinstance(act, Left):
            return
        self._look(act)
        before = _without_view(player)
        await player.deliver_again()
        self._look(act)
        if _without_view(player) != before:
            raise AssertionError(f"delivered twice, {act} changed something")

    def _press(self) -> Act:
        buttons = self._player.buttons if self._player.outbound.shown else []
        if not buttons:
            return self._say()
        return self._pressed(self._choose(buttons).data)

    def _say(self) -> Act:
        if self._player.outbound.shown and (titles := self._player.titles):
            return Said(text=self._choose((*self._words, self._choose(titles))))
        return Said(text=self._choose(self._words))

    def _send(self) -> Act:
        photo = RemoteMedia(kind="photo", ref=f"file-{self._choose(range(4))}")
        text = self._choose(("", "Подпись к снимку, достаточно длинная"))
        return self._choose(  # type: ignore[no-any-return]  # every choice is an act
            (
                Said(text=text, media=(photo,)),
                Said(text=text, media=(photo,) * 12),
                Said(point=Point(55.75, 37.62), text=text),
                Said(point=Point(1e9, float("nan"))),
                Said(phone=Phone("79001234567", own=True)),
                Said(phone=Phone("79001234567", own=False)),
                Said(phone=Phone("79001234567", own=True), forwarded=True),
                Said(phone=Phone("not a number", own=True)),
                Said(odd=self._choose(ODD)),
            )
        )

    def _enter(self) -> Act:
        dialog = self._choose(sorted(self._player.registry.dialogs))
        arg = self._choose(("", "unknown", *self._args.get(dialog, ())))
        return self._pressed(data.entry(dialog, arg, notice=self._choose((True, False))))

    def _press_old(self) -> Act:
        return self._pressed(self._choose(self._old)) if self._old else Started()

    def _forge(self) -> Act:
        session = self._player.conversation.session
        if session is None or self._choose((True, False)):
            return self._pressed(self._choose(DATA))
        verb = self._choose(sorted(data.VERBS))
        arg = self._choose(("", "0", "99", "unknown", *(step for step in session.answers)))
        return self._pressed(data.press(data.prefix(session), verb, arg))

    def _come(self) -> Act:
        commands = sorted(self._player.registry.commands)
        return self._choose(  # type: ignore[no-any-return]  # every choice is an act
            (
                Started(self._choose(self._payloads)),
                Commanded(self._choose((*commands, "unknown", ""))),
                Left(),
            )
        )

    def _pressed(self, pressed: str) -> Pressed:
        return Pressed(data=pressed, callback="press", message="live")

    def _look(self, act: Act) -> None:
        """What must hold of every screen and every session."""
        screen = self._player.screen
        try:
            self._check_screen(screen)
            self._check_session()
        except AssertionError as error:
            raise AssertionError(f"after {act}: {error} on {[msg.id for msg in screen.text]}") from error
        self._old = [*self._old, *(button.data for button in self._player.buttons)][-40:]

    def _check_screen(self, screen: Screen) -> None:
        if not screen.text:
            raise AssertionError("nothing is said")
        if not (screen.rows or screen.ask or self._asks_in_words()):
            raise AssertionError("no way on or back")
        if len(screen.rows) > ROWS or any(not 0 < len(row) <= IN_A_ROW for row in screen.rows):
            raise AssertionError("more buttons than MAX takes")
        for button in self._player.buttons:
            if len(button.data.encode()) > data.LIMIT or data.parse(button.data) is None:
                raise AssertionError(f"a button that cannot be pressed: {button.data!r}")

    def _asks_in_words(self) -> bool:
        """A question before the gate may have no button: the answer is typed."""
        session = self._player.conversation.session
        if session is None or session.pending is None:
            return False
        dialog = self._player.registry.dialogs[session.dialog]
        return any(step.name == session.step and KINDS[type(step)].question for step in dialog.steps)

    def _check_session(self) -> None:
        conversation = self._player.conversation
        if conversation.session is None:
            raise AssertionError("no session is kept")
        packed = pack(conversation.session)
        again = unpack(orjson.loads(orjson.dumps(packed)))
        if again is None or pack(again) != packed or dump(load(dump(conversation))) != dump(conversation):
            raise AssertionError("the session does not survive being kept")
        if len(chain(conversation.session)) > DEPTH:
            raise AssertionError("too many dialogs lie on each other")


def _without_view(player: Player) -> bytes:
    conversation = player.conversation
    conversation.view = None
    return dump(conversation)
