"""Valkey's part: which settings it runs with, and what its complaints mean."""

import signal
import socket

from storage.embedded import complaints
from storage.embedded.child import Recipe
from storage.embedded.layout import Layout
from storage.embedded.wheels import Programs

_PATIENCE = 0.2
_SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "daemonize": "no",
    "databases": "64",
    "save": "",
    "appendonly": "yes",
    # Written before each answer, flushed by the system: a kill -9 loses nothing. "everysec" holds a
    # write back while a flush runs, so a kill could lose an answered one; "always" costs a flush a turn.
    "appendfsync": "no",
    "auto-aof-rewrite-min-size": "16mb",
    "aof-load-truncated": "yes",
    "maxmemory-policy": "noeviction",
    "loglevel": "notice",
}


def recipe(layout: Layout, programs: Programs) -> Recipe:
    """How the guard runs Valkey."""
    settings = _SETTINGS | {"dir": str(layout.valkey), "unixsocket": str(layout.valkey_socket)}
    words = [word for name, value in settings.items() for word in (f"--{name}", value)]
    return Recipe(
        name="valkey",
        command=(str(programs.valkey), *words),
        folder=layout.valkey,
        stop=signal.SIGTERM,
        force=signal.SIGKILL,
        before=lambda: layout.valkey_socket.unlink(missing_ok=True),
        ready=lambda _: answers(layout),
        explain=lambda said: complaints.of_valkey(layout, said),
    )


def answers(layout: Layout) -> bool:
    """Whether Valkey listens and has its data loaded."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(_PATIENCE)
            client.connect(str(layout.valkey_socket))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
    except OSError:
        return False
