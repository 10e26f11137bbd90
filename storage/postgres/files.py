"""Photos and videos in PostgreSQL, so that one backup holds everything."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from core.notices.outbox import KeptFile
from core.shared.ids import BotId, FileId
from storage.packing import clean
from storage.postgres.pool import Database

_KNOWN: Final = "SELECT FROM files WHERE id = $1"
_KEEP: Final = """
INSERT INTO files (id, kind, mime, size, content) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING
"""
_GET: Final = "SELECT id, kind, mime, size, content FROM files WHERE id = $1"
_TOKEN: Final = "SELECT token FROM file_tokens WHERE file_id = $1 AND bot = $2"  # noqa: S105 (no secret: a messenger's name for a file)
_REMEMBER: Final = """
INSERT INTO file_tokens (file_id, bot, token) SELECT id, $2, $3 FROM files WHERE id = $1
ON CONFLICT (file_id, bot) DO UPDATE SET token = excluded.token, kept_at = now()
"""


@dataclass(frozen=True, slots=True)
class PgFiles:
    """Implements `core.notices.outbox.Files`."""

    database: Database

    async def keep(self, kind: str, mime: str, content: bytes) -> FileId:
        """Keep once; a known file is not sent to the server again."""
        file = FileId(sha256(content).hexdigest())
        if await self.database.row(_KNOWN, file) is None:
            await self.database.run(_KEEP, file, kind, mime, len(content), content)
        return file

    async def get(self, file: FileId) -> KeptFile:
        """The file; raises `KeyError`."""
        row = await self.database.row(_GET, file)
        if row is None:
            raise KeyError(file)
        return KeptFile(id=file, kind=row["kind"], mime=row["mime"], size=row["size"], content=row["content"])

    async def token(self, file: FileId, bot: BotId) -> str | None:
        """The messenger's name of it, if it was uploaded there."""
        token: str | None = await self.database.value(_TOKEN, file, bot)
        return token

    async def remember(self, file: FileId, bot: BotId, token: str) -> None:
        """Cache it; a newer name replaces the older."""
        await self.database.run(_REMEMBER, file, bot, clean(token))
