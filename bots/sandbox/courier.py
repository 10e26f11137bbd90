"""Carries a bot's updates to its webhooks: in order for each chat, repeated until they are accepted."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import orjson

from bots.sandbox.chats import Bot, Subscription
from bots.sandbox.mailbox import Update
from bots.sandbox.world import World

_AT_ONCE = 40
_GROWTH = 2.5
_ANSWER_WITHIN = 30.0
_OK = 200
_GATHER = 0.02
_HEADERS = {"telegram": "X-Telegram-Bot-Api-Secret-Token", "max": "X-Max-Bot-Api-Secret"}

OnReply = Callable[[Bot, dict[str, Any]], Awaitable[None]]


class Courier:
    """Delivers for one bot while it has a webhook; each chat is a lane, lanes go side by side."""

    def __init__(self, world: World, bot: Bot, on_reply: OnReply | None) -> None:
        self._world = world
        self._bot = bot
        self._on_reply = on_reply
        self._lanes: dict[int, list[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._session: aiohttp.ClientSession | None = None
        self._chance = random.Random(bot.user_id)  # noqa: S311 # shuffling on request, nothing secret

    def start(self) -> None:
        """Deliver what waits and, from now on, what comes."""
        self._bot.mailbox.on_push = self._accept
        under_way = {update.id for lane in self._lanes.values() for update in lane}
        for update in list(self._bot.mailbox.pending.values()):
            if update.id not in under_way:
                self._accept(update)
        self.nudge()

    async def stop(self) -> None:
        """Deliver no more; what was not accepted stays in the mailbox."""
        self._bot.mailbox.on_push = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._lanes.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def nudge(self) -> None:
        """Send the malformed updates that were just ordered."""
        while self._bot.twist.malformed:
            self._supervise(self._deliver_raw(self._bot.twist.malformed.popleft()))

    def _accept(self, update: Update) -> None:
        if not self._bot.webhooks:
            return
        lane = self._lanes.setdefault(update.chat, [])
        lane += [update] * self._bot.twist.repeat
        if len(lane) == self._bot.twist.repeat:
            self._supervise(self._run(update.chat, lane))

    def _supervise(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, chat: int, lane: list[Update]) -> None:
        """Empty one lane; copies of an update that were accepted once need not be accepted again."""
        if self._bot.twist.shuffle:
            await asyncio.sleep(_GATHER)
        while lane:
            at = self._chance.randrange(len(lane)) if self._bot.twist.shuffle else 0
            update = lane[at]
            if not await self._deliver(update):
                break
            lane.remove(update)
            if update not in lane:
                self._bot.mailbox.done(update.id)
                if any(_wants(hook, update) for hook in self._bot.webhooks.values()):
                    self._world.receipts.add(self._bot.id, (update,))
                self._world.changed = True
        del self._lanes[chat]

    async def _deliver(self, update: Update) -> bool:
        """Post until every subscription that wants the update has accepted it; False when none is left."""
        accepted: set[str] = set()
        pause = self._world.config.retry_first
        while hooks := self._bot.webhooks:
            waiting = [hook for url, hook in hooks.items() if url not in accepted and _wants(hook, update)]
            for hook in waiting:
                if await self._post(hook, update.body):
                    accepted.add(hook.url)
            if all(hook.url in accepted for hook in waiting):
                return True
            await asyncio.sleep(pause)
            pause = min(pause * _GROWTH, self._world.config.retry_longest)
        return False

    async def _deliver_raw(self, raw: Any) -> None:
        body = raw.encode() if isinstance(raw, str) else orjson.dumps(raw)
        for hook in list(self._bot.webhooks.values()):
            await self._post(hook, body)

    async def _post(self, hook: Subscription, body: bytes) -> bool:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=_ANSWER_WITHIN)
            connector = aiohttp.TCPConnector(limit=_AT_ONCE)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
        headers = {"Content-Type": "application/json"}
        if hook.secret is not None:
            headers[_HEADERS[self._bot.messenger]] = hook.secret
        try:
            async with self._slots, self._session.post(hook.url, data=body, headers=headers) as answer:
                reply = await answer.read()
                status, kind = answer.status, answer.content_type
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._failed(hook, f"Connection failed: {type(error).__name__}")
            return False
        if status != _OK:
            self._failed(hook, f"Wrong response from the webhook: {status}")
            return False
        hook.failing_since = None
        if reply and kind == "application/json" and self._on_reply is not None:
            await self._answer(reply)
        return True

    async def _answer(self, reply: bytes) -> None:
        """A webhook may answer with a method to call."""
        try:
            call = orjson.loads(reply)
        except orjson.JSONDecodeError:
            return
        if isinstance(call, dict) and "method" in call and self._on_reply is not None:
            await self._on_reply(self._bot, call)

    def _failed(self, hook: Subscription, error: str) -> None:
        hook.last_error, hook.last_error_at = error, self._world.now()
        now = time.monotonic()
        hook.failing_since = hook.failing_since or now
        if self._bot.messenger == "max" and now - hook.failing_since > self._world.config.unsubscribe_after:
            self._bot.webhooks.pop(hook.url, None)
            self._world.changed = True


def _wants(hook: Subscription, update: Update) -> bool:
    return hook.kinds is None or update.kind in hook.kinds


class Couriers:
    """The couriers of all bots."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._running: dict[str, Courier] = {}
        self.on_reply: dict[str, OnReply] = {}

    async def follow(self, bot: Bot) -> None:
        """Start or stop a bot's courier as its webhooks demand."""
        running = self._running.get(bot.id)
        if bot.webhooks:
            if running is None:
                running = Courier(self._world, bot, self.on_reply.get(bot.messenger))
                self._running[bot.id] = running
            running.start()
        elif not bot.webhooks and running is not None:
            del self._running[bot.id]
            await running.stop()

    def nudge(self, bot: Bot) -> None:
        """Send a bot's malformed updates if it has a webhook."""
        if courier := self._running.get(bot.id):
            courier.nudge()

    async def start(self) -> None:
        """Start the couriers of the bots that had a webhook before a restart."""
        for bot in self._world.bots.values():
            await self.follow(bot)

    async def stop(self) -> None:
        """Stop them all."""
        for courier in list(self._running.values()):
            await courier.stop()
        self._running.clear()
