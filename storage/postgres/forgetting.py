"""Removes what nobody needs any more: notices that arrived long ago, files of abandoned dialogs."""

from datetime import UTC, datetime
from typing import Final

import structlog

from storage.postgres.mentions import MENTIONS
from storage.postgres.pool import Database

log = structlog.get_logger()

BATCH: Final = 500
"""So many rows are looked at, and at most removed, by one statement."""

LOOSE: Final = "7 days"
"""How long files that nothing refers to are kept: a dialog that is gone on with keeps its own on."""

_PARCELS: Final = f"""
WITH gone AS (
    DELETE FROM outbox WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM outbox
        WHERE state IN ('sent', 'left', 'dropped') AND changed_at < now() - make_interval(days => $1::integer)
        ORDER BY changed_at LIMIT {BATCH}
    )) RETURNING id
)
SELECT count(*) FROM gone
"""  # noqa: S608 (constants)

_NAMED: Final = " OR ".join(f"EXISTS (SELECT FROM {each.table} m WHERE {each.finds})" for each in MENTIONS)

# Files are gone through by age, from `($1, $2)` on. Nobody is waited for: a file that is kept on or sent
# again at this very moment is left alone, and when it was a moment ago, it is not old. What a commit refers
# to was kept on less than two days before (`dialogs.engine.keeping`), so it is not old either.
_FILES: Final = f"""
WITH old AS MATERIALIZED (
    SELECT f.id, f.kept_at FROM files f
    WHERE f.kept_at < now() - interval '{LOOSE}' AND (f.kept_at, f.id) > ($1::timestamptz, $2::text)
    ORDER BY f.kept_at, f.id LIMIT {BATCH}
), loose AS MATERIALIZED (
    SELECT f.id FROM old f WHERE NOT ({_NAMED})
), taken AS MATERIALIZED (
    SELECT f.id FROM files f JOIN loose ON loose.id = f.id WHERE f.kept_at < now() - interval '{LOOSE}'
    FOR UPDATE OF f SKIP LOCKED
), names AS (
    DELETE FROM file_tokens t USING taken WHERE t.file_id = taken.id
), gone AS (
    DELETE FROM files f USING taken WHERE f.id = taken.id RETURNING f.id
)
SELECT (SELECT count(*) FROM old) AS seen, (SELECT count(*) FROM gone) AS gone, last.kept_at, last.id
FROM (SELECT kept_at, id FROM old ORDER BY kept_at DESC, id DESC LIMIT 1) last
"""  # noqa: S608 (constants)

_FIRST: Final = (datetime(1, 1, 1, tzinfo=UTC), "")


class Forgetting:
    """One round after another, each batch by batch; the caller sees to it that one runs at a time.

    `days`: how long notices that need nothing more are kept.
    """

    def __init__(self, database: Database, *, days: int) -> None:
        self._database = database
        self._days = days
        self._from = _FIRST

    async def step(self) -> bool:
        """Remove one batch of each; False when the round is over. Raises `Unavailable`."""
        parcels = await self._database.value(_PARCELS, self._days)
        files, more = await self._files()
        if parcels or files:
            log.info("forgotten", parcels=parcels, files=files)
        return more or parcels == BATCH

    async def _files(self) -> tuple[int, bool]:
        row = await self._database.row(_FILES, *self._from)
        if row is None:
            self._from = _FIRST
            return 0, False
        self._from = row["kept_at"], row["id"]
        return row["gone"], True
