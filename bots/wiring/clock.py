"""The clock of the composition root: the real one, or in the sandbox one that can be moved forward."""

from datetime import UTC, datetime, timedelta


class RealClock:
    """The machine's time, UTC."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)


class VirtualClock:
    """The machine's time plus a shift that is kept in the database and only grows."""

    def __init__(self) -> None:
        self._shift = timedelta()

    def now(self) -> datetime:
        """The present moment of the virtual clock."""
        return datetime.now(UTC) + self._shift

    def shift(self, seconds: float) -> None:
        """Set the whole shift, in seconds, as the database knows it."""
        self._shift = timedelta(seconds=seconds)
