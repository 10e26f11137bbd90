"""Under which names the bots are found in their messengers, for deep links made by any process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from storage.postgres.pool import Database

_READ: Final = "SELECT substr(name, 5) AS bot, value #>> '{}' AS nick FROM deployment WHERE name LIKE 'bot:%'"
_KEEP: Final = """
INSERT INTO deployment AS d (name, value) VALUES ('bot:' || $1, to_jsonb($2::text))
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE d.value <> excluded.value
"""


@dataclass(frozen=True, slots=True)
class Nicks:
    """Each bot says once a start who it is."""

    database: Database

    async def keep(self, bot: str, nick: str) -> None:
        """The messenger calls this bot so (no `@`)."""
        await self.database.run(_KEEP, bot, nick)

    async def read(self) -> Mapping[str, str]:
        """All nicks by bot."""
        return {row["bot"]: row["nick"] for row in await self.database.rows(_READ)}
