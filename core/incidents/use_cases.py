"""What changes an incident: report, assign, draft, return, approve; rights are checked here, always."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.incidents.model import Incident
from core.incidents.ports import IncidentWork, OpenWork, Topics
from core.incidents.values import MEDIA_MAX, AnswerText, IncidentText, Limits, Location, Remark
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import BotId, FileId, Ids, IncidentId, MunicipalityId, PersonId, TopicId
from core.shared.refusal import Refusal
from core.shared.retried import retried
from core.shared.roles import Right, rights_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A message as the resident made it."""

    text: str
    topic: TopicId
    location: Location = field(default_factory=Location)
    media: tuple[FileId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncident:
    """A resident reports a problem; its arrival is its detection (ZAR-8)."""

    open: OpenWork
    topics: Topics
    limits: Callable[[MunicipalityId], Limits]
    ids: Ids
    clock: Clock

    @retried
    async def __call__(self, report: Report, *, key: str, source: BotId, by: Actor) -> int:
        """The register number; `key` twice registers once and gives the same number.

        Refuses `text-too-short`, `text-too-long`, `media-too-many`, `topic-unknown`.
        """
        self.limits(by.municipality).check(text=report.text, media=len(report.media))
        topic = await self.topics.get(by.municipality, report.topic)
        incident = Incident.register(
            new_id=self.ids.new(),
            key=key,
            text=IncidentText.parse(report.text),
            topic=topic,
            location=report.location,
            media=report.media,
            source=source,
            by=by,
            now=self.clock.now(),
        )
        async with self.open() as work:
            work.incidents.add(incident)
            number = await work.commit(by)
        if number is None:
            raise AssertionError("a commit that registers an incident gives its number")
        return number


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignIncident:
    """A curator routes an incident to an executor (ZAR-8)."""

    open: OpenWork
    clock: Clock

    @retried
    async def __call__(self, incident: IncidentId, executor: PersonId, *, by: Actor) -> Incident:
        """Refuses `no-right`, `executor-gone`, `incident-not-assignable`, `incident-unknown`."""
        by.must(Right.ASSIGN)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            await self._check(work, executor, by)
            found.assign(executor, by=by, now=self.clock.now())
            work.incidents.change(found)
            await work.commit(by)
        return found

    @staticmethod
    async def _check(work: IncidentWork, executor: PersonId, by: Actor) -> None:
        person = await work.people.get(by.municipality, executor)
        if not person.active or Right.DRAFT not in rights_of(person.roles):
            raise Refusal("executor-gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitDraft:
    """The executor hands in a draft answer for approval (ZAR-11), with proof (ZAR-18)."""

    open: OpenWork
    clock: Clock

    @retried
    async def __call__(
        self, incident: IncidentId, text: str, media: tuple[FileId, ...], *, by: Actor, key: str = ""
    ) -> Incident:
        """`key` twice hands in once.

        Refuses `no-right`, `incident-not-yours`, `incident-answered`, `media-too-many`.
        """
        by.must(Right.DRAFT)
        answer = AnswerText.parse(text)
        if len(media) > MEDIA_MAX:
            raise Refusal("media-too-many", max=MEDIA_MAX)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            found.submit_draft(answer, media, by=by, now=self.clock.now(), key=key)
            work.incidents.change(found)
            await work.commit(by)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDraft:
    """The curator returns a draft for rework with a remark (ZAR-12)."""

    open: OpenWork
    clock: Clock

    @retried
    async def __call__(self, incident: IncidentId, draft: int, remark: str, *, by: Actor) -> Incident:
        """Refuses `no-right`, `draft-not-on-approval`, `draft-outdated`, `incident-answered`."""
        by.must(Right.APPROVE)
        said = Remark.parse(remark)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            found.return_draft(draft, said, by=by, now=self.clock.now())
            work.incidents.change(found)
            await work.commit(by)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveAnswer:
    """The curator approves; the answer goes out at once, so nothing reaches an author unapproved (ZAR-6)."""

    open: OpenWork
    clock: Clock

    @retried
    async def __call__(self, incident: IncidentId, draft: int, *, by: Actor) -> Incident:
        """Refuses `no-right`, `draft-not-on-approval`, `draft-outdated`, `incident-answered`."""
        by.must(Right.APPROVE)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            found.approve(draft, by=by, now=self.clock.now())
            work.incidents.change(found)
            await work.commit(by)
        return found
