"""What keeps the deadlines that run: for a calendar that changed."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from core.deadlines.model import Deadline
from core.shared.ids import MunicipalityId


@dataclass(frozen=True, slots=True)
class Held:
    """A deadline of a subject, which nobody else changes meanwhile."""

    subject: str
    deadline: Deadline


class HeldDeadlines(Protocol):
    """Open deadlines of some subjects, held until the end of the block."""

    @property
    def all(self) -> Sequence[Held]:
        """All that could be held: what somebody is changing right now is left for the next time."""
        ...

    async def lay(self, laid: Sequence[Held], version: str) -> None:
        """Keep their moments, as computed under this version, and when their subjects are due next."""
        ...


class OpenDeadlines(Protocol):
    """The deadlines that run, by city."""

    async def stale(self, municipality: MunicipalityId, version: str, limit: int) -> Sequence[str]:
        """Subjects with deadlines that were laid under another version of the calendar, or under none."""
        ...

    def hold(
        self, municipality: MunicipalityId, subjects: Sequence[str]
    ) -> AbstractAsyncContextManager[HeldDeadlines]:
        """One transaction over the open deadlines of these subjects; its end commits."""
        ...
