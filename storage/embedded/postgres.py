"""PostgreSQL's part: how its data are made, which settings it runs with, what its complaints mean.

The language settings need neither ICU nor the machine's locales: the builtin provider's `C.UTF-8`
lowers, uppercases and matches Russian (`lower('Ж')` is `ж`) and sorts by code point, so `Ё` would
stand before `А` and `ё` after `я`. Sort names by `translate(lower(name), 'ё', 'е'), name`: it gives
the order of Russian dictionaries here and on every other UTF-8 server.
"""

import shutil
import signal
import subprocess

from storage.embedded import complaints
from storage.embedded.child import ENVIRONMENT, Recipe, die_with_guard
from storage.embedded.complaints import MEBIBYTE, POSTGRES_MAJOR
from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Layout
from storage.embedded.wheels import Programs

SUPERUSER = "postgres"
# A new cluster takes 40 MB and its write-ahead log grows by as much at once.
_ROOM_FOR_NEW = 128 * MEBIBYTE

_INITDB = (
    *("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-instructions"),
    *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
)
_SMALL = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "64MB",
    "maintenance_work_mem": "32MB",
    "effective_cache_size": "512MB",
    "max_wal_size": "256MB",
    "jit": "off",
    # Helper processes cost memory each; a small server reads by itself and replicates nowhere.
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "autovacuum_max_workers": "1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_checkpoints": "off",
    # A failed statement carries what people wrote: it goes to the caller, never into the log.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
}
# "fast" leaves flushing to the system: a kill -9 loses nothing there either, a power cut may.
_DURABLE = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}
_FAST = {"synchronous_commit": "on", "fsync": "off", "full_page_writes": "off"}


def ensure_cluster(layout: Layout, programs: Programs, *, fast: bool) -> None:
    """Make the cluster when there is none; refuse one of another major version.

    It is made beside and moved into place whole, so that a kill in the middle leaves nothing half-made.
    """
    if layout.cluster.is_dir() and any(layout.cluster.iterdir()):
        _check_version(layout)
        return
    _check_room(layout)
    fresh = layout.cluster.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    sync = ("--no-sync",) if fast else ()
    _run(layout, (str(programs.initdb), "--pgdata", str(fresh), *_INITDB, *sync), "")
    # Bots work as an ordinary role, as they will in production; the superuser is for the operator.
    _run(
        layout,
        (str(programs.postgres), "--single", "-D", str(fresh), *_options(_SMALL), "postgres"),
        "CREATE ROLE veche LOGIN\nCREATE DATABASE veche OWNER veche\n",
    )
    fresh.rename(layout.cluster)


def recipe(layout: Layout, programs: Programs, *, fast: bool) -> Recipe:
    """How the guard runs PostgreSQL."""
    settings = _SMALL | (_FAST if fast else _DURABLE) | {"unix_socket_directories": str(layout.run)}
    return Recipe(
        name="postgres",
        command=(str(programs.postgres), "-D", str(layout.cluster), *_options(settings)),
        folder=layout.cluster,
        stop=signal.SIGINT,  # "fast": ends sessions, writes everything, leaves
        force=signal.SIGQUIT,
        before=lambda: _clear_sockets(layout),
        ready=lambda pid: _is_ready(layout, pid),
        explain=lambda said: complaints.of_postgres(layout, said),
        passes=complaints.passes,
    )


def postmaster_pid(layout: Layout) -> int | None:
    """The process id that the data folder names, alive or not."""
    lines = _pid_file(layout)
    return int(lines[0]) if lines and lines[0].lstrip("-").isdigit() else None


def is_ours(layout: Layout) -> bool:
    """Whether the server that the data folder names was started by a guard, by its socket folder."""
    return _pid_file(layout)[4:5] == [str(layout.run)]


def _is_ready(layout: Layout, pid: int) -> bool:
    lines = _pid_file(layout)
    return postmaster_pid(layout) == pid and lines[-1].strip() == "ready"


def _pid_file(layout: Layout) -> list[str]:
    try:
        return (layout.cluster / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _clear_sockets(layout: Layout) -> None:
    for stale in layout.run.glob(layout.postgres_socket.name + "*"):
        stale.unlink(missing_ok=True)


def _options(settings: dict[str, str]) -> tuple[str, ...]:
    return tuple(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))


def _check_version(layout: Layout) -> None:
    try:
        found = (layout.cluster / "PG_VERSION").read_text().strip()
    except OSError as error:
        raise EmbeddedError(
            complaints.of_postgres(layout, f"FATAL: could not open PG_VERSION: {error.strerror}")
        ) from error
    if found != POSTGRES_MAJOR:
        raise EmbeddedError(
            complaints.of_postgres(
                layout, f"FATAL: initialized by PostgreSQL version {found}, not {POSTGRES_MAJOR}"
            )
        )


def _check_room(layout: Layout) -> None:
    free = complaints.free_room(layout.postgres)
    if free < _ROOM_FOR_NEW:
        raise EmbeddedError(
            f"The disk is full: a new database in {layout.root} needs {_ROOM_FOR_NEW // MEBIBYTE} MB and "
            f"{free // MEBIBYTE} MB are free. Free some room or set VECHE_DATA_DIR to another disk."
        )


def _run(layout: Layout, command: tuple[str, ...], given: str) -> None:
    done = subprocess.run(  # noqa: S603 our own program and arguments
        command,
        input=given,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=layout.postgres,
        env=ENVIRONMENT,
        preexec_fn=die_with_guard(signal.SIGTERM),
        check=False,
    )
    said = done.stdout + done.stderr
    if done.returncode != 0 or "ERROR:" in said:
        raise EmbeddedError(complaints.of_postgres(layout, said))
