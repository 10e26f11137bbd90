"""What the `veche` command does beside running: schema, checks, invitations, the sandbox's clock."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.people.model import NAME_MAX, NAME_MIN, StaffName
from core.people.passport import system_actor
from core.regulation.rules import Rules
from core.shared.ids import MunicipalityId, UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Role

from . import logs
from .calendars import load_calendars, shown_city
from .checks import findings
from .clock import RealClock, VirtualClock
from .opening import Opened, opened
from .product import StaffLinks, build_product
from .profiles import load_rules
from .settings import Settings, SettingsError, load

_STEPS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_WORKING_DAY = timedelta(hours=8)
_LONGEST = timedelta(days=366)


def migrate() -> int:
    """Bring the schema up to date."""

    async def work(_store: Opened, _settings: Settings, _rules: Rules) -> int:
        return _say("Схема базы данных в порядке. The schema is up to date.")

    return _with_stores(work)


def demo_data() -> int:
    """The demo city is a profile that ships with Veche: opening the stores writes it."""

    async def work(_store: Opened, _settings: Settings, rules: Rules) -> int:
        if MunicipalityId("demo") not in rules.profiles:
            raise SettingsError(
                'VECHE_PROFILES: your folder has no profile with id = "demo"; '
                "unset VECHE_PROFILES to use the demo city that ships with Veche."
            )
        demo = rules.of(MunicipalityId("demo"))
        return _say(
            f"Город «{demo.municipality.title}» (demo): подразделений {len(demo.units)}, "
            f"тем {len(demo.topics)}. Сотрудников пригласит `veche staff invite --municipality demo ...`."
        )

    return _with_stores(work)


def check() -> int:
    """Every finding with its remedy; 0 when there is none."""
    logs.configure("error")
    try:
        settings = load()
        rules = load_rules(settings.profiles)
        calendars = load_calendars(settings.profiles, rules)
    except SettingsError as error:
        return _complain(error)
    found = asyncio.run(findings(settings, rules, calendars))
    for name, wrong in found:
        _say(f"{'✗' if wrong else '✓'} {name}{': ' + wrong if wrong else ''}")
    return 1 if any(wrong for _, wrong in found) else 0


def invite(*, municipality: str, role: str, name: str, unit: str) -> int:
    """Print a one-time code and the deep links."""

    async def work(store: Opened, settings: Settings, rules: Rules) -> int:
        home, post = MunicipalityId(municipality), _role(role)
        _known(rules, home, unit)
        _called(name)
        links, clock = StaffLinks(), VirtualClock()
        links.learn(await store.nicks.read())
        clock.shift(await store.shift.read() if settings.moves_time else 0)
        calendars = load_calendars(settings.profiles, rules)
        app = build_product(store.stores, rules, calendars, clock, links)
        made = await app.invite(
            name, frozenset({post}), UnitId(unit) if unit else None, by=system_actor(home)
        )
        _say(f"Код: {made}")
        for link in links(made):
            _say(f"{link.messenger}: {link.url}")
        if not links(made):
            _say("Ссылки появятся, когда рабочие боты хоть раз запустятся; код можно ввести и в самом боте.")
        return 0

    return _with_stores(work)


def advance(duration: str, *, working: bool) -> int:
    """Move the virtual clock, on request by working time; refused where it is real."""

    async def work(store: Opened, settings: Settings, rules: Rules) -> int:
        if not settings.moves_time:
            raise SettingsError(
                "Часы здесь настоящие. Переводить можно только виртуальные: VECHE_VIRTUAL_CLOCK=1, "
                "и не с настоящими мессенджерами."
            )
        city = shown_city(rules)
        calendar = load_calendars(settings.profiles, rules).of(city.id)
        step = _length(duration, working=working)
        if working:
            step = _worked(calendar, RealClock().now() + timedelta(seconds=await store.shift.read()), step)
        shift = timedelta(seconds=await store.shift.advance(step.total_seconds()))
        _say(f"Часы впереди настоящих на {timedelta(seconds=round(shift.total_seconds()))}.")
        return _say(f"{city.title}: {_hour(calendar, RealClock().now() + shift)}.")

    return _with_stores(work)


def _with_stores(work: Callable[[Opened, Settings, Rules], Awaitable[int]]) -> int:
    logs.configure("error")

    async def go() -> int:
        settings = load()
        rules = load_rules(settings.profiles)
        async with _stores(settings, rules) as store:
            return await work(store, settings, store.rules)

    try:
        return asyncio.run(go())
    except (SettingsError, Refusal) as error:
        return _complain(error)


@asynccontextmanager
async def _stores(settings: Settings, rules: Rules) -> AsyncIterator[Opened]:
    async with opened(settings, rules, None) as store:
        try:
            yield store
        except store.stores.troubles as error:
            raise SettingsError(f"{error}. Проверьте VECHE_DATABASE_URL и VECHE_REDIS_URL.") from None


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise SettingsError(f"--role: нет роли {role!r}; есть {', '.join(Role)}.") from None


def _called(name: str) -> None:
    try:
        StaffName.parse(name)
    except Refusal:
        raise SettingsError(f"--name: напишите имя от {NAME_MIN} до {NAME_MAX} знаков.") from None


def _known(rules: Rules, home: MunicipalityId, unit: str) -> None:
    if home not in rules.profiles:
        raise SettingsError(f"--municipality: нет {home!r}; есть {', '.join(rules.profiles)}.")
    units = [each.id for each in rules.of(home).units]
    if unit and unit not in units:
        raise SettingsError(f"--unit: нет {unit!r}; есть {', '.join(units)}.")


def _length(duration: str, *, working: bool) -> timedelta:
    found = re.fullmatch(r"(\d{1,6})([smhd])", duration.strip())
    if found is None:
        raise SettingsError(f"Непонятно, сколько: {duration!r}. Напишите, например, 61m, 2h или 1d.")
    steps = {**_STEPS, "d": _WORKING_DAY} if working else _STEPS
    return _allowed(int(found[1]) * steps[found[2]])


def _allowed(step: timedelta) -> timedelta:
    if not timedelta() < step <= _LONGEST:
        raise SettingsError("Часы идут только вперёд и за раз не дальше года.")
    return step


def _worked(calendar: WorkingCalendar, now: datetime, amount: timedelta) -> timedelta:
    try:
        return _allowed(calendar.add(now, amount) - now)
    except BeyondCalendar as error:
        raise SettingsError(f"Рабочий календарь там кончается: {error}.") from None


def _hour(calendar: WorkingCalendar, now: datetime) -> str:
    local = f"{now.astimezone(calendar.zone):%d.%m.%Y %H:%M}"
    try:
        return f"{local}, {'рабочее' if calendar.is_working(now) else 'нерабочее'} время"
    except BeyondCalendar:
        return local


def _say(line: str) -> int:
    print(line)  # noqa: T201 (the operator's terminal)
    return 0


def _complain(error: Exception) -> int:
    print(error, file=sys.stderr)  # noqa: T201 (the operator's terminal)
    return 2
