"""The way of a message: report, route, contribute, draft, approve, publish; rights are checked, always."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from core.incidents.changing import Changes, few, must_decide, registered
from core.incidents.model import Incident
from core.incidents.occasion import Desk
from core.incidents.parts import Executor, Origin, Routing, Topic
from core.incidents.ports import IncidentWork, OpenWork, Topics
from core.incidents.values import (
    AnswerText,
    DraftKind,
    Importance,
    IncidentText,
    Limits,
    Location,
    PostLink,
    Remark,
    Words,
)
from core.shared.actor import Actor
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
    desk: Desk

    @retried
    async def __call__(self, report: Report, *, key: str, source: BotId, by: Actor) -> Incident:
        """The incident, with its register number; `key` twice registers once and gives the same number.

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
            origin=Origin(bot=source),
            author=by.person,
            at=self.desk(by),
        )
        async with self.open() as work:
            return await registered(work, incident, by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What a curator set on the triage screen; the first topic is the main one."""

    topics: tuple[TopicId, ...]
    location: Location
    executors: tuple[PersonId, ...]
    importance: Importance = Importance.ORDINARY
    shortened: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteIncident(Changes):
    """A curator sets topics, place, importance, term, executors in order (ZAR-8, ZAR-16, NVK-3.3)."""

    topics: Topics

    @retried
    async def __call__(
        self, incident: IncidentId, triage: Triage, *, by: Actor, first: bool = False
    ) -> Incident:
        """Refuses `no-right`, `executor-gone`, `shortened-unknown`, and what `Incident.route` refuses.

        With `first` also `incident-assigned`, where somebody has it already.
        """
        at = self.desk(by, Right.ASSIGN)
        if triage.shortened is not None and triage.shortened not in at.terms.shortened:
            raise Refusal("shortened-unknown")
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            if first and found.is_open and found.executor is not None:
                executor = await work.people.get(by.municipality, found.executor)
                raise Refusal("incident-assigned", executor=executor.name)
            plan = Routing(
                topics=tuple([await self.topics.get(by.municipality, topic) for topic in triage.topics]),
                location=triage.location,
                executors=tuple([await _executor(work, person, by) for person in triage.executors]),
                importance=triage.importance,
                shortened=triage.shortened,
            )
            found.route(plan, at=at)
            work.incidents.change(found)
            await work.commit(by)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignIncident(Changes):
    """A curator routes an incident as it stands to one executor (ZAR-8)."""

    @retried
    async def __call__(self, incident: IncidentId, executor: PersonId, *, by: Actor) -> Incident:
        """Refuses `no-right`, `executor-gone`, and what `Incident.route` refuses."""
        at = self.desk(by, Right.ASSIGN)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            plan = Routing(
                topics=_topics_of(found),
                location=found.location,
                executors=(await _executor(work, executor, by),),
                importance=found.importance,
                shortened=found.shortened,
            )
            found.route(plan, at=at)
            work.incidents.change(found)
            await work.commit(by)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack(Changes):
    """The executor returns what is not theirs, with a reason (ZAR-9)."""

    @retried
    async def __call__(self, incident: IncidentId, reason: str, *, by: Actor) -> Incident:
        """Refuses `no-right` and what `Incident.give_back` refuses."""
        said = Words.parse(reason)
        return await self.change(
            incident, by, lambda found, at: found.give_back(said, at=at), right=Right.DRAFT
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribute(Changes):
    """A co-executor gives their part (ZAR-16)."""

    @retried
    async def __call__(
        self, incident: IncidentId, text: str, media: tuple[FileId, ...], *, by: Actor
    ) -> Incident:
        """Refuses `no-right`, `media-too-many`, and what `Incident.contribute` refuses."""
        said = Words.parse(text)
        few(media)
        return await self.change(
            incident, by, lambda found, at: found.contribute(said, media, at=at), right=Right.DRAFT
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitDraft(Changes):
    """An answer, an interim one or a question, with proof (ZAR-18), goes for approval (ZAR-11)."""

    @retried
    async def __call__(
        self,
        incident: IncidentId,
        text: str,
        media: tuple[FileId, ...],
        *,
        by: Actor,
        kind: DraftKind = DraftKind.ANSWER,
        key: str = "",
    ) -> Incident:
        """`key` twice hands in once. Refuses `no-right`, `media-too-many`, and what the incident refuses."""
        answer = AnswerText.parse(text)
        few(media)
        return await self.change(
            incident,
            by,
            lambda found, at: found.submit_draft(answer, media, at=at, kind=kind, key=key),
            right=Right.DRAFT,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAuthor(Changes):
    """A curator asks the author to clarify (ZAR-6)."""

    @retried
    async def __call__(self, incident: IncidentId, text: str, *, by: Actor) -> Incident:
        """Refuses `no-right` and what `Incident.ask` refuses."""
        said = AnswerText.parse(text)
        return await self.change(incident, by, lambda found, at: found.ask(said, at=at), right=Right.APPROVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDraft(Changes):
    """A draft is returned for rework with a remark (ZAR-12)."""

    @retried
    async def __call__(self, incident: IncidentId, draft: int, remark: str, *, by: Actor) -> Incident:
        """Refuses `no-right`, `draft-not-on-approval`, `draft-outdated`, `incident-answered`."""
        must_decide(by)
        said = Remark.parse(remark)
        return await self.change(incident, by, lambda found, at: found.return_draft(draft, said, at=at))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveAnswer(Changes):
    """Approval by whoever the chain asks; the last one's word publishes: nothing goes out before (ZAR-6)."""

    @retried
    async def __call__(self, incident: IncidentId, draft: int, *, by: Actor) -> Incident:
        """Refuses `no-right`, `draft-not-on-approval`, `draft-outdated`, `incident-answered`."""
        must_decide(by)
        return await self.change(incident, by, lambda found, at: found.approve(draft, at=at))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishAnswer(Changes):
    """The executor published an approved answer where the message stood, and sends the link (ZAR-14)."""

    @retried
    async def __call__(self, incident: IncidentId, draft: int, link: str = "", *, by: Actor) -> Incident:
        """Without a link: told by phone. Refuses `no-right`, `link-malformed`, and what `publish` refuses."""
        where = PostLink.parse(link) if link else None
        return await self.change(
            incident, by, lambda found, at: found.publish(draft, where, at=at), right=Right.DRAFT
        )


async def _executor(work: IncidentWork, person: PersonId, by: Actor) -> Executor:
    found = await work.people.get(by.municipality, person)
    if not found.active or Right.DRAFT not in rights_of(found.roles):
        raise Refusal("executor-gone")
    return Executor(person=found.id, unit=found.unit)


def _topics_of(incident: Incident) -> tuple[Topic, ...]:
    """As they stand, also where the profile dropped them since."""
    kept = ((incident.topic, incident.topic_title), *((topic, "") for topic in incident.also))
    return tuple(
        Topic(id=topic, municipality=incident.municipality, sector="", title_ru=title, title_en="")
        for topic, title in kept
    )
