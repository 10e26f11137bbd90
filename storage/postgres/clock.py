"""The shift of the sandbox's clock, kept with the facts that it dated."""

from dataclasses import dataclass
from typing import Final

from storage.postgres.pool import Database

_READ: Final = (
    "SELECT coalesce((SELECT value::text FROM deployment WHERE name = 'clock'), '0')::double precision"
)
_ADVANCE: Final = """
INSERT INTO deployment AS d (name, value) VALUES ('clock', to_jsonb($1::double precision))
ON CONFLICT (name) DO UPDATE SET value = to_jsonb(d.value::text::double precision + $1)
RETURNING value::text::double precision
"""


@dataclass(frozen=True, slots=True)
class ClockShift:
    """Seconds by which the virtual clock is ahead of the machine's; it only grows."""

    database: Database

    async def read(self) -> float:
        """The whole shift."""
        return float(await self.database.value(_READ))

    async def advance(self, seconds: float) -> float:
        """Move forward; the whole shift from now on. Raises `ValueError` for a step back."""
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        return float(await self.database.value(_ADVANCE, seconds))
