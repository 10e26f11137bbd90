"""Where the embedded servers of one data folder keep their data, sockets and logs."""

import hashlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

# sun_path holds 108 bytes on Linux and 104 on macOS, one of them for the final zero.
SOCKET_PATH_LIMIT = 107 if sys.platform == "linux" else 103
# PostgreSQL reads commas and quotes in a socket folder as a list, asyncpg and URLs have theirs.
_PLAIN = re.compile(r"[A-Za-z0-9/_.-]+")
_POSTGRES_SOCKET = ".s.PGSQL.5432"


@dataclass(frozen=True, slots=True)
class Embedded:
    """The addresses of running servers, as the clients take them.

    `database_url` is for `asyncpg.connect` (and SQLAlchemy), `redis_url` for `redis.asyncio.from_url`.
    """

    database_url: str
    redis_url: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders and files of one data folder; `root` is its real path."""

    root: Path
    run: Path

    @classmethod
    def of(cls, data_dir: Path) -> "Layout":
        """The same folder always gives the same sockets, so that processes find each other.

        Sockets stay beside the data, unless their path would be too long or not plain.
        """
        root = Path(os.path.realpath(data_dir.expanduser()))
        run = root / "run"
        longest = os.fsencode(run / _POSTGRES_SOCKET)
        if len(longest) > SOCKET_PATH_LIMIT or not _PLAIN.fullmatch(str(run)):
            name = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
            # A fixed place, not TMPDIR: another process of the same data must find it.
            run = Path("/tmp") / f"veche-{name}"  # noqa: S108 owner and mode are checked before use
        return cls(root=root, run=run)

    @property
    def postgres(self) -> Path:
        """The folder that the server's user owns; the cluster is made beside and moved into place."""
        return self.root / "postgres"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data directory."""
        return self.postgres / "data"

    @property
    def valkey(self) -> Path:
        """Valkey's append-only files."""
        return self.root / "valkey"

    @property
    def log(self) -> Path:
        """What the servers say."""
        return self.root / "log"

    @property
    def private(self) -> tuple[Path, ...]:
        """Folders of the servers' user, closed to everybody else."""
        return (self.postgres, self.valkey, self.log, self.run)

    @property
    def lock(self) -> Path:
        """Held (flock) by the one guard of this data folder, all its life."""
        return self.root / "guard.lock"

    @property
    def guard_socket(self) -> Path:
        """Where a process joins; its open connection is what keeps the servers alive."""
        return self.run / "guard.sock"

    @property
    def postgres_socket(self) -> Path:
        """PostgreSQL listens here."""
        return self.run / _POSTGRES_SOCKET

    @property
    def valkey_socket(self) -> Path:
        """Valkey listens here."""
        return self.run / "valkey.sock"

    @property
    def pids(self) -> Path:
        """JSON with the process ids of guard, postgres and valkey, written at every (re)start."""
        return self.run / "pids.json"

    @property
    def addresses(self) -> Embedded:
        """Addresses of this folder's servers, whether they run or not."""
        return Embedded(
            # The port is spelled out because clients would else take PGPORT from the environment.
            database_url=f"postgresql://veche@/veche?host={self.run}&port=5432",
            redis_url=f"unix://{self.valkey_socket}",
        )


def default_data_dir() -> Path:
    """Where data go without `VECHE_DATA_DIR`: beside the program, for root in /var/lib."""
    return Path("/var/lib/veche") if os.geteuid() == 0 else Path(".veche")
