"""What people decide about notices, as the journal tells it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.shared.facts import Fact


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
