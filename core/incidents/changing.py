"""The way every use case changes one incident: read, decide in the aggregate, commit."""

from collections.abc import Callable
from dataclasses import dataclass

from core.incidents.model import Incident
from core.incidents.occasion import Desk, Occasion
from core.incidents.ports import IncidentWork, OpenWork
from core.incidents.values import MEDIA_MAX
from core.shared.actor import Actor
from core.shared.ids import FileId, IncidentId
from core.shared.refusal import Refusal
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A use case that changes an incident."""

    open: OpenWork
    desk: Desk

    async def change(
        self,
        incident: IncidentId,
        by: Actor,
        act: Callable[[Incident, Occasion], None],
        *,
        right: Right | None = None,
    ) -> Incident:
        """The incident after it. Refuses `no-right`, `incident-unknown`, and what `act` refuses."""
        at = self.desk(by, right)
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            act(found, at)
            work.incidents.change(found)
            await work.commit(by)
        return found


def must_decide(by: Actor) -> None:
    """Refuses `no-right` to those who never decide on drafts: whose turn it is, the incident itself knows."""
    if not (by.may(Right.APPROVE) or by.may(Right.DRAFT)):
        raise Refusal("no-right")


async def registered(work: IncidentWork, incident: Incident, by: Actor) -> Incident:
    """Commit a new incident; it has its register number then, or that of the one with the same key."""
    work.incidents.add(incident)
    number = await work.commit(by)
    if number is None:
        raise AssertionError("a commit that registers an incident gives its number")
    incident.number = number
    return incident


def few(media: tuple[FileId, ...]) -> None:
    """Refuses `media-too-many`."""
    if len(media) > MEDIA_MAX:
        raise Refusal("media-too-many", max=MEDIA_MAX)
