"""One update through: hold the person, turn, record, show, save.

The order, and what a crash leaves at each point:

1. `take` (first Redis flight): the conversation is locked and loaded. An update whose keys it has
   seen is not handled again: the person is shown where they stand.
2. The turn is computed. It sends nothing, so it may be computed again, except for a use case that
   commits: that commit marks the update's inbox rows (`Cause.settle`) and is the turn's one trip to
   the database. Killed before the commit: nothing happened, the messenger delivers again, or what
   polling stored is taken up after the start. Killed after it: the same, and the turn calls the use
   case with the same session id, the commit finds the mark (`Duplicate`), and the person is told that
   it is done already.
3. A turn without a commit records the update (`admit`), unless polling stored it before. The inbox
   knows updates for longer than a conversation does: one that is done changes nothing, the person is
   shown where they stand; one that was given up is left alone.
4. `show`: the screen goes out. Killed after it: delivered again, the same turn shows the same screen.
   While more of the same person waits behind, it may be left out; what it said is owed by the next one,
   which is there to come: it is an update of its own, and not done.
5. `save` (second Redis flight) unlocks. The hold lapsed meanwhile (`LostHold`): saved under a new hold,
   unless somebody else changed the conversation; then all of it once more.
6. The rows are marked done, many in one statement, some time later. Killed before: delivered or taken
   up again, the keys are among the seen ones.

So no order of crashes loses an accepted update or does its effect twice; a screen may be shown twice.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from core.people.model import Account
from core.shared.actor import Actor, Cause
from core.shared.holds import Busy, Hold, LostHold
from core.shared.inbox import Admission
from core.shared.msg import Msg
from dialogs.engine import data, who
from dialogs.engine.dialog import Registry
from dialogs.engine.fetching import fetch
from dialogs.engine.ports import Ports
from dialogs.engine.screen import Screen
from dialogs.engine.session import Conversation, dump, load
from dialogs.engine.showing import Showing
from dialogs.engine.turn import standing, turn
from dialogs.engine.update import Act, Ignored, Left, Pressed, Said, Started, Update
from dialogs.engine.world import World

if TYPE_CHECKING:
    from dialogs.app import App

SLOW = 1.0
"""After so many seconds of a turn the person sees that something happens."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An update, and what is known of it: its row is stored, more of the same person waits behind it."""

    update: Update
    stored: bool
    followed: Callable[[], bool]


class Runner:
    """Handles the updates of one bot; any number of runners in any number of processes."""

    def __init__(self, registry: Registry, app: "App", ports: Ports) -> None:
        self._registry = registry
        self._app = app
        self._ports = ports
        self._showing = Showing(ports)

    async def handle(
        self, update: Update, *, stored: bool, followed: Callable[[], bool] = lambda: False
    ) -> None:
        """Handle one update to the end; `stored`: its inbox row is there already.

        `followed`: whether more of the same person waits behind it; then its screen may be left out.

        Raises `Busy` when the person is held elsewhere (deliver it again), and whatever the turn, the
        database or Redis raise: nothing is saved then, and the update is not done.
        """
        if isinstance(update.act, Ignored):
            await self._record_only(update, stored=stored)
            return
        given = _Given(update, stored, followed)
        if not await self._once(given) and not await self._once(given):
            raise Busy("the hold was lost twice")

    async def _record_only(self, update: Update, *, stored: bool) -> None:
        cause = Cause(update.account.bot, update.keys)
        if not stored:
            await self._ports.inbox.admit(cause)
        self._ports.inbox.done(cause)

    async def _once(self, given: _Given) -> bool:
        """False when the hold was lost and somebody else went on meanwhile."""
        account, cause = given.update.account, Cause(given.update.account.bot, given.update.keys)
        hold, kept = await self._ports.conversations.take(account.bot, account.user)
        try:
            saved = await self._handled(given, cause, kept)
        except BaseException:
            await self._release(hold)
            raise
        try:
            await self._ports.conversations.save(hold, saved)
        except LostHold:
            if not await self._save_late(account, kept, saved):
                return False
        if given.stored or not cause.settled:
            self._ports.inbox.done(cause)
        return True

    async def _save_late(self, account: Account, kept: bytes | None, saved: bytes) -> bool:
        """The hold lapsed, but if nobody changed the conversation meanwhile, what was shown still holds."""
        hold, now = await self._ports.conversations.take(account.bot, account.user)
        if now != kept:
            await self._release(hold)
            return False
        with suppress(LostHold):
            await self._ports.conversations.save(hold, saved)
            return True
        return False

    async def _handled(self, given: _Given, cause: Cause, kept: bytes | None) -> bytes:
        """What the person sees, shown; the conversation to save."""
        conversation = load(kept)
        update = self._pressed(given.update, conversation)
        given = replace(given, update=update)
        if isinstance(update.act, Left):
            return await self._left(given, cause, conversation)
        if all(key in conversation.seen for key in update.keys):
            return await self._stand(given, cause, conversation)
        world = await self._world(update, cause, conversation)
        timer = asyncio.get_running_loop().call_later(SLOW, self._typing, update.account.chat)
        try:
            conversation, screen = await turn(self._registry, conversation, world, update.act)
        finally:
            timer.cancel()
        if not (given.stored or cause.settled):
            admission = await self._ports.inbox.admit(cause)
            if admission is Admission.DONE:
                return await self._stand(given, cause, load(kept))
            if admission is Admission.DEAD:
                return await self._given_up(given, world, load(kept))
        return await self._shown(given, world, conversation, screen)

    def _pressed(self, update: Update, conversation: Conversation) -> Update:
        """Words that a keyboard typed for the person are the press they stand for."""
        said = update.act
        if not isinstance(said, Said) or not said.text or said.media:
            return update
        data = self._ports.label(conversation.view, said.text)
        if data is None:
            return update
        return replace(update, act=Pressed(data=data, callback="", message=said.message))

    async def _stand(self, given: _Given, cause: Cause, conversation: Conversation) -> bytes:
        """The update was handled before: nothing changes, the person is shown where they stand."""
        world = await self._world(given.update, cause, conversation)
        conversation, screen = await standing(self._registry, conversation, world)
        return await self._shown(given, world, conversation, screen)

    async def _shown(
        self, given: _Given, world: World, conversation: Conversation, screen: Screen | None
    ) -> bytes:
        """Shown, or left out for the sake of the next one."""
        update, reached = given.update, True
        if screen is not None and not screen.result and given.followed():
            self._showing.leave_out(update, conversation, screen, world.voice)
        elif screen is not None:
            reached = await self._showing.show(update, conversation, screen, world.voice)
        if not reached or world.actor is None:
            conversation.who = None
        elif world.renewed:
            conversation.who = who.keep(world.actor, world.now)
        conversation.remember(update.keys)
        return dump(conversation)

    async def _given_up(self, given: _Given, world: World, conversation: Conversation) -> bytes:
        """The update was tried too often: it is left alone, and the person is not kept waiting."""
        update = given.update
        if conversation.owed is not None:
            conversation, screen = await standing(self._registry, conversation, world)
            return await self._shown(given, world, conversation, screen)
        if isinstance(update.act, Pressed) and update.act.callback:
            await self._showing.answer(update.act, Msg("engine-sorry"), world.voice)
        conversation.remember(update.keys)
        return dump(conversation)

    async def _left(self, given: _Given, cause: Cause, conversation: Conversation) -> bytes:
        """The person blocked the bot; their dialog waits, should they come back."""
        update = given.update
        if given.stored or await self._ports.inbox.admit(cause) is not Admission.DONE:
            await self._ports.reach.left(update.account.bot, update.account.user)
            conversation.who = conversation.view = conversation.owed = None
        conversation.remember(update.keys)
        return dump(conversation)

    async def _world(self, update: Update, cause: Cause, conversation: Conversation) -> World:
        now = self._ports.clock.now()
        known = None if _asks_anew(update.act) else who.recall(conversation.who, cause, now)
        return World(
            app=self._app,
            account=update.account,
            actor=known or await self._read(update.account, cause),
            renewed=known is None,
            voice=who.stranger(update.locale),
            now=now,
            cause=cause,
            wording=self._ports.wording,
            keep=partial(fetch, self._ports.keeper, update.account.bot),
            still=self._ports.keeper.renew,
            renew=partial(self._read, update.account, cause),
        )

    async def _read(self, account: Account, cause: Cause) -> Actor | None:
        """Read the person anew; if their channel is marked as left, they are back."""
        passport = await self._ports.passports.find(account)
        if passport is None:
            return None
        if passport.gone:
            await self._ports.reach.came_back(account.bot, account.user, account.chat)
        return who.acting(passport.actor, cause)

    def _typing(self, chat: str) -> None:
        self._ports.after(0, partial(self._ports.outbound.typing, chat))

    async def _release(self, hold: Hold) -> None:
        """Let the next update in; if Redis is down, the hold lapses by itself."""
        with suppress(Exception):
            await self._ports.conversations.release(hold)


def _asks_anew(act: Act) -> bool:
    """Whether who the person is has to be read anew: at a start, and under a notice.

    The work of an absent colleague is told of the moment it becomes theirs.
    """
    if isinstance(act, Started):
        return True
    meant = data.parse(act.data) if isinstance(act, Pressed) else None
    return isinstance(meant, data.Entry) and meant.notice
