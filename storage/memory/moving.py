"""How the twin's incidents go from one record of a human to the other."""

from dataclasses import replace

from core.incidents.model import Incident
from core.shared.ids import PersonId
from storage.memory.state import State


def move_incidents(state: State, source: PersonId, target: PersonId) -> None:
    """Whatever named the source names the target."""
    for incident in state.incidents.values():
        parts = {incident.author, incident.executor, *incident.followers}
        if source in parts | {share.executor for share in incident.shares}:
            _move(incident, source, target)
    for deadlines in state.deadlines.values():
        for which, deadline in deadlines.items():
            if deadline.owner == source:
                deadlines[which] = replace(deadline, owner=target)


def _move(incident: Incident, source: PersonId, target: PersonId) -> None:
    def now(person: PersonId) -> PersonId:
        return target if person == source else person

    incident.author = now(incident.author) if incident.author else None
    incident.executor = now(incident.executor) if incident.executor else None
    followers = dict.fromkeys(map(now, incident.followers))
    incident.followers = tuple(person for person in followers if person != incident.author)
    incident.shares = tuple(replace(share, executor=now(share.executor)) for share in incident.shares)
    incident.drafts = tuple(replace(draft, by=now(draft.by)) for draft in incident.drafts)
    incident.notes = tuple(replace(note, by=now(note.by)) for note in incident.notes)
    incident.asking = tuple(map(now, incident.asking))
    incident.version += 1
