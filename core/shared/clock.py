"""Time arrives through this port, so that tests and the sandbox can move it."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The present moment."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...
