"""Photos and videos in PostgreSQL, so that one backup holds everything."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from core.notices.outbox import KeptFile
from core.shared.ids import BotId, FileId
from storage.packing import clean
from storage.postgres.pool import Database

# What is younger than a day is not written again. Rows are taken in one order, so that two renewals never
# wait for each other; which are old is settled before, or whoever waited would find theirs young and gone.
_RENEW: Final = """
WITH asked AS MATERIALIZED (
    SELECT id, kept_at < now() - interval '1 day' AS old FROM files WHERE id = ANY ($1::text[])
), taken AS MATERIALIZED (
    SELECT f.id FROM files f JOIN asked ON asked.id = f.id WHERE asked.old
    ORDER BY f.id FOR NO KEY UPDATE OF f
), renewed AS (
    UPDATE files f SET kept_at = now() FROM taken WHERE f.id = taken.id RETURNING f.id
)
SELECT id FROM renewed UNION ALL SELECT id FROM asked WHERE NOT old
"""
_KEEP: Final = """
INSERT INTO files (id, kind, mime, size, content) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET kept_at = now()
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
        """Keep once; a known file is not sent to the server again, but kept on."""
        file = FileId(sha256(content).hexdigest())
        if not await self.renew((file,)):
            await self.database.run(_KEEP, file, kind, mime, len(content), content)
        return file

    async def renew(self, files: Collection[FileId]) -> frozenset[FileId]:
        """Which of them are still there; nothing removes these for six days at least."""
        if not files:
            return frozenset()
        rows = await self.database.rows(_RENEW, list(files))
        return frozenset(FileId(row["id"]) for row in rows)

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
