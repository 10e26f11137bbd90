"""What `veche check` looks at: each finding with its remedy."""

import asyncio
from contextlib import AsyncExitStack

from bots.delivery.ports import TokenRefused
from bots.texts.l10n import Texts
from core.deadlines.calendar import WorkingCalendar
from core.deadlines.horizon import shortage
from core.deadlines.shelf import Calendars
from core.regulation.profile import Profile
from core.regulation.rules import Rules
from core.shared.ids import BOTS, BotId, MunicipalityId
from dialogs.engine.ports import Rejected, TryLater, Uncertain
from storage.redis.link import packed

from .bot import build_adapter
from .clock import RealClock
from .opening import Opened, opened
from .places import LOCALES
from .profiles import load_ready
from .settings import Settings, SettingsError

WITHIN = 20.0
Finding = tuple[str, str | None]


async def findings(settings: Settings, rules: Rules, calendars: Calendars) -> list[Finding]:
    """Name and, where something is wrong, what to do about it."""
    found: list[Finding] = [
        ("settings", None),
        _ready(),
        *(_profile(home, profile) for home, profile in rules.profiles.items()),
        *(_horizon(home, calendars.of(home)) for home in rules.profiles),
    ]
    async with AsyncExitStack() as stack:
        try:
            store = await stack.enter_async_context(opened(settings, rules, None))
        except SettingsError as error:
            return [*found, ("database", str(error))]
        found.append(("database", None))
        found.append(("redis", await _redis(store)))
        if settings.sandboxed:
            found.append(("tokens", None))
            return found
        chosen = [bot for bot in BOTS if settings.token(bot) is not None]
        found.extend([(bot, await _token(settings, store, bot)) for bot in chosen])
    return found


def _ready() -> Finding:
    """The profiles that ship, whether they are served or not."""
    try:
        return f"profiles that ship: {', '.join(sorted(load_ready().profiles))}", None
    except SettingsError as error:
        return "profiles that ship", f"{error} Install this version of Veche anew."


def _profile(home: MunicipalityId, profile: Profile) -> Finding:
    """A city's profile, and what in it nobody has compared with an official source."""
    doubts = profile.clauses.derived
    return f"profile {home}{', to be confirmed: ' if doubts else ''}{', '.join(doubts)}", None


def _horizon(home: MunicipalityId, calendar: WorkingCalendar) -> Finding:
    """How far the city's working time is known, and what in it nobody has confirmed."""
    told = f"working time of {home} ({calendar.name}.toml {calendar.version}) until {calendar.last}"
    if calendar.plan.derived:
        told += f", to be confirmed: {', '.join(calendar.plan.derived)}"
    lacking = shortage(calendar, RealClock().now())
    if lacking is None:
        return told, None
    wrong = "it has ended, so nothing can be computed" if lacking.over else f"{lacking.year} is missing"
    return told, (
        f"{wrong}; add {lacking.year} to {calendar.plan.federal.name}.toml from the government's decree, "
        f"and write valid_until = {lacking.year}-12-31 in {calendar.name}.toml."
    )


async def _redis(store: Opened) -> str | None:
    try:
        await store.redis.call(packed(b"PING"))
    except store.stores.troubles:
        return "does not answer; start it, or correct VECHE_REDIS_URL."
    return None


async def _token(settings: Settings, store: Opened, bot: BotId) -> str | None:
    name = f"VECHE_{bot.replace('-', '_').upper()}_TOKEN"
    try:
        adapter = build_adapter(settings, bot, Texts(LOCALES), store.stores.files, RealClock())
    except TokenRefused as error:
        return str(error)
    try:
        async with asyncio.timeout(WITHIN):
            await adapter.client.me()
    except TokenRefused:
        return f"{name} is not accepted; copy the token anew from the messenger."
    except (TryLater, Uncertain, Rejected, TimeoutError):
        return "the messenger does not answer; check the network, or the API address."
    finally:
        await adapter.client.close()
    return None
