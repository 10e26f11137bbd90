"""What the sandbox may ask of the product: invitations for its phones, and the clock."""

from collections.abc import Awaitable, Callable
from typing import Any

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
    Role.HEAD: ("Руководитель центра", "Head of the centre", None),
    Role.ADMINISTRATOR: ("Администратор", "Administrator", None),
}


class SandboxControl:
    """Serves the sandbox's page; `shift` moves the clock by seconds.

    New phones are invited to the staff of `home`, whose zone the page shows times in.
    """

    def __init__(
        self,
        *,
        invite: InviteStaff,
        home: Municipality,
        clock: Clock,
        shift: Callable[[float], Awaitable[None]] | None,
    ) -> None:
        self._invite = invite
        self._home = home
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
        """The product's time; `working` is unknown as long as there is no working calendar."""
        return {
            "now": self._clock.now().isoformat(),
            "virtual": self._shift is not None,
            "working": None,
            "zone": self._home.zone,
        }

    async def advance(self, minutes: float, *, working: bool) -> dict[str, Any]:
        """Move it, a year at most; refuses `clock-is-real`, `clock-only-forward`, `clock-no-calendar`."""
        if self._shift is None:
            raise Refusal("clock-is-real")
        if working:
            raise Refusal("clock-no-calendar")
        if not 0 < minutes <= 366 * 24 * 60:
            raise Refusal("clock-only-forward")
        await self._shift(minutes * 60)
        return await self.clock()
