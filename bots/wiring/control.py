"""What the sandbox may ask of the product: invitations for its phones, and the clock."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.people.invitations import InviteStaff
from core.people.model import Municipality
from core.people.passport import system_actor
from core.shared.clock import Clock
from core.shared.ids import UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Role

DEMO_ROLES: dict[Role, tuple[str, str, UnitId | None]] = {
    Role.CURATOR: ("Куратор", "Curator", None),
    Role.EXECUTOR: ("Исполнитель", "Executor", UnitId("roads")),
    Role.SPECIALIST: ("Специалист", "Specialist", UnitId("roads")),
    Role.HEAD: ("Руководитель центра", "Head of the centre", None),
    Role.DEPUTY: ("Заместитель главы", "Deputy head", None),
    Role.FIRST_DEPUTY: ("Первый заместитель", "First deputy", None),
    Role.HEAD_OF_STAFF: ("Руководитель аппарата", "Head of staff", None),
    Role.CITY_HEAD: ("Глава города", "City head", None),
    Role.ADMINISTRATOR: ("Администратор", "Administrator", None),
}


LONGEST = timedelta(days=366)
"""How far the clock moves at once."""


class SandboxControl:
    """Serves the sandbox's page; `shift` moves the clock by seconds.

    New phones are invited to the staff of `home`, whose zone and working time the page shows.
    """

    def __init__(
        self,
        *,
        invite: InviteStaff,
        home: Municipality,
        calendar: WorkingCalendar,
        clock: Clock,
        shift: Callable[[float], Awaitable[None]] | None,
    ) -> None:
        self._invite = invite
        self._home = home
        self._calendar = calendar
        self._clock = clock
        self._shift = shift

    async def invite(self, _messenger: str, role: str, name: str) -> dict[str, Any]:
        """A code for a new phone; refuses `role-unknown`."""
        try:
            wanted = Role(role)
            title, _, unit = DEMO_ROLES[wanted]
        except (KeyError, ValueError):
            raise Refusal("role-unknown") from None
        code = await self._invite(name or title, frozenset({wanted}), unit, by=system_actor(self._home.id))
        return {"code": code}

    async def roles(self) -> dict[str, Any]:
        """The roles the page offers."""
        return {
            "roles": [
                {"id": role.value, "title_ru": ru, "title_en": en} for role, (ru, en, _) in DEMO_ROLES.items()
            ]
        }

    async def clock(self) -> dict[str, Any]:
        """The product's time; `until` is when `working` next turns. Both are null outside the calendar."""
        now = self._clock.now()
        try:
            working, until = self._calendar.is_working(now), self._calendar.changes(now).isoformat()
        except BeyondCalendar:
            working, until = None, None
        return {
            "now": now.isoformat(),
            "virtual": self._shift is not None,
            "working": working,
            "until": until,
            "zone": self._home.zone,
        }

    async def advance(self, minutes: float, *, working: bool) -> dict[str, Any]:
        """Move it by minutes, or until so many working minutes have passed; a year at most.

        Refuses `clock-is-real`, `clock-only-forward`, and `clock-no-calendar` where the calendar ends.
        """
        if self._shift is None:
            raise Refusal("clock-is-real")
        if not 0 < minutes <= LONGEST.total_seconds() / 60:
            raise Refusal("clock-only-forward")
        step = timedelta(minutes=minutes)
        if working:
            now = self._clock.now()
            try:
                step = self._calendar.add(now, step) - now
            except BeyondCalendar:
                raise Refusal("clock-no-calendar") from None
        if step > LONGEST:
            raise Refusal("clock-only-forward")
        await self._shift(step.total_seconds())
        return await self.clock()
