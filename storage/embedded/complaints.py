"""What the servers' complaints mean and what to do about them."""

import os
import re
from pathlib import Path

from storage.embedded.layout import Layout

POSTGRES_MAJOR = "18"
MEBIBYTE = 1024 * 1024
_NO_SPACE = "No space left on device"

_DISK_FULL = "The disk is full: free some room in {root} and start again. The data are whole."
_POSTGRES_VERSION = (
    "The data in {cluster} were made by another version of PostgreSQL; Veche brings {major}. "
    "Dump them with the old version and restore them here, or set VECHE_DATA_DIR to a new folder."
)
_POSTGRES_IN_USE = (
    "Another program uses the PostgreSQL data in {cluster} or the sockets in {run}. "
    "Stop it (ps ax | grep postgres), then start again."
)
_POSTGRES_MEMORY = (
    "There is too little free memory for PostgreSQL (it wants about 100 MB). Free some and start again."
)
_POSTGRES_OWNER = (
    "PostgreSQL may not use the files in {cluster}. They must belong to the user who runs it, "
    "and to nobody else: chown -R that user, chmod 700 {cluster}."
)
_POSTGRES_DAMAGED = (
    "The PostgreSQL data in {cluster} are damaged. Restore a backup there, "
    "or move the folder away to begin with an empty database."
)
# Said also for as long as helpers of a killed server have not noticed its death.
_ORPHANS = "shared memory block .* still in use"
_POSTGRES = (
    (_NO_SPACE, _DISK_FULL),
    ("incompatible with server|initialized by PostgreSQL version", _POSTGRES_VERSION),
    ("Address already in use|could not create any Unix-domain|lock file .* already exists", _POSTGRES_IN_USE),
    (_ORPHANS, _POSTGRES_IN_USE),
    ("Cannot allocate memory|could not (map anonymous|create) shared memory", _POSTGRES_MEMORY),
    ("wrong ownership|invalid permissions|Permission denied", _POSTGRES_OWNER),
    ("PANIC|checkpoint|control file|[Cc]ould not (access|open|read|locate|find)", _POSTGRES_DAMAGED),
    ("invalid|incorrect checksum|not a valid|corrupt|contains unexpected|syntax error", _POSTGRES_DAMAGED),
)

_VALKEY_IN_USE = "Another program uses the socket {valkey_socket}. Stop it, then start again."
_VALKEY_OWNER = "Valkey may not use the files in {valkey}. They must belong to the user who runs it."
_VALKEY_DAMAGED = (
    "The Valkey data in {valkey} are damaged or of a newer version. They hold only dialogs in progress, "
    "no fact is lost with them: move the folder away (mv {valkey} {valkey}.damaged) and start again."
)
_VALKEY = (
    (_NO_SPACE, _DISK_FULL),
    ("Address already in use|Failed opening Unix socket", _VALKEY_IN_USE),
    ("Permission denied", _VALKEY_OWNER),
    ("[Bb]ad file format|[Ii]nvalid|Unexpected|Unknown|Unrecoverable|Wrong signature", _VALKEY_DAMAGED),
    ("Error reading|doesn't exist|handle RDB format|AOF loading aborted|[Ff]atal error", _VALKEY_DAMAGED),
)


def of_postgres(layout: Layout, said: str) -> str:
    """Explain why PostgreSQL does not start; `said` is what it wrote since."""
    found = re.findall(r"(?:FATAL|PANIC|ERROR|initdb: error):\s*(.+)", said)
    last = str(found[-1]) if found else _last_line(said)
    return _explain("PostgreSQL", _POSTGRES, layout, said, last)


def passes(said: str) -> bool:
    """Whether PostgreSQL's complaint may be over soon, by itself."""
    return re.search(_ORPHANS, said) is not None


def of_valkey(layout: Layout, said: str) -> str:
    """Explain why Valkey does not start; `said` is what it wrote since."""
    return _explain("Valkey", _VALKEY, layout, said, _last_line(said).rpartition(" # ")[2])


def free_room(folder: Path) -> int:
    """Bytes that an ordinary user may still write there; raises OSError for a folder that is gone."""
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize


def _explain(server: str, meanings: tuple[tuple[str, str], ...], layout: Layout, said: str, last: str) -> str:
    # On a full disk not even the complaint can be written, so look for ourselves.
    if layout.root.exists() and free_room(layout.root) < MEBIBYTE:
        said += _NO_SPACE
    meaning = next(
        (text for pattern, text in meanings if re.search(pattern, said)), f"{server} does not start."
    )
    told = meaning.format(
        root=layout.root,
        run=layout.run,
        cluster=layout.cluster,
        valkey=layout.valkey,
        valkey_socket=layout.valkey_socket,
        major=POSTGRES_MAJOR,
    )
    return f"{told} {server} said: {last.rstrip('.')}. Its log is in {layout.log}."


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "nothing"
