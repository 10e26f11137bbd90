"""What finding similar messages needs from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.incidents.values import State
from core.shared.ids import MunicipalityId
from core.similar.model import Candidate, Sought


class SimilarQueries(Protocol):
    """Finds messages that may be about the same; which of them are, is judged by `scoring`."""

    async def candidates(
        self,
        municipality: MunicipalityId,
        sought: Sought,
        *,
        states: frozenset[State],
        since: datetime,
        limit: int,
    ) -> Sequence[Candidate]:
        """The best `limit` ones of these states registered since then, the best first.

        By words in any form and by other words for the same, by street and house, by place. Words that
        are common in the municipality are looked for among its latest messages only.
        """
        ...
