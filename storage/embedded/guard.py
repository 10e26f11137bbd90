"""The guard: a small process that runs the servers for as long as somebody uses them.

Every user is an open connection to the guard; the kernel closes it when the user ends, however it
ends. With the last user gone the guard stops both servers and leaves. One guard a data folder: it
holds a lock on `guard.lock`, taken by the process that started it. It has no thread and no third-party
import, so it costs some 12 MB.
"""

import contextlib
import json
import os
import selectors
import signal
import socket
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from storage.embedded import accounts, folders, leftovers, postgres, valkey, wheels
from storage.embedded.child import Child
from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Layout
from storage.embedded.logfile import LogFile

# Seconds for an orderly stop, before the servers are made to.
_GRACE = 20.0
_LOOK_EVERY = 0.005


@dataclass(frozen=True, slots=True)
class Orders:
    """What the starting process hands over, as JSON in the only argument."""

    root: str
    run: str
    lock: int
    user: int
    fast: bool
    postgres: str
    initdb: str
    valkey: str

    @property
    def layout(self) -> Layout:
        """The data folder."""
        return Layout(root=Path(self.root), run=Path(self.run))

    @property
    def programs(self) -> wheels.Programs:
        """The servers' programs, as the starting process found them."""
        return wheels.Programs(Path(self.postgres), Path(self.initdb), Path(self.valkey))

    def to_json(self) -> str:
        """For the command line."""
        return json.dumps(asdict(self))


class Guard:
    """Users on one side, servers on the other."""

    def __init__(self, layout: Layout, programs: wheels.Programs, *, fast: bool) -> None:
        self._layout = layout
        self._fast = fast
        self._selector = selectors.DefaultSelector()
        self._users: set[socket.socket] = set()
        self._last: socket.socket | None = None
        self._waiting: set[socket.socket] = set()
        recipes = (postgres.recipe(layout, programs, fast=fast), valkey.recipe(layout, programs))
        self._children = [
            Child(recipe, LogFile(layout.log / f"{recipe.name}.log"), self._selector) for recipe in recipes
        ]
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(layout.guard_socket))
        self._listener.listen(64)
        self._listener.settimeout(0)
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        self._wake_when_a_child_ends()

    def welcome(self, user: socket.socket) -> None:
        """Take a user; it is told as soon as the servers are ready."""
        user.settimeout(0)
        self._users.add(user)
        self._waiting.add(user)
        self._selector.register(user, selectors.EVENT_READ, lambda: self._hear(user))

    def run(self) -> None:
        """Serve until the last user is gone, then stop the servers."""
        try:
            while self._users:
                self._turn()
        finally:
            # New users must not come any more: they wait for the lock and start a guard of their own.
            self._layout.guard_socket.unlink(missing_ok=True)
            self._listener.close()
            self._stop()
            self._layout.pids.unlink(missing_ok=True)

    def _turn(self) -> None:
        waits = [wait for child in self._children if (wait := child.patience()) is not None]
        for key, _ in self._selector.select(min(waits, default=None)):
            key.data()
        changes = [child.look_after() for child in self._children]
        if any(changes):
            self._note_pids()
        if all(child.ready for child in self._children):
            for user in tuple(self._waiting):
                self._waiting.discard(user)
                tell(user, {"ready": True, "fast": self._fast})
        elif vain := next((child for child in self._children if child.vain), None):
            for user in tuple(self._waiting):
                tell(user, {"error": vain.complaint})
                self._part(user)

    def _accept(self) -> None:
        try:
            user, _ = self._listener.accept()
        except OSError:
            return
        self.welcome(user)

    def _hear(self, user: socket.socket) -> None:
        """Users have nothing to say; the end of their side means that they are gone."""
        try:
            gone = not user.recv(64)
        except BlockingIOError:
            return
        except OSError:
            gone = True
        if gone:
            self._part(user)

    def _part(self, user: socket.socket) -> None:
        """The last one's connection stays open until the servers are down: it may be waiting for that."""
        self._selector.unregister(user)
        self._users.discard(user)
        self._waiting.discard(user)
        if self._users:
            user.close()
        else:
            self._last = user

    def _note_pids(self) -> None:
        pids = {"guard": os.getpid()} | {child.recipe.name: child.pid for child in self._children}
        fresh = self._layout.pids.with_suffix(".new")
        # On a full disk the servers matter more than the note about them.
        with contextlib.suppress(OSError):
            fresh.write_text(json.dumps(pids))
            fresh.replace(self._layout.pids)

    def _stop(self) -> None:
        for child in self._children:
            child.signal(child.recipe.stop)
        until = time.monotonic() + _GRACE
        while not all(child.gone() for child in self._children):
            for child in self._children:
                child.read_log()
                if time.monotonic() > until:
                    child.signal(child.recipe.force)
            time.sleep(_LOOK_EVERY)
        for child in self._children:
            child.read_log()

    def _wake_when_a_child_ends(self) -> None:
        ear, mouth = socket.socketpair()
        ear.settimeout(0)
        mouth.settimeout(0)
        signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._wakeup = (ear, mouth)
        self._selector.register(ear, selectors.EVENT_READ, lambda: ear.recv(4096) and None)


def tell(user: socket.socket, message: dict[str, object]) -> None:
    """One line of JSON; a user that is gone needs none."""
    try:
        user.sendall(json.dumps(message).encode() + b"\n")
    except OSError:
        return


def main(argument: str) -> None:
    """Become a process of its own, prepare the house, guard it."""
    orders = Orders(**json.loads(argument))
    user = socket.socket(fileno=orders.user)
    if os.fork():
        os._exit(0)  # the starting process is not to keep us as its child
    os.setsid()
    os.umask(0o077)
    os.dup2(1, 2)  # to nowhere; the starting process reads the other until we let go
    # The servers end with their users and not before, also when a whole session is told to end.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)  # not SIG_IGN, which the servers would inherit
    try:
        guard = _prepare(orders)
    except EmbeddedError as error:
        tell(user, {"error": str(error)})
    except Exception as error:  # noqa: BLE001 nobody else would ever see it
        tell(user, {"error": f"The embedded servers cannot start: {error!r}"})
    else:
        guard.welcome(user)
        guard.run()


def _prepare(orders: Orders) -> Guard:
    layout = orders.layout
    account = accounts.choose(layout)
    folders.make_private(layout, account)
    programs = wheels.reachable(orders.programs, layout, account)
    if os.geteuid() != account.uid:
        os.fchown(orders.lock, account.uid, account.gid)
    accounts.become(account)
    os.dup2(os.open(layout.log / "guard.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    leftovers.clear(layout)
    postgres.ensure_cluster(layout, programs, fast=orders.fast)
    return Guard(layout, programs, fast=orders.fast)


if __name__ == "__main__":
    main(sys.argv[1])
