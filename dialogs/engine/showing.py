"""Shows screens, whatever the messenger answers: nobody else waits for one person's trouble."""

from dataclasses import replace
from functools import partial

import structlog

from core.people.model import Account
from core.shared.holds import Busy, Hold, LostHold
from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.ports import PersonGone, Ports, Rejected, TryLater, Uncertain
from dialogs.engine.screen import Screen
from dialogs.engine.session import Conversation, Owed, dump, load
from dialogs.engine.update import Pressed, Update

log = structlog.get_logger()

PATIENCE = 8
"""So often a screen that the messenger refused for now is shown again."""

LONGEST_PAUSE = 60.0

MOST_OWED = 6
"""So many different things, the newest, stand above the screen that is drawn in the end."""


class Showing:
    """The way to one bot's people."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    async def show(self, update: Update, conversation: Conversation, screen: Screen, voice: Voice) -> bool:
        """Show a screen and keep the view of it; False when the person left the bot.

        Refused for now, it is shown again later, unless the person went on meanwhile.
        """
        account, press = update.account, _answerable(update)
        screen, conversation.owed = _paid(screen, conversation.owed), None
        try:
            conversation.view = await self._ports.outbound.show(
                account, screen, voice=voice, view=conversation.view, press=press
            )
        except PersonGone:
            await self._gone(account, conversation)
            return False
        except TryLater as later:
            self._retry(account, update.keys, screen, voice, later.after, PATIENCE)
        except (Uncertain, Rejected) as trouble:
            log.warning(
                "screen-not-shown", bot=account.bot, kind=type(trouble).__name__, screen=_name(screen)
            )
        return True

    def leave_out(self, update: Update, conversation: Conversation, screen: Screen, voice: Voice) -> None:
        """More of the same person waits: the next screen says what this one would have said.

        A press is answered all the same, and nobody waits for that.
        """
        press, owed = _answerable(update), conversation.owed or Owed()
        said = (*owed.say, *((screen.error,) if screen.error else ()), *screen.remarks)
        conversation.owed = Owed(tuple(dict.fromkeys(said))[-MOST_OWED:], owed.fresh or screen.fresh)
        if press is not None:
            self._ports.after(0, partial(self.answer, press, screen.toast, voice))

    async def answer(self, press: Pressed, toast: Msg | None, voice: Voice) -> None:
        """Answer a press without touching the screen; a failure is of no consequence."""
        try:
            await self._ports.outbound.answer(press, toast, voice=voice)
        except (PersonGone, TryLater, Uncertain, Rejected) as trouble:
            log.info("press-not-answered", kind=type(trouble).__name__)

    def _retry(
        self, account: Account, keys: tuple[str, ...], screen: Screen, voice: Voice, pause: float, left: int
    ) -> None:
        if left == 0:
            log.warning("screen-given-up", bot=account.bot, screen=_name(screen))
            return
        again = partial(self._again, account, keys, screen, voice, pause, left - 1)
        self._ports.after(min(pause, LONGEST_PAUSE), again)

    async def _again(
        self, account: Account, keys: tuple[str, ...], screen: Screen, voice: Voice, pause: float, left: int
    ) -> None:
        try:
            hold, kept = await self._ports.conversations.take(account.bot, account.user)
        except Busy:
            self._retry(account, keys, screen, voice, pause, left)
            return
        try:
            saved = await self._shown_again(account, load(kept), keys, screen, voice)
        except TryLater as later:
            await self._ports.conversations.release(hold)
            self._retry(account, keys, screen, voice, max(later.after, pause * 2), left)
            return
        except BaseException:
            await self._ports.conversations.release(hold)
            raise
        await self._save(hold, saved)

    async def _shown_again(
        self,
        account: Account,
        conversation: Conversation,
        keys: tuple[str, ...],
        screen: Screen,
        voice: Voice,
    ) -> bytes | None:
        """The conversation to save; None when the person went on meanwhile, or it failed for good."""
        if tuple(conversation.seen[-len(keys) :]) != keys:
            return None
        try:
            conversation.view = await self._ports.outbound.show(
                account, screen, voice=voice, view=conversation.view, press=None
            )
        except PersonGone:
            await self._gone(account, conversation)
            conversation.who = None
        except (Uncertain, Rejected) as trouble:
            log.warning(
                "screen-not-shown", bot=account.bot, kind=type(trouble).__name__, screen=_name(screen)
            )
            return None
        return dump(conversation)

    async def _save(self, hold: Hold, saved: bytes | None) -> None:
        try:
            if saved is None:
                await self._ports.conversations.release(hold)
            else:
                await self._ports.conversations.save(hold, saved)
        except LostHold:
            log.info("view-not-saved", bot=hold.bot)

    async def _gone(self, account: Account, conversation: Conversation) -> None:
        await self._ports.reach.left(account.bot, account.user)
        conversation.view = None


def _answerable(update: Update) -> Pressed | None:
    return update.act if isinstance(update.act, Pressed) and update.act.callback else None


def _paid(screen: Screen, owed: Owed | None) -> Screen:
    """With what is owed above, unless it stands there anyway."""
    if owed is None:
        return screen
    say = tuple(msg for msg in owed.say if msg != screen.error and msg not in screen.text)
    return replace(screen, text=(*say, *screen.text), fresh=screen.fresh or owed.fresh)


def _name(screen: Screen) -> str:
    """Which screen it was, without what stands on it."""
    return screen.text[0].id if screen.text else ""
