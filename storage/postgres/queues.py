"""How long the queues are, for the metrics."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from storage.postgres.pool import Database

_WAITING: Final = """
SELECT bot, count(*) AS parcels FROM outbox
WHERE state IN ('pending', 'sending') AND bot IS NOT NULL GROUP BY bot
"""
_UNCERTAIN: Final = "SELECT count(*) FROM outbox WHERE state = 'uncertain'"
_DEAD: Final = "SELECT count(*) FROM inbox WHERE state = 'dead'"


@dataclass(frozen=True, slots=True)
class Queues:
    """Counts over the inbox and the outbox."""

    database: Database

    async def waiting(self) -> Mapping[str, int]:
        """Parcels that are not settled, by bot."""
        return {row["bot"]: row["parcels"] for row in await self.database.rows(_WAITING)}

    async def uncertain(self) -> int:
        """Sendings a person has to decide on."""
        return int(await self.database.value(_UNCERTAIN))

    async def dead(self) -> int:
        """Updates that could not be handled."""
        return int(await self.database.value(_DEAD))
