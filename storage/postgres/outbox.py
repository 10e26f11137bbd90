"""The outbox: what one sender a bot takes, sends and settles."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Final

import orjson

from core.notices.facts import DoubtDecided
from core.notices.model import Assurance, Lane, Notice
from core.notices.outbox import Doubt, Parcel
from core.notices.policy import failed, uncertain
from core.notices.unreached import unreached
from core.shared.ids import BotId, MunicipalityId
from core.shared.voice import Voice
from storage.backoff import AWAKE, pause
from storage.letters import buttons_of, media_of, text_of
from storage.packing import clean, pack
from storage.postgres import outbox_sql as sql
from storage.postgres.bell import Bell
from storage.postgres.pool import Database, Row
from storage.postgres.rows import journal_row, notice_row

Trouble = Callable[[Parcel], Sequence[Notice]]

ERROR_MAX: Final = 500

TOLD: Final = "left every channel; the curators know"


class PgOutbox:
    """Implements `core.notices.outbox.Outbox`; the caller sees to it that a bot has one sender.

    `doubtful` and `undelivered` make the notices about notices. Every call raises `Unavailable`.
    """

    def __init__(
        self,
        database: Database,
        bell: Bell,
        *,
        doubtful: Trouble = uncertain,
        undelivered: Trouble = failed,
    ) -> None:
        self._database = database
        self._bell = bell
        self._doubtful = doubtful
        self._undelivered = undelivered
        self._arrived: dict[tuple[MunicipalityId, int], str] = {}
        self._writing = asyncio.Lock()

    async def recover(self, bot: BotId) -> int:
        """Settle what a killed sender left: `least` is pending again, `once` uncertain; how many of these."""
        rows = await self._database.rows(sql.SENDING, bot)
        homes: defaultdict[MunicipalityId, list[Parcel]] = defaultdict(list)
        for row in rows:
            if row["assurance"] == Assurance.ONCE:
                homes[row["municipality_id"]].append(_parcel(row))
        for parcels in homes.values():
            await self._trouble(sql.UNCERTAIN, parcels, self._doubtful, None)
        await self._database.run(sql.RECOVER, bot)
        return sum(map(len, homes.values()))

    async def claim(self, bot: BotId, lane: Lane, limit: int) -> Sequence[Parcel]:
        """Take due parcels, the first of each recipient."""
        return [_parcel(row) for row in await self._database.rows(sql.CLAIM, bot, lane, limit)]

    async def sent(self, parcel: Parcel, message: str) -> None:
        """It arrived. Marks that come while one is written are written together."""
        mark = (parcel.municipality, parcel.id)
        self._arrived[mark] = clean(message)
        async with self._writing:
            if mark in self._arrived:
                await self._write_arrived()

    async def later(self, parcel: Parcel, after: float) -> None:
        """Try again in `after` seconds."""
        await self._database.run(sql.LATER, parcel.municipality, parcel.id, after)

    async def uncertain(self, parcel: Parcel) -> None:
        """It may have arrived: `least` is tried again after a pause, `once` waits for a person."""
        if parcel.assurance is Assurance.LEAST:
            await self.later(parcel, pause(parcel.attempts))
        else:
            await self._trouble(sql.UNCERTAIN, [parcel], self._doubtful, None)

    async def failed(self, parcel: Parcel, error: str) -> None:
        """Refused for good."""
        await self._trouble(sql.FAILED, [parcel], self._undelivered, clean(error)[:ERROR_MAX])

    async def gone(self, parcel: Parcel) -> bool:
        """The person left this bot; whether another channel was found."""
        bots = await self._database.value(sql.LEFT, parcel.bot, parcel.user, parcel.id)
        self._bell.ring(bots)
        return bool(bots)

    async def resolve(self, decided: DoubtDecided) -> None:
        """Send it again, or leave it; one statement with the journal."""
        by = decided.by
        told = pack([journal_row(decided, by.cause)])
        parcel, attempt = decided.parcel, decided.attempt
        bot = await self._database.value(sql.RESOLVE, by.municipality, parcel, decided.resend, told, attempt)
        self._bell.ring([bot])

    async def doubts(self, municipality: MunicipalityId) -> Sequence[Doubt]:
        """All uncertain parcels, oldest first."""
        return [_doubt(row) for row in await self._database.rows(sql.DOUBTS, municipality)]

    async def doubt(self, municipality: MunicipalityId, parcel: int) -> Doubt | None:
        """One that is uncertain, or was refused for good."""
        row = await self._database.row(sql.DOUBT, municipality, parcel)
        return _doubt(row) if row is not None else None

    async def unreached(self) -> int:
        """Tell the curators, one parcel a statement: it may be on its way again by then."""
        rows = await self._database.rows(sql.UNREACHED)
        for parcel in map(_doubt, rows):
            told = pack([notice_row(notice, seq) for seq, notice in enumerate(unreached(parcel))])
            home, ids = parcel.municipality, [parcel.id]
            self._bell.ring(await self._database.value(sql.TOLD, home, told, ids, TOLD))
        return len(rows)

    async def waiting(self, bot: BotId) -> None:
        """Return when the bell rings, or after half a second."""
        await self._bell.heard(bot, AWAKE)

    async def _write_arrived(self) -> None:
        marks, self._arrived = self._arrived, {}
        homes, ids = [home for home, _ in marks], [number for _, number in marks]
        try:
            await self._database.run(sql.SENT, homes, ids, list(marks.values()))
        except BaseException:
            self._arrived = {**marks, **self._arrived}
            raise

    async def _trouble(
        self, statement: str, parcels: Sequence[Parcel], tell: Trouble, error: str | None
    ) -> None:
        """Parcels of one municipality."""
        told = [notice for parcel in parcels for notice in tell(parcel)]
        rows = pack([notice_row(notice, seq) for seq, notice in enumerate(told)])
        home, ids = parcels[0].municipality, [parcel.id for parcel in parcels]
        self._bell.ring(await self._database.value(statement, home, rows, ids, error))


class PgChannels:
    """Implements `core.notices.outbox.Channels`."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def left(self, bot: BotId, user: str) -> None:
        """What was on its way there takes the person's other channel, or waits."""
        self._bell.ring(await self._database.value(sql.LEFT, bot, clean(user), None))

    async def came_back(self, bot: BotId, user: str, chat: str) -> None:
        """What waited for the person goes out here."""
        self._bell.ring(await self._database.value(sql.CAME_BACK, bot, clean(user), clean(chat)))

    async def has_left(self, bot: BotId, user: str) -> bool:
        """Whether the channel is marked as left."""
        return bool(await self._database.value(sql.HAS_LEFT, bot, clean(user)))


def _parcel(row: Row) -> Parcel:
    body: dict[str, Any] = orjson.loads(row["body"])
    return Parcel(
        id=row["id"],
        municipality=row["municipality_id"],
        bot=row["bot"],
        person=row["person_id"],
        user=row["user_id"],
        chat=row["chat"],
        voice=Voice(language=row["language"], zone=row["zone"]),
        text=text_of(body),
        buttons=buttons_of(body),
        media=media_of(body),
        about=row["about"],
        assurance=Assurance(row["assurance"]),
        lane=Lane(row["lane"]),
        attempts=row["attempts"],
    )


def _doubt(row: Row) -> Doubt:
    return Doubt(
        id=row["id"],
        attempt=row["attempts"],
        municipality=row["municipality_id"],
        about=row["about"],
        person=row["person_id"],
        person_name=row["person_name"],
        text=text_of(orjson.loads(row["body"])),
        since=row["changed_at"],
        refused=row["state"] == "failed",
    )
