"""A server under the guard's eye: started, watched, started again, stopped."""

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.logfile import LogFile

# Servers inherit nothing: no tokens, no PGDATA; their complaints stay in English to be understood.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
_SET_PARENT_DEATH_SIGNAL = 1
_TAIL = 32 * 1024
# Seconds.
_LOOK_EVERY = 0.01
_SHORTEST_REST = 0.05
_LONGEST_REST = 5.0
_PASSES_WITHIN = 20.0
# After so many vain starts in a row whoever waits is told why; the tries go on while there are users.
_VAIN = 3


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the guard needs to know of a server; `passes` says of a complaint that it may be over soon."""

    name: str
    command: tuple[str, ...]
    folder: Path
    stop: signal.Signals
    force: signal.Signals
    before: Callable[[], None]
    ready: Callable[[int], bool]
    explain: Callable[[str], str]
    passes: Callable[[str], bool] = lambda _: False


def die_with_guard(number: signal.Signals) -> Callable[[], None] | None:
    """For a child process: let the kernel send it a signal should the guard be killed; nobody else would.

    None where the kernel cannot; the next guard then stops what it finds.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_SET_PARENT_DEATH_SIGNAL, int(number)) and None


class Child:
    """One server process, and its successors when it dies."""

    def __init__(self, recipe: Recipe, log: LogFile, selector: selectors.BaseSelector) -> None:
        self.recipe = recipe
        self.ready = False
        self.failures = 0
        self._log = log
        self._selector = selector
        self._process: subprocess.Popen[bytes] | None = None
        self._start_at = 0.0
        self._died_at = 0.0
        self._said = b""

    @property
    def pid(self) -> int | None:
        """The running process; None between two lives."""
        return self._process.pid if self._process else None

    @property
    def vain(self) -> bool:
        """Whether it does not start, and waiting helps no more: what its last life left needs time to end."""
        if self._process is not None or self.failures < _VAIN:
            return False
        passes = self.recipe.passes(self._said.decode(errors="replace"))
        return not passes or time.monotonic() - self._died_at > _PASSES_WITHIN

    @property
    def complaint(self) -> str:
        """Why it does not start, and what to do."""
        return self.recipe.explain(self._said.decode(errors="replace"))

    def patience(self) -> float | None:
        """Seconds until it wants to be looked after; None while all is well."""
        if self._process is None:
            return max(0.0, self._start_at - time.monotonic())
        return None if self.ready else _LOOK_EVERY

    def look_after(self) -> bool:
        """Start it, notice that it died or became ready; True when one of these happened."""
        if self._process is None:
            return time.monotonic() >= self._start_at and self._start()
        if self._process.poll() is not None:
            self._bury()
            return True
        if not self.ready and self.recipe.ready(self._process.pid):
            self.ready, self.failures = True, 0
            return True
        return False

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, if it lives."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def gone(self) -> bool:
        """Whether no process is left; keeps its log flowing meanwhile."""
        return self._process is None or self._process.poll() is not None

    def read_log(self) -> None:
        """Take what it says: into the log, and the end of it to explain a failed start."""
        if self._process is None or self._process.stdout is None:
            return
        while said := self._process.stdout.read(65536):
            self._log.write(said)
            self._said = (self._said + said)[-_TAIL:]

    def _start(self) -> bool:
        self._said = b""
        self.recipe.before()
        try:
            self._process = subprocess.Popen(  # noqa: S603 our own program and arguments
                self.recipe.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                bufsize=0,
                cwd=self.recipe.folder,
                env=ENVIRONMENT,
                preexec_fn=die_with_guard(self.recipe.stop),  # noqa: PLW1509 the guard has no threads
            )
        except OSError as error:
            self._said = f"FATAL: {error}".encode()
            self._rest()
            return True
        if self._process.stdout is not None:
            os.set_blocking(self._process.stdout.fileno(), False)
            self._selector.register(self._process.stdout, selectors.EVENT_READ, self.read_log)
        return True

    def _bury(self) -> None:
        self.read_log()
        if self._process is not None and self._process.stdout is not None:
            self._selector.unregister(self._process.stdout)
            self._process.stdout.close()
        self._process, self.ready = None, False
        self._rest()

    def _rest(self) -> None:
        """Pause before the next try, each time twice as long."""
        rest = min(_SHORTEST_REST * 2**self.failures, _LONGEST_REST) if self.failures else 0.0
        self._died_at = self._died_at if self.failures else time.monotonic()
        self.failures += 1
        self._start_at = time.monotonic() + rest
