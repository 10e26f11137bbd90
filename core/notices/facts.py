"""What is decided about notices, and whom alarms reached, as the journal tells it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from core.shared.facts import Fact
from core.shared.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtDecided(Fact):
    """A curator decided about a sending that may or may not have arrived; `subject` is what it was about.

    `attempt` is the try they looked at: when it was sent again meanwhile, they decided nothing.
    """

    area: ClassVar[str] = "notices"
    name: ClassVar[str] = "doubt-decided"
    parcel: int
    attempt: int
    resend: bool

    def details(self) -> dict[str, Any]:
        """Which parcel, and whether it goes out once more."""
        return {"parcel": self.parcel, "resend": self.resend}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityAlarmed(Fact):
    """Heightened activity on a topic, its `subject`, was told at once (ZAR-23).

    The messages that were counted came after `since`, up to `at`: the alarm stands in their histories.
    """

    area: ClassVar[str] = "notices"
    name: ClassVar[str] = "activity-alarmed"
    since: datetime
    count: int
    usual: int
    roles: tuple[Role, ...]

    def details(self) -> dict[str, Any]:
        """Since when and over how many hours they were counted, how many came, how many do, who was told."""
        told = [role.value for role in self.roles]
        since = self.since.isoformat()
        return {
            "since": since,
            "hours": self.hours,
            "count": self.count,
            "usual": self.usual,
            "told": told,
        }

    @property
    def hours(self) -> int:
        """How long the window was in which they were counted."""
        return round((self.at - self.since) / timedelta(hours=1))
