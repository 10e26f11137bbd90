"""Screens and notices in Telegram: one live message, edited on a press, sent anew after typed words."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from bots.delivery.compose import letter_html, screen_html, toast_text
from bots.delivery.limits import Urgency
from bots.delivery.live import live_target
from bots.delivery.ports import Texts
from core.notices.outbox import Files
from core.people.model import Account
from core.shared.ids import BotId
from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.ports import Letter, PersonGone, Rejected, TryLater, Uncertain
from dialogs.engine.screen import Screen
from dialogs.engine.update import Pressed

from .client import TelegramClient
from .editing import Editor, other_kind
from .keyboard import REMOVE, asking, inline
from .posting import Paper, Post

log = structlog.get_logger()

# A keyboard in place of the phone's own goes only with a message of its own; this one lives a moment.
REMOVER = "✓"
_TROUBLES = (PersonGone, TryLater, Uncertain, Rejected)


class TelegramOutbound:
    """`dialogs.engine.ports.Outbound` for one Telegram bot.

    The view it keeps: `m` the live message, `k` whether it has a keyboard, `f` the picture it is the
    caption of, `x` messages that belong to it, `a` the pictures among them, `l` labels that stand for
    presses while the phone's own keyboard is replaced.
    """

    def __init__(self, bot: BotId, client: TelegramClient, texts: Texts, files: Files) -> None:
        self._client = client
        self._texts = texts
        self._post = Post(bot, client, files)
        self._editor = Editor(client, self._post)

    async def show(
        self,
        account: Account,
        screen: Screen,
        *,
        voice: Voice,
        view: dict[str, Any] | None,
        press: Pressed | None,
    ) -> dict[str, Any]:
        """Show the live screen; the new view."""
        old = view or {}
        chat = int(account.chat)
        if press is None or not press.callback:
            return await self._drawn(chat, screen, voice, old, _target(screen, view, None), toast=True)
        target = _target(screen, view, press)
        if _goes(screen, old, target, press):
            return await self._parted(chat, screen, voice, old, target, press)
        drawing = self._drawn(chat, screen, voice, old, target, toast=False)
        return await _first(drawing, self.answer(press, screen.toast, voice=voice))

    async def answer(self, press: Pressed, toast: Msg | None, *, voice: Voice) -> None:
        """Stop the button's spinner, with a toast or without; trouble here is nobody's loss."""
        if not press.callback:
            return
        params = {"callback_query_id": press.callback}
        if text := toast_text(self._texts, toast, voice):
            params["text"] = text
        try:
            await self._client.call("answerCallbackQuery", params)
        except _TROUBLES as error:
            log.debug("press-not-answered", error=type(error).__name__)

    async def send(self, chat: str, letter: Letter, *, urgency: Urgency = Urgency.NOTICE) -> str:
        """Send a notice; the last message's id."""
        paper = Paper(
            html=letter_html(self._texts, letter),
            markup=inline(self._texts, letter.rows, letter.voice),
            media=letter.media,
        )
        return str((await self._post.put(int(chat), paper, urgency))[-1])

    async def typing(self, chat: str) -> None:
        """Show that something happens."""
        try:
            await self._client.call("sendChatAction", {"chat_id": int(chat), "action": "typing"})
        except _TROUBLES as error:
            log.debug("typing-not-shown", error=type(error).__name__)

    async def _parted(
        self,
        chat: int,
        screen: Screen,
        voice: Voice,
        old: dict[str, Any],
        target: int | None,
        press: Pressed,
    ) -> dict[str, Any]:
        """Show a screen with which the pressed button goes: it turns until then, and is not answered apart.

        What a toast would say stands on the screen.
        """
        try:
            return await self._drawn(chat, screen, voice, old, target, toast=True)
        except _TROUBLES:
            await self.answer(press, screen.toast, voice=voice)
            raise

    async def _drawn(
        self, chat: int, screen: Screen, voice: Voice, old: dict[str, Any], target: int | None, *, toast: bool
    ) -> dict[str, Any]:
        html = screen_html(self._texts, screen, voice, toast=toast)
        if screen.ask is not None:
            markup, labels, links = asking(self._texts, screen.ask, screen.rows, voice)
            html = "\n\n".join([html, *links])
            paper = Paper(html=html, markup=markup, media=screen.media)
            asked = (
                self._anew(chat, paper, old) if target is None else self._replaced(chat, paper, old, target)
            )
            return {**await asked, "k": 0, "l": labels}
        paper = Paper(html=html, markup=inline(self._texts, screen.rows, voice), media=screen.media)
        if target is not None and (edited := await self._editor.edit(chat, target, paper, old)) is not None:
            return edited
        if target is not None:
            return await self._replaced(chat, paper, old, target)
        if "l" in old:
            return await self._unasked(chat, paper, old)
        return await self._anew(chat, paper, old)

    async def _anew(self, chat: int, paper: Paper, old: dict[str, Any]) -> dict[str, Any]:
        """Send, then take the keyboard off the message that was live.

        In this order: while the limit or the network holds the new one back, there is still something
        to press.
        """
        new = await self._put(chat, paper)
        if old.get("k") and old.get("m"):
            await self._editor.strip(chat, old["m"])
        return new

    async def _replaced(self, chat: int, paper: Paper, old: dict[str, Any], target: int) -> dict[str, Any]:
        """What cannot be edited into the new screen is sent, and then the old one removed."""
        new = await self._put(chat, paper)
        mine = old.get("m") == target
        await self._editor.remove(chat, [target, *(old.get("x") or [])] if mine else [target])
        return new

    async def _unasked(self, chat: int, paper: Paper, old: dict[str, Any]) -> dict[str, Any]:
        """Give the phone its own keyboard back, with the screen itself where that is possible."""
        if paper.markup is None:
            return await self._anew(chat, Paper(html=paper.html, markup=REMOVE, media=paper.media), old)
        remover = await self._post.text((chat, Urgency.SCREEN), REMOVER, REMOVE)
        return await _first(self._put(chat, paper), self._editor.remove(chat, [remover]))

    async def _put(self, chat: int, paper: Paper) -> dict[str, Any]:
        try:
            ids = await self._post.put(chat, paper, Urgency.SCREEN)
        except Uncertain:
            # A screen shown twice is better than none.
            ids = await self._post.put(chat, paper, Urgency.SCREEN)
        view: dict[str, Any] = {"m": ids[-1], "k": int(paper.markup is not None)}
        if len(ids) > 1:
            view["x"] = ids[:-1]
            if paper.media:
                view["a"] = list(paper.media)
        elif paper.media:
            view["f"] = list(paper.media)
        return view


async def _first(
    drawing: Coroutine[Any, Any, dict[str, Any]], beside: Coroutine[Any, Any, None]
) -> dict[str, Any]:
    """Both at once; what the first one gives. One task is enough for two."""
    aside = asyncio.ensure_future(beside)
    try:
        return await drawing
    except asyncio.CancelledError:
        aside.cancel()
        raise
    finally:
        await aside


def _target(screen: Screen, view: dict[str, Any] | None, press: Pressed | None) -> int | None:
    """The message to edit; none while the phone's own keyboard is replaced."""
    if "l" in (view or {}):
        return None
    found = live_target(screen, view, press)
    return int(found) if found is not None and found.isdigit() else None


def _goes(screen: Screen, old: dict[str, Any], target: int | None, press: Pressed) -> bool:
    """Whether the message under the finger is sure to be removed, or to lose its keyboard."""
    if "l" in old:
        return False
    if target is None:
        return bool(old.get("k")) and press.message == str(old.get("m"))
    return screen.ask is not None or other_kind(screen.media, old)
