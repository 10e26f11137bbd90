"""Where a benchmark takes place: servers with durable data, the town, and the processes that are compared."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import asyncpg
from aiohttp import ClientError

from bots.delivery.secret import webhook_secret
from core.shared.ids import BotId
from storage.embedded import start
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.town import Town

ROOT = Path(__file__).parents[2]
SECRET_KEY = "a key for measurements only"
TOKENS = {
    "VECHE_TELEGRAM_CITIZEN_TOKEN": "100000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "VECHE_MAX_CITIZEN_TOKEN": "a-token-for-measurements-only",
}
PATIENCE = 60.0
CURATOR_USER = 99

_CURATOR = f"""
WITH made AS (
    INSERT INTO persons (municipality_id, id, name, sort_name, language, roles, version)
    VALUES ('demo', 'measured-curator', 'Куратор', 'куратор', 'ru', '{{curator}}', 1)
    ON CONFLICT DO NOTHING
)
INSERT INTO accounts (bot, user_id, municipality_id, person_id, audience, chat, name, used_at)
VALUES ('telegram-staff', '{CURATOR_USER}', 'demo', 'measured-curator', 'staff', '{CURATOR_USER}', 'Куратор',
    now())
ON CONFLICT DO NOTHING
"""  # noqa: S608 (constants)


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment() -> dict[str, str]:
    """What a process inherits: no setting of ours, and our code wherever it is started."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VECHE_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


def launch(command: Sequence[str], env: Mapping[str, str], home: Path) -> "subprocess.Popen[bytes]":
    """Start Python in a folder of ours, where no `.env` of anybody's is found."""
    with (home / "said.log").open("ab") as said:
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=home,
            env={**clean_environment(), **env},
            stdout=said,
            stderr=said,
        )


def make_home() -> Path:
    """A folder for one run; as root the servers run as another user, who has to pass through."""
    home = Path(tempfile.mkdtemp(prefix="veche-bench-"))
    home.chmod(0o711)
    return home


@dataclass(slots=True)
class Contender:
    """A process under measurement: where it takes webhooks, and how long it took to get ready (s)."""

    process: "subprocess.Popen[bytes]"
    url: str
    ready_after: float = 0.0

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    async def stop(self) -> None:
        """Ask it to end; kill it after ten seconds."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(self.process.wait, 10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            await asyncio.to_thread(self.process.wait)


@dataclass(slots=True)
class Place:
    """Addresses of the servers, the town, and whoever was started here."""

    home: Path
    database_url: str
    redis_url: str
    town: Town
    started: list[Contender] = field(default_factory=list)

    async def ours(self, *names: str, limited: bool = False, **more: str) -> Contender:
        """Start `veche run --only names`.

        Without tokens, against the town as against the sandbox, there are no limits on sending; with
        tokens (`limited`) there are those of the messengers.
        """
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        env = {
            "VECHE_DATABASE_URL": self.database_url,
            "VECHE_REDIS_URL": self.redis_url,
            "VECHE_DATA_DIR": str(self.home / "veche"),
            "VECHE_SECRET_KEY": SECRET_KEY,
            "VECHE_TELEGRAM_API_URL": self.town.api("telegram"),
            "VECHE_MAX_API_URL": self.town.api("max"),
            "VECHE_WEBHOOK_URL": url,
            "VECHE_HTTP_PORT": str(port),
            "VECHE_LOG_LEVEL": "warning",
            **(TOKENS if limited else {}),
            **more,
        }
        command = ("-m", "bots.cli.main", "run", "--only", ",".join(names))
        return await self._start(command, env, url, f"{url}/readyz")

    async def other(self, name: str) -> Contender:
        """Start `tests.benchmarks.<name>`: the reference or the floor."""
        port = free_port()
        given = (str(port), self.town.api("telegram"), self._given(name), self.redis_url)
        url = f"http://127.0.0.1:{port}/telegram"
        return await self._start(("-m", f"tests.benchmarks.{name}", *given), {}, url, url)

    def crowd(self, contender: Contender, messenger: str, people: Sequence[int]) -> Crowd:
        """People before one of our processes."""
        return self._before(
            contender, "telegram-citizen" if messenger == "telegram" else "max-citizen", people
        )

    def staff(self, contender: Contender, people: Sequence[int]) -> Crowd:
        """Staff before a process of ours, in Telegram."""
        return self._before(contender, "telegram-staff", people)

    def _before(self, contender: Contender, bot: BotId, people: Sequence[int]) -> Crowd:
        secret = webhook_secret(sha256(SECRET_KEY.encode()).digest(), bot)
        messenger, _, audience = bot.partition("-")
        return Crowd(self.town, messenger, f"{contender.url}/webhooks/{messenger}/{audience}", secret, people)

    async def appoint_curator(self) -> None:
        """Somebody who is told of every incident, in a bot that nobody runs here."""
        connection = await asyncpg.connect(self.database_url)
        await connection.execute(_CURATOR)
        await connection.close()

    async def count(self) -> None:
        """Let PostgreSQL count its tables, as it does by itself within a minute of any city's first day."""
        connection = await asyncpg.connect(self.database_url)
        await connection.execute("ANALYZE")
        await connection.close()

    def log(self) -> str:
        """The end of what the processes said."""
        path = self.home / "said.log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else ""

    async def stop(self) -> None:
        """End every process."""
        await asyncio.gather(*(one.stop() for one in self.started))
        self.started.clear()

    def _given(self, name: str) -> str:
        """SQLAlchemy names its driver in the address."""
        return (
            re.sub("^postgresql", "postgresql+asyncpg", self.database_url)
            if name == "reference"
            else self.database_url
        )

    async def _start(self, command: Sequence[str], env: Mapping[str, str], url: str, probe: str) -> Contender:
        process = launch(command, env, self.home)
        made = Contender(process, url)
        self.started.append(made)
        started = time.monotonic()
        while not await self._answers(probe):
            if process.poll() is not None or time.monotonic() - started > PATIENCE:
                raise RuntimeError(f"{' '.join(command)} did not start:\n{self.log()}")
            await asyncio.sleep(0.02)
        made.ready_after = time.monotonic() - started
        return made

    async def _answers(self, probe: str) -> bool:
        """Ours says 200 when it is ready; the others have no such page and refuse the method."""
        try:
            async with self.town.http.get(probe) as reply:
                return reply.status in {200, 405}
        except ClientError:
            return False


@asynccontextmanager
async def measuring_place() -> AsyncIterator[Place]:
    """Fresh embedded servers that keep their data safe, and a town; gone afterwards."""
    home = make_home()
    servers = await start(home / "data")
    town = Town()
    await town.start()
    place = Place(home, servers.addresses.database_url, servers.addresses.redis_url, town)
    try:
        yield place
    finally:
        await place.stop()
        await town.stop()
        await servers.stop()
        shutil.rmtree(home, ignore_errors=True)
