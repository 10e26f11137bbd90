"""A server's log that never outgrows a few megabytes."""

import contextlib
from pathlib import Path

_LIMIT = 2 * 1024 * 1024


class LogFile:
    """Appends to a file; at 2 MiB the file becomes `.1` and the older `.1` is gone.

    A full disk loses lines rather than stopping the servers.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, said: bytes) -> None:
        """Append what a server said."""
        with contextlib.suppress(OSError):
            if self._path.exists() and self._path.stat().st_size > _LIMIT:
                self._path.replace(self._path.with_suffix(".log.1"))
            with self._path.open("ab") as file:
                file.write(said)
