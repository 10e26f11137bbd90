"""For programs: join the embedded servers of a data folder, or start them, and keep them."""

import asyncio
import contextlib
import fcntl
import json
import logging
import os
import select
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from storage.embedded import folders, wheels
from storage.embedded.errors import EmbeddedError
from storage.embedded.guard import Orders
from storage.embedded.layout import Embedded, Layout

_LOG = logging.getLogger(__name__)
_REPOSITORY = Path(__file__).parents[2]
# Seconds: between two looks; for a leaving guard to write everything down; between tries of a revival.
_LOOK_EVERY = 0.02
_PATIENCE = 60.0
_REST = 5.0


@dataclass(frozen=True, slots=True)
class Pids:
    """Process ids of running servers; None for one that is between two lives."""

    guard: int
    postgres: int | None
    valkey: int | None


class EmbeddedServers:
    """A program's share in running servers; they stop when the last program has left.

    `start` makes it. A program that ends without `stop`, even by kill -9, has left too.
    """

    def __init__(self, layout: Layout, tie: socket.socket, *, fast: bool) -> None:
        self._layout = layout
        self._tie = tie
        self._fast = fast
        self._leaving = False
        self._revival = asyncio.Lock()

    @property
    def addresses(self) -> Embedded:
        """The same for the whole life of a data folder, through all restarts."""
        return self._layout.addresses

    @property
    def pids(self) -> Pids:
        """The servers' processes just now. Raises EmbeddedError while no guard runs."""
        try:
            return Pids(**json.loads(self._layout.pids.read_text()))
        except (OSError, ValueError) as error:
            raise EmbeddedError(f"No servers run on {self._layout.root} just now.") from error

    async def stop(self) -> None:
        """Leave; when nobody else uses the servers, return only after both have stopped in order."""
        self._leaving = True
        async with self._revival:  # what is coming up has to be left as well
            if self._tie.fileno() >= 0:
                await asyncio.to_thread(_leave, self._tie)
                self._tie.close()

    async def supervise(self) -> None:
        """Run it beside the program: it revives the servers should their guard be killed.

        The guard itself starts a server again that died, within a tenth of a second. Ends after `stop`.
        """
        loop = asyncio.get_running_loop()
        while True:
            tie = self._tie
            while await _said(loop, tie):
                pass
            if not await self._revive(tie):
                return

    async def _revive(self, former: socket.socket) -> bool:
        """Join or start anew; False when we are leaving and need no servers any more."""
        async with self._revival:
            if self._leaving:
                return False
            _LOG.warning("the guard of the embedded servers was killed; starting another")
            try:
                self._tie = await asyncio.to_thread(_join_or_start, self._layout, fast=self._fast)
            except EmbeddedError:
                _LOG.exception("the embedded servers do not come back yet")
            else:
                former.close()
                return True
        await asyncio.sleep(_REST)
        return not self._leaving


async def start(data_dir: Path, *, fast: bool = False) -> EmbeddedServers:
    """Join the servers of a data folder, or start them (making the data the first time).

    `fast` gives up safety against power cuts and is meant for tests. Raises EmbeddedError, whose
    message says what to do.
    """
    layout = Layout.of(data_dir)
    tie = await asyncio.to_thread(_join_or_start, layout, fast=fast)
    return EmbeddedServers(layout, tie, fast=fast)


def _join_or_start(layout: Layout, *, fast: bool) -> socket.socket:
    folders.make_root(layout)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        tie = _join(layout)
        if tie is None and (lock := _take_lock(layout)) is not None:
            tie = _spawn(layout, lock, fast=fast)
        if tie is not None and _admitted(tie, layout, fast=fast):
            tie.settimeout(0)
            return tie
        time.sleep(_LOOK_EVERY)
    raise EmbeddedError(
        f"The data folder {layout.root} is in use by servers that cannot be reached at "
        f"{layout.guard_socket}: perhaps by a container that shares the folder. "
        "Stop them, or set VECHE_DATA_DIR to another folder."
    )


def _join(layout: Layout) -> socket.socket | None:
    tie = socket.socket(socket.AF_UNIX)
    try:
        # Only the user who owns the data may have made the sockets, or we would tell them to a stranger.
        if layout.run.lstat().st_uid == layout.lock.stat().st_uid:
            tie.connect(str(layout.guard_socket))
            return tie
    except PermissionError as error:
        tie.close()
        raise EmbeddedError(
            f"The servers of {layout.root} belong to another user. Start Veche as that user or as root, "
            "or set VECHE_DATA_DIR to a folder of your own."
        ) from error
    except OSError:
        pass
    tie.close()
    return None


def _take_lock(layout: Layout) -> int | None:
    try:
        lock = os.open(layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise EmbeddedError(
            f"Cannot open {layout.lock}: {error.strerror}. "
            "Start Veche as the user who owns the data folder, or set VECHE_DATA_DIR to a folder of your own."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def _spawn(layout: Layout, lock: int, *, fast: bool) -> socket.socket:
    """Start a guard; the lock and one end of a connection go over to it."""
    ours, theirs = socket.socketpair()
    try:
        programs = wheels.find()
        orders = Orders(
            root=str(layout.root),
            run=str(layout.run),
            lock=lock,
            user=theirs.fileno(),
            fast=fast,
            postgres=str(programs.postgres),
            initdb=str(programs.initdb),
            valkey=str(programs.valkey),
        )
        done = subprocess.run(  # noqa: S603 our own module, in our own interpreter
            [sys.executable, "-S", "-P", "-m", "storage.embedded.guard", orders.to_json()],
            pass_fds=(lock, theirs.fileno()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            env=_environment(),
            check=False,
        )
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
        os.close(lock)
    if done.returncode != 0:
        ours.close()
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise EmbeddedError(f"The guard of the embedded servers did not start: {last}")
    return ours


def _environment() -> dict[str, str]:
    """The guard needs Python to run, and none of our tokens."""
    kept = {name: os.environ[name] for name in ("PYTHONHOME", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONPATH": str(_REPOSITORY), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}


def _admitted(tie: socket.socket, layout: Layout, *, fast: bool) -> bool:
    """Wait for the guard's word; False when it left instead of answering."""
    try:
        with tie.makefile("rb") as words:
            line = words.readline()
    except OSError:
        line = b""
    if not line:
        tie.close()
        return False
    answer = json.loads(line)
    problem = answer.get("error")
    if problem is None and answer["fast"] and not fast:
        problem = (
            f"The servers of {layout.root} run without safety against power cuts, as for tests. "
            "Stop what started them, or set VECHE_DATA_DIR to another folder."
        )
    if problem is not None:
        # Come back only when nothing of a vain start runs any more.
        _leave(tie)
        tie.close()
        raise EmbeddedError(problem)
    return True


def _leave(tie: socket.socket) -> None:
    """Tell the guard, and wait until it has done what our leaving asks of it."""
    with contextlib.suppress(OSError):  # it may be gone already
        tie.shutdown(socket.SHUT_WR)
    waiting = select.poll()
    waiting.register(tie, select.POLLIN)
    waiting.poll(_PATIENCE * 1000)


async def _said(loop: asyncio.AbstractEventLoop, tie: socket.socket) -> bytes:
    try:
        return await loop.sock_recv(tie, 64)
    except OSError:
        return b""
