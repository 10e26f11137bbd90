"""Screens and notices in MAX: one live message, edited and answered in one call, sent anew after words."""

import asyncio
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

from .client import MaxClient
from .keyboard import keyboard
from .posting import Json, Paper, Post

log = structlog.get_logger()

_TROUBLES = (PersonGone, TryLater, Uncertain, Rejected)


class MaxOutbound:
    """`dialogs.engine.ports.Outbound` for one MAX bot.

    The view it keeps: `m` the live message, `k` whether it has a keyboard, `f` its pictures, `x`
    messages that belong to it.
    """

    def __init__(self, bot: BotId, client: MaxClient, texts: Texts, files: Files) -> None:
        self._client = client
        self._texts = texts
        self._post = Post(bot, client, files)

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
        old, chat = view or {}, account.chat
        answerable = press if press is not None and press.callback else None
        paper = Paper(
            html=screen_html(self._texts, screen, voice, toast=answerable is None),
            keyboard=keyboard(self._texts, screen.rows, screen.ask, voice),
            media=screen.media,
        )
        target = live_target(screen, view, answerable)
        toast = toast_text(self._texts, screen.toast, voice) if answerable is not None else ""
        editable = target is not None and paper.single and not old.get("x")
        if target is not None and editable and await self._edited(chat, target, paper, answerable, toast):
            return _view([target], paper)
        new = await self._put(chat, paper)
        await self._afterwards(chat, old, target, answerable, toast)
        return new

    async def answer(self, press: Pressed, toast: Msg | None, *, voice: Voice) -> None:
        """Answer a press with a toast; without one MAX has nothing that could be said."""
        await self._notify(press, toast_text(self._texts, toast, voice))

    async def send(self, chat: str, letter: Letter, *, urgency: Urgency = Urgency.NOTICE) -> str:
        """Send a notice; the last message's id."""
        paper = Paper(
            html=letter_html(self._texts, letter),
            keyboard=keyboard(self._texts, letter.rows, None, letter.voice),
            media=letter.media,
        )
        return (await self._post.put(chat, paper, urgency))[-1]

    async def typing(self, chat: str) -> None:
        """Show that something happens."""
        if chat.startswith("u"):
            return
        try:
            await self._client.post(f"chats/{chat}/actions", {}, {"action": "typing_on"})
        except _TROUBLES as error:
            log.debug("typing-not-shown", error=type(error).__name__)

    async def _put(self, chat: str, paper: Paper) -> dict[str, Any]:
        try:
            mids = await self._post.put(chat, paper, Urgency.SCREEN)
        except Uncertain:
            # A screen shown twice is better than none.
            mids = await self._post.put(chat, paper, Urgency.SCREEN)
        return _view(mids, paper)

    async def _edited(self, chat: str, target: str, paper: Paper, press: Pressed | None, toast: str) -> bool:
        """Edit the message into the new screen; False when MAX cannot.

        With a press, one call edits and answers. When that one fails the plain edit is tried: it may be
        repeated without harm, and the press may be too old while the message is not.
        """

        async def answer(body: Json) -> Json:
            await self._client.limits.take(chat, Urgency.SCREEN)
            params = {"callback_id": press.callback if press else "", "disable_link_preview": "true"}
            told = {"notification": toast} if toast else {}
            return await self._client.post("answers", params, {"message": body, **told})

        async def edit(body: Json) -> Json:
            await self._client.limits.take(chat, Urgency.SCREEN)
            return await self._client.put("messages", {"message_id": target}, body)

        for call in (answer, edit) if press is not None else (edit,):
            try:
                await self._post.with_body(paper.html, paper.media, paper.keyboard, call)
            except Rejected as error:
                log.debug("screen-not-edited", why=str(error))
            except Uncertain:
                if call is edit:
                    raise
            else:
                return True
        return False

    async def _afterwards(
        self, chat: str, old: dict[str, Any], target: str | None, press: Pressed | None, toast: str
    ) -> None:
        """The new screen stands: answer the press, and clear away the old one."""
        work = []
        if press is not None:
            work.append(self._notify(press, toast))
        if target is not None:
            work.extend(self._delete(chat, mid) for mid in [target, *(old.get("x") or [])])
        elif old.get("k") and old.get("m"):
            work.append(self._strip(chat, old))
        await asyncio.gather(*work)

    async def _notify(self, press: Pressed, toast: str) -> None:
        if not press.callback or not toast:
            return
        try:
            await self._client.post("answers", {"callback_id": press.callback}, {"notification": toast})
        except _TROUBLES as error:
            log.debug("press-not-answered", error=type(error).__name__)

    async def _strip(self, chat: str, old: dict[str, Any]) -> None:
        """Take the keyboard off an old message; its text (left out) and its pictures stay."""

        async def edit(body: Json) -> Json:
            await self._client.limits.take(chat, Urgency.SCREEN)
            return await self._client.put("messages", {"message_id": old["m"]}, body)

        try:
            await self._post.with_body(None, old.get("f") or (), None, edit)
        except _TROUBLES as error:
            log.debug("keyboard-not-removed", error=type(error).__name__)

    async def _delete(self, chat: str, mid: str) -> None:
        try:
            await self._client.limits.take(chat, Urgency.SCREEN)
            await self._client.delete("messages", {"message_id": mid})
        except _TROUBLES as error:
            log.debug("message-not-removed", error=type(error).__name__)


def _view(mids: list[str], paper: Paper) -> dict[str, Any]:
    view: dict[str, Any] = {"m": mids[-1], "k": int(paper.keyboard is not None)}
    if len(mids) > 1:
        view["x"] = mids[:-1]
    elif paper.media:
        view["f"] = list(paper.media)
    return view
