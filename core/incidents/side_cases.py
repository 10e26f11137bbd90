"""Beside the answer: replies, declines, joins, links, ratings, status; rights are checked, always."""

from dataclasses import dataclass

from core.incidents.changing import Changes, few, registered
from core.incidents.model import Incident
from core.incidents.occasion import Desk
from core.incidents.parts import Origin
from core.incidents.ports import OpenWork, Topics
from core.incidents.side_facts import AppealShown
from core.incidents.values import Decline, IncidentText, Score, Words
from core.shared.actor import Actor
from core.shared.ids import BotId, FileId, Ids, IncidentId, PersonId
from core.shared.retried import retried
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorWrites(Changes):
    """The author replies to a question, or adds words in any state."""

    @retried
    async def __call__(
        self, incident: IncidentId, text: str, media: tuple[FileId, ...] = (), *, by: Actor, key: str = ""
    ) -> Incident:
        """Refuses `incident-not-yours`, `media-too-many`, `notes-too-many`; `key` twice counts once."""
        said = Words.parse(text)
        few(media)
        return await self.change(
            incident, by, lambda found, at: found.author_writes(said, media, at=at, key=key)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseUnanswered(Changes):
    """The author let a question pass: the worker closes the incident."""

    @retried
    async def __call__(self, incident: IncidentId, *, by: Actor) -> Incident:
        """Changes nothing where the author replied meanwhile."""
        return await self.change(incident, by, lambda found, at: found.close_unanswered(at=at))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineIncident(Changes):
    """A curator declines a message with its reason (ZAR-19)."""

    @retried
    async def __call__(
        self, incident: IncidentId, reason: Decline, comment: str = "", *, by: Actor
    ) -> Incident:
        """Refuses `no-right`, `incident-answered`, `incident-closed`."""
        said = Words.parse(comment).value if comment else ""
        return await self.change(
            incident, by, lambda found, at: found.decline(reason, said, at=at), right=Right.DECLINE
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectAppeal(Changes):
    """A curator finds that it is an appeal under 59-FZ (ZAR-2, LAB-1.2.4)."""

    @retried
    async def __call__(self, incident: IncidentId, *, by: Actor) -> Incident:
        """Refuses `no-right`, `incident-answered`, `incident-closed`."""
        return await self.change(incident, by, lambda found, at: found.redirect(at=at), right=Right.DECLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAppeal:
    """A resident was shown the way to file an official appeal: that is written down (ZAR-2)."""

    open: OpenWork
    desk: Desk

    @retried
    async def __call__(self, *, by: Actor) -> None:
        """Always."""
        async with self.open() as work:
            work.incidents.note(AppealShown(subject=by.person, at=self.desk(by).now, by=by))
            await work.commit(by)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowIncident(Changes):
    """A resident joins a similar open message instead of writing a new one."""

    @retried
    async def __call__(
        self,
        incident: IncidentId,
        text: str = "",
        media: tuple[FileId, ...] = (),
        *,
        by: Actor,
        key: str = "",
    ) -> Incident:
        """What they were about to send is kept beside. Refuses `incident-closed`, `incident-answered`."""
        said = Words.parse(text) if text else None
        few(media)
        return await self.change(incident, by, lambda found, at: found.follow(said, media, at=at, key=key))


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinIncidents(Changes):
    """A curator merges a message into another on the same matter."""

    @retried
    async def __call__(self, incident: IncidentId, into: int, *, by: Actor) -> Incident:
        """`into` is a register number. Refuses `no-right` and what `Incident.join` refuses."""
        at = self.desk(by, Right.ASSIGN)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            target = await work.incidents.by_number(by.municipality, into)
            found.join(target, at=at)
            work.incidents.change(found)
            work.incidents.change(target)
            await work.commit(by)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRepeat(Changes):
    """A curator links a message to an earlier one on the same question (ZAR-17)."""

    @retried
    async def __call__(self, incident: IncidentId, earlier: int, *, by: Actor) -> Incident:
        """`earlier` is a register number. Refuses `no-right` and what `Incident.link` refuses."""
        at = self.desk(by, Right.ASSIGN)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            found.link(await work.incidents.by_number(by.municipality, earlier), at=at)
            work.incidents.change(found)
            await work.commit(by)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RateAnswer(Changes):
    """The author tells how content they are (NVK-3.1)."""

    @retried
    async def __call__(self, incident: IncidentId, score: int, comment: str = "", *, by: Actor) -> Incident:
        """Refuses `score-impossible`, `incident-not-yours`, `not-answered-yet`."""
        value = Score.of(score)
        said = Words.parse(comment).value if comment else ""
        return await self.change(incident, by, lambda found, at: found.rate(value, said, at=at))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenUnsolved:
    """The author says "not solved": a repeat message is registered and goes the same way (ZAR-17)."""

    open: OpenWork
    topics: Topics
    ids: Ids
    desk: Desk

    @retried
    async def __call__(
        self,
        incident: IncidentId,
        text: str,
        media: tuple[FileId, ...],
        *,
        key: str,
        source: BotId,
        by: Actor,
    ) -> Incident:
        """The new incident; `key` twice registers once.

        Refuses `incident-not-yours`, `not-answered-yet`, `media-too-many`.
        """
        few(media)
        at = self.desk(by)
        async with self.open() as work:
            old = await work.incidents.get(by.municipality, incident)
            old.not_solved(at=at)
            new = Incident.register(
                new_id=self.ids.new(),
                key=key,
                text=IncidentText.parse(text),
                topic=await self.topics.get(by.municipality, old.topic),
                location=old.location,
                media=media,
                origin=Origin(bot=source),
                author=by.person,
                repeats=old.id,
                at=at,
            )
            work.incidents.change(old)
            return await registered(work, new, by)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeAnswer(Changes):
    """A curator marks how good an answer is (NVK-3.1)."""

    @retried
    async def __call__(self, incident: IncidentId, score: int, *, by: Actor) -> Incident:
        """Refuses `no-right`, `score-impossible`, `not-answered-yet`."""
        value = Score.of(score)
        return await self.change(
            incident, by, lambda found, at: found.grade(value, at=at), right=Right.APPROVE
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStatus(Changes):
    """A curator asks the executor how things stand, with one press (NVK-4.2)."""

    @retried
    async def __call__(self, incident: IncidentId, *, by: Actor) -> Incident:
        """Refuses `no-right`, `executor-missing`, `incident-answered`, `incident-closed`."""
        return await self.change(
            incident, by, lambda found, at: found.ask_status(at=at), right=Right.SEE_INCIDENTS
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TellStatus(Changes):
    """The executor tells how things stand (NVK-4.2)."""

    @retried
    async def __call__(self, incident: IncidentId, text: str, *, by: Actor, key: str = "") -> Incident:
        """Refuses `no-right`, `incident-not-yours`; `key` twice counts once."""
        said = Words.parse(text)
        return await self.change(
            incident, by, lambda found, at: found.tell_status(said, at=at, key=key), right=Right.DRAFT
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnWork(Changes):
    """What an executor who left had open goes back to the curators; each message in a commit of its own."""

    async def __call__(self, executor: PersonId, *, by: Actor) -> int:
        """How many went back. Refuses `no-right`."""
        by.must(Right.ADMINISTER)
        async with self.open() as work:
            found = await work.incidents.open_of(by.municipality, executor)
        for incident in found:
            await self._one(incident, executor, by)
        return len(found)

    @retried
    async def _one(self, incident: IncidentId, executor: PersonId, by: Actor) -> None:
        """Somebody may have routed it anew meanwhile: then nothing changes."""
        await self.change(incident, by, lambda found, at: found.dismiss(executor, at=at))
