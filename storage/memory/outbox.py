"""The twins of the outbox and of the channels."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import orjson

from core.notices.facts import DoubtDecided
from core.notices.model import Assurance, Lane
from core.notices.outbox import Doubt, Parcel
from core.notices.policy import failed, uncertain
from core.notices.unreached import unreached
from core.shared.ids import BotId, MunicipalityId
from core.shared.voice import Voice
from storage.backoff import AWAKE, pause
from storage.letters import buttons_of, media_of, text_of
from storage.memory.people import wake
from storage.memory.posting import post
from storage.memory.state import OutboxRow, State, address, loop_now
from storage.memory.work import journal_row


@dataclass(frozen=True, slots=True)
class MemoryOutbox:
    """Implements `core.notices.outbox.Outbox`."""

    state: State

    async def recover(self, bot: BotId) -> int:
        """Settle what was being sent."""
        left = [row for row in self.state.outbox if row.bot == bot and row.state == "sending"]
        doubtful = 0
        for row in left:
            doubtful += row.assurance is Assurance.ONCE
            self._doubt(row, wait=0.0)
        return doubtful

    async def claim(self, bot: BotId, lane: Lane, limit: int) -> Sequence[Parcel]:
        """Take due parcels, the first of each recipient."""
        taken: list[Parcel] = []
        for row in self._heads(bot, lane):
            if len(taken) == limit:
                break
            row.state = "sending"
            row.attempts += 1
            row.since = datetime.now(UTC)
            taken.append(self._parcel(row))
        return taken

    async def sent(self, parcel: Parcel, message: str) -> None:
        """It arrived."""
        for row in self._sending(parcel):
            row.state, row.message = "sent", message

    async def later(self, parcel: Parcel, after: float) -> None:
        """Try again."""
        for row in self._sending(parcel):
            row.state, row.due = "pending", loop_now() + after

    async def uncertain(self, parcel: Parcel) -> None:
        """It may have arrived."""
        for row in self._sending(parcel):
            self._doubt(row, wait=pause(parcel.attempts))

    async def failed(self, parcel: Parcel, error: str) -> None:
        """Refused for good."""
        for row in self._sending(parcel):
            row.state, row.error = "failed", error
            post(self.state, row.municipality, failed(parcel))

    async def gone(self, parcel: Parcel) -> bool:
        """The person left this bot."""
        channel = self.state.channels.get((parcel.bot, parcel.user))
        if channel is not None:
            channel.gone = True
        for row in self._sending(parcel):
            row.state = "pending"
        return redirect(self.state, parcel.bot, parcel.user)

    async def resolve(self, decided: DoubtDecided) -> None:
        """Send it again, or leave it; the journal says who."""
        home = decided.by.municipality
        for row in self.state.outbox:
            found = (row.municipality, row.id, row.attempts)
            if found == (home, decided.parcel, decided.attempt) and row.state in {"uncertain", "failed"}:
                row.state = "pending" if decided.resend else "left"
                row.error = None if decided.resend else row.error
                row.due = 0.0
                self.state.journal.append((home, journal_row(decided, decided.by.cause, None)))
        self.state.news.set()

    async def doubts(self, municipality: MunicipalityId) -> Sequence[Doubt]:
        """All uncertain parcels, oldest first."""
        return [
            self._as_doubt(row)
            for row in self.state.outbox
            if row.municipality == municipality and row.state == "uncertain"
        ]

    async def doubt(self, municipality: MunicipalityId, parcel: int) -> Doubt | None:
        """One that is uncertain, or was refused for good."""
        for row in self.state.outbox:
            if (row.municipality, row.id) == (municipality, parcel) and row.state in {"uncertain", "failed"}:
                return self._as_doubt(row)
        return None

    async def unreached(self) -> int:
        """Tell the curators."""
        found = [
            row
            for row in self.state.outbox
            if row.state == "waiting" and row.assurance is Assurance.ONCE and row.error is None
        ]
        for row in found:
            row.error = "told"
            post(self.state, row.municipality, unreached(self._as_doubt(row)))
        return len(found)

    async def waiting(self, bot: BotId) -> None:
        """Return at something new, or after half a second; all bots share one bell here."""
        del bot
        try:
            async with asyncio.timeout(AWAKE):
                await self.state.news.wait()
        except TimeoutError:
            return
        self.state.news.clear()

    def _heads(self, bot: BotId, lane: Lane) -> Iterator[OutboxRow]:
        busy = {row.user for row in self.state.outbox if row.bot == bot and row.state == "sending"}
        now = loop_now()
        for row in self.state.outbox:
            if (row.bot, row.lane, row.state) != (bot, lane, "pending") or row.user in busy:
                continue
            busy.add(row.user)
            if row.due <= now:
                yield row

    def _as_doubt(self, row: OutboxRow) -> Doubt:
        return Doubt(
            id=row.id,
            attempt=row.attempts,
            municipality=row.municipality,
            about=row.about,
            person=row.person,
            person_name=self.state.name_of(row.person) or "",
            text=text_of(orjson.loads(row.body)),
            since=row.since,
            refused=row.state == "failed",
        )

    def _parcel(self, row: OutboxRow) -> Parcel:
        if row.bot is None:
            raise AssertionError("only addressed rows are claimed")
        body = orjson.loads(row.body)
        language = self.state.people[row.person].language
        return Parcel(
            id=row.id,
            municipality=row.municipality,
            bot=row.bot,
            person=row.person,
            user=row.user,
            chat=row.chat,
            voice=Voice(language=language, zone=self.state.zone_of(row.municipality)),
            text=text_of(body),
            buttons=buttons_of(body),
            media=media_of(body),
            about=row.about,
            assurance=row.assurance,
            lane=row.lane,
            attempts=row.attempts,
        )

    def _sending(self, parcel: Parcel) -> list[OutboxRow]:
        """Its row, unless it was settled already."""
        row = self.state.outbox[parcel.id - 1]
        return [row] if row.state == "sending" else []

    def _doubt(self, row: OutboxRow, *, wait: float) -> None:
        if row.assurance is Assurance.LEAST:
            row.state, row.due = "pending", loop_now() + wait
            return
        row.state = "uncertain"
        post(self.state, row.municipality, uncertain(self._parcel(row)))


@dataclass(frozen=True, slots=True)
class MemoryChannels:
    """Implements `core.notices.outbox.Channels`."""

    state: State

    async def left(self, bot: BotId, user: str) -> None:
        """Blocked."""
        channel = self.state.channels.get((bot, user))
        if channel is not None:
            channel.gone = True
            redirect(self.state, bot, user)

    async def came_back(self, bot: BotId, user: str, chat: str) -> None:
        """Unblocked."""
        channel = self.state.channels.get((bot, user))
        if channel is None:
            return
        channel.account = replace(channel.account, chat=chat)
        channel.gone, channel.used = False, self.state.use()
        wake(self.state, channel.person, channel.account)

    async def has_left(self, bot: BotId, user: str) -> bool:
        """Whether the channel is marked as left."""
        channel = self.state.channels.get((bot, user))
        return channel is not None and channel.gone


def redirect(state: State, bot: BotId, user: str) -> bool:
    """What was on its way to a channel that is gone takes the person's other one, or waits."""
    elsewhere = False
    for row in state.outbox:
        if (row.bot, row.user, row.state) != (bot, user, "pending"):
            continue
        account = state.reach(row.person, row.audience)
        address(row, account)
        row.due = 0.0
        elsewhere = elsewhere or account is not None
    state.news.set()
    return elsewhere
