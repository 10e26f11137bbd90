"""Clears what a killed guard or a power cut left behind: running servers, stale pid files and sockets."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from storage.embedded import postgres
from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Layout

_POSTGRES, _VALKEY = "postgres", "valkey-server"
# Seconds that a server gets to write everything down, and between two looks.
_GRACE = 20.0
_LOOK_EVERY = 0.02


def clear(layout: Layout) -> None:
    """Stop servers that outlived their guard, then remove their traces; call with the lock held.

    Raises EmbeddedError when somebody runs a server of his own on these data or sockets.
    """
    main = postgres.postmaster_pid(layout)
    if main in running(layout) and not postgres.is_ours(layout):
        raise EmbeddedError(
            f"PostgreSQL (process {main}) was started by hand on {layout.cluster}. "
            "Stop it, then start Veche again."
        )
    _stop(layout, main)
    for path in (layout.postgres_socket, layout.valkey_socket, layout.guard_socket):
        if _listens(path):
            raise EmbeddedError(f"The socket {path} is in use by another program. Stop it, then start again.")
    # After a reboot the old pid may belong to anybody; PostgreSQL would take it for itself and refuse.
    if main is not None and main > 0 and _alive(main):
        (layout.cluster / "postmaster.pid").unlink(missing_ok=True)
    for stale in layout.run.iterdir():
        stale.unlink()


def running(layout: Layout) -> dict[int, str]:
    """Process id and program of servers that work on this data folder, PostgreSQL's helpers included."""
    if sys.platform != "linux":
        return _listed(layout)
    homes = {str(layout.cluster), str(layout.valkey)}
    found = {entry: _server(entry, homes) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    return {int(entry.name): program for entry, program in found.items() if program}


def _server(entry: Path, homes: set[str]) -> str:
    """The program's name if it is a server in one of these folders (a shell there is none)."""
    try:
        program = (entry / "comm").read_text().strip() if str((entry / "cwd").readlink()) in homes else ""
    except OSError:  # it ended meanwhile, or it is another user's
        return ""
    return program if program in {_POSTGRES, _VALKEY} else ""


def _listed(layout: Layout) -> dict[int, str]:
    """Without /proc: main processes name our folders in their command lines."""
    listing = subprocess.run(["/bin/ps", "-axo", "pid=,command="], capture_output=True, text=True, check=True)
    marks = {f"-D {layout.cluster} ": _POSTGRES, str(layout.valkey_socket): _VALKEY}
    rows = (line.strip().partition(" ") for line in listing.stdout.splitlines())
    return {int(pid): program for pid, _, words in rows for mark, program in marks.items() if mark in words}


def _stop(layout: Layout, main: int | None) -> None:
    """PostgreSQL's helpers end with their main process, also with a dead one: they are waited for."""
    for pid, program in running(layout).items():
        if program == _VALKEY:
            _send(pid, signal.SIGTERM)
        elif pid == main:
            _send(pid, signal.SIGINT)
    until = time.monotonic() + _GRACE
    while left := running(layout):
        if time.monotonic() > until:
            for pid in left:
                _send(pid, signal.SIGKILL)
        time.sleep(_LOOK_EVERY)


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise EmbeddedError(
            f"The server process {pid} belongs to another user. Stop it, then start again."
        ) from error


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _listens(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
    except OSError:
        return False
    return True
