"""One transaction of the domain: what was read, what changed, one commit."""

from types import TracebackType
from typing import Protocol, Self

from core.shared.actor import Actor


class Conflict(Exception):
    """Somebody else changed the same thing first: read again and decide anew (`retried` does)."""


class Duplicate(Exception):
    """The update behind this action was committed before: show the person where they are."""


class Work(Protocol):
    """An open unit of work. Leaving it without `commit` writes nothing."""

    async def commit(self, by: Actor) -> int | None:
        """Write rows, journal, notices and the inbox mark of `by.cause` in one statement.

        A written mark is told to the turn through `by.cause.settle()`. A second commit for a cause
        that is settled already writes no mark and is no `Duplicate`.
        Returns the register number given to a new incident, if there was one.
        Raises `Conflict` when a version moved, `Duplicate` when the cause was committed before.
        """
        ...

    async def __aenter__(self) -> Self:
        """Open."""
        ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget what was not committed."""
        ...
