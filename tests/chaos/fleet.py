"""The processes of one deployment, each by itself, so that any of them can be killed and started again."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import asyncpg
import redis.asyncio
from aiohttp import ClientSession, ClientTimeout

from core.shared.ids import BOTS
from storage.embedded import EmbeddedError, EmbeddedServers
from storage.embedded import start as start_servers
from tests.e2e.city import free_port

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = (*BOTS, "worker")
ALL = ",".join(MEMBERS)
"""Everything in one process, for stories that kill nothing."""

SERVERS = ("postgres", "valkey")
VICTIMS = (*MEMBERS, *SERVERS)
TOKENS = {
    "telegram-citizen": "100000001:chaos-telegram-citizen-0123456789ab",
    "telegram-staff": "100000002:chaos-telegram-staff-0123456789abcd",
    "max-citizen": "chaos-max-citizen-0123456789abcdef",
    "max-staff": "chaos-max-staff-0123456789abcdefgh",
}
UP_WITHIN = 240.0
LOOK = 0.1

Way = Literal["webhook", "polling"]


@dataclass(frozen=True, slots=True)
class Kill:
    """One `kill -9`: when (seconds since 1970), and how long until the process answered again."""

    victim: str
    at: float
    down: float


@dataclass
class Fleet:
    """A sandbox, four bots, a worker and the embedded servers, over one data folder."""

    home: Path
    way: Way
    chance: random.Random
    members: tuple[str, ...] = MEMBERS
    sandbox_port: int = field(default_factory=free_port)
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    kills: list[Kill] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    servers: EmbeddedServers | None = None
    _http: ClientSession | None = None

    def __post_init__(self) -> None:
        """Every process has a port of its own."""
        self.ports = {name: free_port() for name in self.members}

    @property
    def data(self) -> Path:
        """The data folder that all share."""
        return self.home / "data"

    @property
    def state(self) -> Path:
        """Where the sandbox keeps its phones and undelivered updates."""
        return self.data / "sandbox" / "phones.json"

    @property
    def page(self) -> str:
        """The sandbox's address."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def embedded(self) -> EmbeddedServers:
        """Our own share in the servers: it keeps them up whoever else is killed."""
        if self.servers is None:
            raise RuntimeError("the fleet is not up")
        return self.servers

    def env(self, name: str) -> dict[str, str]:
        """The environment of one process; nothing from outside comes in."""
        env = {key: value for key, value in os.environ.items() if not key.startswith("VECHE_")}
        env |= {
            "VECHE_DATA_DIR": str(self.data),
            "VECHE_HTTP_PORT": str(self.ports.get(name, self.ports[self.members[-1]])),
            "VECHE_SANDBOX_PORT": str(self.sandbox_port),
            "VECHE_DEMO_PHONES": "0",
            "VECHE_LOG_LEVEL": "warning",
            "VECHE_VIRTUAL_CLOCK": "1",
        }
        if self.way == "polling":
            env |= {f"VECHE_{bot.replace('-', '_').upper()}_TOKEN": token for bot, token in TOKENS.items()}
            env["VECHE_TELEGRAM_API_URL"] = f"{self.page}/telegram"
            env["VECHE_MAX_API_URL"] = f"{self.page}/max"
        return env

    def launch(self, name: str) -> None:
        """Start one process; its output goes to a file of its own."""
        command = ["-m", "bots.cli.main", "run", "--only", name]
        if name == "sandbox" and self.way == "polling":
            tokens = [f"--token={bot}={token}" for bot, token in TOKENS.items()]
            port, state = f"--port={self.sandbox_port}", f"--state={self.state}"
            command = ["-m", "bots.sandbox", port, state, *tokens]
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.env(name), stdout=log, stderr=log
            )

    async def up(self) -> None:
        """Start everything and wait until all answer."""
        self._http = ClientSession(timeout=ClientTimeout(total=5))
        self.servers = await start_servers(self.data)
        for name in ("sandbox", *self.members):
            self.launch(name)
        await asyncio.gather(*(self.answers(name) for name in ("sandbox", *self.members, *SERVERS)))

    async def answers(self, name: str, within: float = UP_WITHIN) -> None:
        """Wait until a process does its work; raises `AssertionError` with the end of its log."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            with contextlib.suppress(
                OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, redis.RedisError
            ):
                if await self._is_well(name):
                    return
            process = self.processes.get(name)
            if process is not None and process.poll() is not None:
                raise AssertionError(f"{name} ended with {process.returncode}:\n{self.log(name)}")
            await asyncio.sleep(LOOK)
        raise AssertionError(f"{name} does not answer:\n{self.log(name)}")

    async def _is_well(self, name: str) -> bool:
        if name == "postgres":
            connection = await asyncpg.connect(self.embedded.addresses.database_url, timeout=5)
            await connection.close()
            return True
        if name == "valkey":
            async with redis.asyncio.from_url(self.embedded.addresses.redis_url) as client:
                return bool(await client.ping())
        if self._http is None:
            raise RuntimeError("the fleet is not up")
        where = f"{self.page}/sim/openapi.json" if name == "sandbox" else self._health(name)
        async with self._http.get(where) as answer:
            return answer.status == 200

    def _health(self, name: str) -> str:
        """Ready once is enough: a server that is down meanwhile is another victim's story."""
        return f"http://127.0.0.1:{self.ports[name]}/healthz"

    def kill(self, name: str) -> None:
        """`kill -9`."""
        if name in SERVERS:
            pid = getattr(self.embedded.pids, name)
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
            return
        self.processes[name].kill()
        self.processes[name].wait()

    async def kill_and_restart(self, name: str) -> None:
        """Kill, wait a moment, start again (servers: their guard does); note how long it took."""
        self.down.add(name)
        at = time.time()
        try:
            self.kill(name)
            if name in self.members:
                await asyncio.sleep(self.chance.uniform(0.05, 1.0))
                self.launch(name)
            await self.answers(name)
        finally:
            self.down.discard(name)
        self.kills.append(Kill(name, at, time.time() - at))

    def log(self, name: str) -> str:
        """The end of what a process printed."""
        path = self.home / f"{name}.log"
        return path.read_text(errors="replace")[-4000:] if path.exists() else ""

    def keep_logs(self) -> None:
        """What the processes printed, where it can be read afterwards."""
        folder = ROOT / "build" / "chaos" / self.way
        folder.mkdir(parents=True, exist_ok=True)
        for log in self.home.glob("*.log"):
            shutil.copy(log, folder)

    async def stop_members(self) -> None:
        """End the bots and the worker in order; the sandbox and the servers stay for the books."""
        await self._end(self.members)

    async def stop(self) -> None:
        """End whatever runs."""
        await self._end(tuple(self.processes))
        if self._http is not None:
            await self._http.close()
        if self.servers is not None:
            with contextlib.suppress(EmbeddedError):
                await self.servers.stop()

    async def _end(self, names: tuple[str, ...]) -> None:
        ending = [self.processes.pop(name) for name in names if name in self.processes]
        for process in ending:
            if process.poll() is None:
                process.terminate()
        for process in ending:
            try:
                await asyncio.to_thread(process.wait, 20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.asynccontextmanager
async def sailing(way: Way, seed: int = 0, members: tuple[str, ...] = MEMBERS) -> AsyncIterator[Fleet]:
    """A fleet of its own, up; everything is ended and removed afterwards."""
    with TemporaryDirectory(prefix="veche-") as folder:
        home = Path(folder)
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 (the service user has to pass through; async, no pathlib)
        chance = random.Random(seed)  # noqa: S311 (a campaign that can be repeated)
        fleet = Fleet(home, way, chance, members)
        try:
            await fleet.up()
            yield fleet
        finally:
            await fleet.stop()
