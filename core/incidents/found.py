"""Messages found elsewhere: in networks, on the hotline, on the portal (ZAR-4, ZAR-6, LAB-1.2.1)."""

from dataclasses import dataclass, field

from core.deadlines.terms import SourceKind
from core.incidents.changing import registered
from core.incidents.model import Incident
from core.incidents.occasion import Desk
from core.incidents.parts import Origin
from core.incidents.ports import OpenWork, Topics
from core.incidents.values import MEDIA_MAX, IncidentText, Location, PostLink
from core.shared.actor import Actor
from core.shared.ids import FileId, Ids, TopicId
from core.shared.refusal import Refusal
from core.shared.retried import retried
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A message found elsewhere (ZAR-4, ZAR-6): its text or its link, and who wrote it as it stands there."""

    source: SourceKind
    text: str
    link: str | None = None
    author_name: str = ""
    topic: TopicId
    location: Location = field(default_factory=Location)
    media: tuple[FileId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFound:
    """A curator registers a message found in a network, on the hotline, the portal (ZAR-6, ZAR-8)."""

    open: OpenWork
    topics: Topics
    ids: Ids
    desk: Desk

    @retried
    async def __call__(self, found: Found, *, key: str, by: Actor) -> Incident:
        """`key` twice registers once. Refuses `no-right`, `link-malformed`, `link-missing`, `topic-unknown`.

        A post has to have a link: its answer is published there.
        """
        at = self.desk(by, Right.REGISTER)
        link = PostLink.parse(found.link).value if found.link else None
        if link is None and found.source is SourceKind.NETWORK:
            raise Refusal("link-missing")
        if len(found.media) > MEDIA_MAX:
            raise Refusal("media-too-many", max=MEDIA_MAX)
        incident = Incident.register(
            new_id=self.ids.new(),
            key=key,
            text=IncidentText.parse(found.text),
            topic=await self.topics.get(by.municipality, found.topic),
            location=found.location,
            media=found.media,
            origin=Origin(kind=found.source, link=link, author_name=found.author_name[:100]),
            author=None,
            at=at,
        )
        async with self.open() as work:
            return await registered(work, incident, by)
