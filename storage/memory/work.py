"""The twin of the unit of work: everything or nothing, journal and notices included."""

from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Self

from core.notices.model import Notice
from core.people.ports import Codes
from core.shared.actor import Actor, Cause
from core.shared.facts import Fact
from core.shared.ids import PersonId
from core.shared.unit_of_work import Duplicate
from storage.memory.answers import MemoryAnswers
from storage.memory.catalogue import MemoryCatalogue
from storage.memory.incidents import MemoryIncidents
from storage.memory.people import MemoryPeople
from storage.memory.posting import post, settle_number
from storage.memory.state import InboxRow, JournalRow, State
from storage.packing import pack

Policy = Callable[[Fact], Sequence[Notice]]


class MemoryWork:
    """Implements `core.incidents.ports.IncidentWork`."""

    def __init__(self, state: State, policy: Policy, codes: Codes) -> None:
        self._state = state
        self._policy = policy
        self.people = MemoryPeople(state, codes)
        self.incidents = MemoryIncidents(state)
        self.answers = MemoryAnswers(state)
        self.catalogue = MemoryCatalogue(state)

    async def __aenter__(self) -> Self:
        """Open."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing was written that has to be taken back."""

    async def commit(self, by: Actor) -> int | None:
        """Check everything, then write everything; no task comes between."""
        cause = by.cause if by.cause is not None and not by.cause.settled else None
        self._check_cause(cause)
        areas = (self.people, self.incidents, self.answers, self.catalogue)
        for area in areas:
            area.check()
        facts = [fact for area in areas for fact in area.facts()]
        self._settle_cause(by.person, cause)
        for each in (self.people, self.answers, self.catalogue):
            each.write()
        number, fresh = self.incidents.write()
        self._tell(by, [*facts, *fresh], number)
        return number

    def _check_cause(self, cause: Cause | None) -> None:
        if cause is None:
            return
        rows = [self._state.inbox.get((cause.bot, key)) for key in cause.keys]
        if all(row is not None and row.state in {"done", "committed"} for row in rows):
            cause.settle()
            raise Duplicate

    def _settle_cause(self, person: PersonId, cause: Cause | None) -> None:
        if cause is None:
            return
        self._state.act(person, cause.bot)
        for key in cause.keys:
            row = self._state.inbox.setdefault((cause.bot, key), InboxRow())
            if row.state not in {"done", "committed"}:
                row.state = "done" if row.payload is None else "committed"
        cause.settle()

    def _tell(self, by: Actor, facts: Iterable[Fact], number: int | None) -> None:
        for fact in facts:
            self._state.journal.append((by.municipality, journal_row(fact, by.cause, number)))
            post(self._state, by.municipality, self._policy(fact), number)


def journal_row(fact: Fact, cause: Cause | None, number: int | None) -> JournalRow:
    """A fact as the journal keeps it."""
    return JournalRow(
        area=fact.area,
        name=fact.name,
        subject=fact.subject,
        at=fact.at,
        by=fact.by.person,
        acting_for=fact.by.acting_for,
        source=cause.bot if cause else None,
        details=settle_number(pack(fact.details()).encode(), number),
    )
