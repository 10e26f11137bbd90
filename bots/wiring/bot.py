"""One bot, ready to run: its messenger's adapter, its runner, its way in and its way out."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from bots.delivery.media import Keeper
from bots.delivery.ports import TokenRefused
from bots.delivery.sender import Sender, Way
from bots.http.metrics import Metrics
from bots.texts.l10n import Texts
from bots.turns.intake import Intake
from core.notices.model import Button as NoticeButton
from core.notices.outbox import Files
from core.people.model import Account
from core.people.use_cases import WhoAmI
from core.shared.clock import Clock
from core.shared.ids import BotId, audience_of
from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs import citizen, staff
from dialogs.app import App
from dialogs.engine.data import entry
from dialogs.engine.ports import Letter, Passport, PersonGone, Ports, Rejected, TryLater, Uncertain
from dialogs.engine.runner import Runner
from dialogs.engine.screen import Button
from dialogs.engine.update import Update

from .adapter import Adapter
from .settings import Settings
from .stores import Stores
from .supervise import Supervisor

log = structlog.get_logger()

PAUSE = 5.0


def build_adapter(settings: Settings, bot: BotId, texts: Texts, files: Files, clock: Clock) -> Adapter:
    """The adapter of the bot's messenger; only the messenger that is used is imported."""
    token = settings.bot_token(bot)
    if token is None:
        raise AssertionError("only bots with a token are built")
    if bot.startswith("telegram"):
        from .telegram import telegram_adapter  # noqa: PLC0415 (importing aiogram takes seconds)

        return telegram_adapter(settings, bot, token=token, texts=texts, files=files, clock=clock)
    from .max import max_adapter  # noqa: PLC0415 (only when there is a MAX bot)

    return max_adapter(settings, bot, token=token, texts=texts, files=files, clock=clock)


@dataclass(frozen=True, slots=True)
class Passports:
    """Who is behind an account, and whether they had left the bot."""

    who: WhoAmI
    stores: Stores

    async def find(self, account: Account) -> Passport | None:
        """The person as they may act now; None while the bot does not know them."""
        actor = await self.who(account)
        if actor is None:
            return None
        return Passport(actor, gone=await self.stores.away(account.bot, account.user))


class Nicks(Protocol):
    """Where a bot says under which name it is found."""

    async def keep(self, bot: str, nick: str) -> None:
        """Remember it for every process."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all bots of a process share."""

    settings: Settings
    stores: Stores
    app: App
    texts: Texts
    clock: Clock
    metrics: Metrics
    supervisor: Supervisor
    alone: Callable[[str], AbstractAsyncContextManager[Any]]
    nicks: Nicks


class Bot:
    """One bot of this process: take updates, show screens, send the outbox."""

    def __init__(self, bot: BotId, adapter: Adapter, shared: Shared) -> None:
        self.id = bot
        self._adapter = adapter
        self._not_now: tuple[type[BaseException], ...] = (
            TryLater,
            Uncertain,
            Rejected,
            TokenRefused,
            *shared.stores.troubles,
        )
        self._shared = shared
        supervisor, stores = shared.supervisor, shared.stores
        self._registry = citizen.registry() if audience_of(bot) == "citizen" else staff.registry()
        self._runner = Runner(
            self._registry,
            shared.app,
            Ports(
                conversations=stores.conversations,
                inbox=stores.inbox,
                passports=Passports(shared.app.who, stores),
                reach=stores.channels,
                outbound=adapter.outbound,
                keeper=Keeper(stores.files, {bot: adapter.client}),
                clock=shared.clock,
                after=self._after,
                wording=shared.texts.label,
                label=adapter.label,
            ),
        )
        self.intake = Intake(
            bot=bot,
            read=adapter.read,
            turns=self._runner,
            inbox=stores.inbox,
            troubles=stores.troubles,
            start=supervisor.errand,
            sorry=self._sorry,
            count=shared.metrics.count,
        )

    def admits(self, headers: Mapping[str, str]) -> bool:
        """Whether a webhook request is the messenger's own."""
        return self._adapter.genuine(headers)

    async def take(self, payload: bytes) -> None:
        """Handle one webhook body to the end."""
        self._adapter.limits.expect()
        await self.intake.pushed(payload)

    def start(self) -> None:
        """Start everything that runs beside: the way in, the sender, the commands menu."""
        keep = self._shared.supervisor.keep
        if self._shared.settings.hook_base is not None:
            keep(f"webhook-{self.id}", self._adapter.watch)
            keep(f"taking-up-{self.id}", self._take_up)
        else:
            keep(f"polling-{self.id}", self._poll)
        keep(f"sender-{self.id}", self._send)
        self._shared.supervisor.errand(f"menu-{self.id}", self._menu())

    async def close(self) -> None:
        """Close the connections."""
        await self._adapter.client.close()

    async def _take_up(self, stop: asyncio.Event) -> None:
        """What polling stored before webhooks took over, and a killed process did not end."""
        async with self._shared.alone(f"polling-{self.id}"):
            await self.intake.recover()
        await stop.wait()

    async def _poll(self, stop: asyncio.Event) -> None:
        async with self._shared.alone(f"polling-{self.id}"):
            await self._adapter.unhook()
            await self.intake.recover()
            await self._adapter.poll(self.intake.polled, stop)

    async def _send(self, stop: asyncio.Event) -> None:
        async with self._shared.alone(f"sender-{self.id}"):
            sender = Sender(
                Way(
                    bot=self.id,
                    courier=self._adapter.courier,
                    limits=self._adapter.limits,
                    pack=_pack,
                ),
                self._shared.stores.outbox,
                start=self._shared.supervisor.errand,
                count=lambda end: self._shared.metrics.sent.labels(self.id, end).inc(),
            )
            await sender.run(stop)

    async def _menu(self) -> None:
        """The commands menu in every language, tried until the messenger takes it."""
        names = self._registry.commands
        stop = self._shared.supervisor.stopping
        while not stop.is_set():
            try:
                nick = (await self._adapter.client.me()).username
                await self._shared.nicks.keep(self.id, nick)
                for language in (None, "en"):
                    voice = Voice(language or "ru")
                    menu = [(name, self._shared.texts.label(Msg(f"command-{name}"), voice)) for name in names]
                    await self._adapter.client.set_commands(menu, language)
            except self._not_now as error:
                log.warning("menu-not-set", bot=self.id, why=type(error).__name__)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), PAUSE)
            else:
                return

    async def _sorry(self, update: Update) -> None:
        """One clear sentence to a person whose update broke us; it is among the dead letters."""
        voice = Voice("en" if update.locale.startswith("en") else "ru")
        with suppress(PersonGone, TryLater, Uncertain, Rejected):
            letter = Letter(voice=voice, text=(Msg("engine-sorry"),))
            await self._adapter.courier.send(update.account.chat, letter)

    def _after(self, seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async def later() -> None:
            await asyncio.sleep(seconds)
            await work()

        self._shared.supervisor.errand(f"later-{self.id}", later())


def made(shared: Shared, bots: Sequence[BotId]) -> dict[BotId, Bot]:
    """Bots with their adapters, not started."""
    settings, texts, files = shared.settings, shared.texts, shared.stores.files
    return {bot: Bot(bot, build_adapter(settings, bot, texts, files, shared.clock), shared) for bot in bots}


def _pack(button: NoticeButton) -> Button:
    return Button(title=button.title, data=entry(button.dialog, button.arg))
