"""The twin of the search for similar messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.incidents.model import Incident
from core.incidents.values import State as Stage
from core.shared.ids import MunicipalityId
from core.similar.model import Candidate, Sought
from core.similar.search import lexemes, search
from storage.memory.state import State


@dataclass(frozen=True, slots=True)
class MemorySimilar:
    """Implements `core.similar.ports.SimilarQueries`."""

    state: State

    async def candidates(
        self,
        municipality: MunicipalityId,
        sought: Sought,
        *,
        states: frozenset[Stage],
        since: datetime,
        limit: int,
    ) -> Sequence[Candidate]:
        """The best `limit` ones of these states registered since then, the best first."""
        asked = search(sought.text, sought.location)
        found = [
            (asked.points(lexemes(each.text, each.location.address), each.location), each.number or 0, each)
            for each in self.state.incidents.values()
            if each.municipality == municipality
            and each.state in states
            and each.registered_at >= since
            and each.id != sought.but
        ]
        best = sorted((each for each in found if each[0]), key=lambda each: each[:2], reverse=True)
        return [_candidate(incident) for _, _, incident in best[:limit]]


def _candidate(incident: Incident) -> Candidate:
    answer = incident.answer
    return Candidate(
        incident=incident.id,
        number=incident.number or 0,
        text=incident.text,
        topic=incident.topic,
        topic_title=incident.topic_title,
        location=incident.location,
        state=incident.state,
        registered_at=incident.registered_at,
        author=incident.author,
        answer=answer.text if answer is not None else None,
    )
