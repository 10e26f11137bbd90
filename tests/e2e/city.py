"""The running product as a test sees it: `veche run` as a process, and people's phones in its sandbox."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, FormData

from tests.e2e.pictures import photo

PATIENCE = 20.0
BOTS = ("max-citizen", "max-staff", "telegram-citizen", "telegram-staff")
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ButtonGone(AssertionError):
    """What was to be pressed is not there any more: a new screen came."""


@dataclass
class Phone:
    """One phone in the sandbox; every method does what a thumb does."""

    city: "City"
    id: str
    name: str
    before: dict[str, str] = field(default_factory=dict)
    """What stood on the screen when the thumb last did something."""

    async def _post(self, act: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        await self._remember()
        return await self.city.sim("POST", f"/sim/phones/{self.id}/{act}", json=body or {})

    async def _remember(self) -> None:
        self.before = {m["id"]: m["text"] for m in (await self.transcript())["messages"]}

    async def transcript(self) -> dict[str, Any]:
        """Everything on the screen; a space is a space, also one at which no line breaks."""
        shown = await self.city.sim("GET", f"/sim/phones/{self.id}/transcript")
        said = [one | {"text": one["text"].replace("\u00a0", " ")} for one in shown["messages"]]
        return shown | {"messages": said}

    async def start(self, payload: str = "") -> None:
        """Press Start."""
        await self._post("start", {"payload": payload} if payload else {})

    async def say(self, text: str) -> None:
        """Type and send."""
        await self._post("say", {"text": text})

    async def place(self, latitude: float, longitude: float) -> None:
        """Send a place from the map."""
        await self._post("place", {"lat": latitude, "lon": longitude})

    async def contact(self, **forged: str) -> None:
        """Send the own contact, or a forged one."""
        await self._post("contact", forged)

    async def photos(self, *files: bytes, text: str = "") -> None:
        """Send photos; several go as an album."""
        form = FormData()
        if text:
            form.add_field("text", text)
        await self._media(form, files)

    async def _media(self, form: FormData, files: Sequence[bytes]) -> None:
        for number, content in enumerate(files):
            form.add_field("file", content, filename=f"{number}.jpg", content_type="image/jpeg")
        await self._remember()
        await self.city.sim("POST", f"/sim/phones/{self.id}/media", data=form)

    async def forward(self, text: str, *, whence: str, link: str = "", pictures: int = 0) -> None:
        """Forward a post from somebody or from a channel; `link` is its address."""
        post = {"forward_from": whence} | ({"forward_link": link} if link else {})
        if not pictures:
            await self._post("say", {"text": text, **post})
            return
        form = FormData({"text": text, **post} if text else post)
        await self._media(form, [photo(number) for number in range(pictures)])

    async def press(self, title: str, *, under: str = "", within: float = PATIENCE) -> None:
        """Press the newest button whose title contains `title`, waiting for it to appear.

        `under`: a regular expression for the message it stands under; empty for any.
        """
        deadline = time.monotonic() + within
        while True:
            found = _find(await self.transcript(), title, under)
            if found is not None:
                message, row, column = found
                with contextlib.suppress(ButtonGone):  # between the look and the press: look again
                    await self._post("press", {"message": message, "row": row, "column": column})
                    return
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.name} sees no button {title!r}:\n{await self.screen()}")
            await asyncio.sleep(0.05)

    async def sees(self, pattern: str, *, within: float = PATIENCE, count: int = 1) -> str:
        """Wait until the bot's messages match the pattern (regular expression) `count` times."""
        return await self._wait(pattern, within, count, {})

    async def told(self, pattern: str, *, within: float = PATIENCE) -> str:
        """The same, of what is new on the screen since the thumb last did something."""
        return await self._wait(pattern, within, 1, self.before)

    async def _wait(self, pattern: str, within: float, count: int, before: dict[str, str]) -> str:
        deadline = time.monotonic() + within
        while True:
            said = [m["text"] for m in await self._theirs() if before.get(m["id"]) != m["text"]]
            matching = [text for text in said if re.search(pattern, text, re.DOTALL)]
            if len(matching) >= count:
                return matching[-1]
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.name} does not see {pattern!r}:\n{await self.screen()}")
            await asyncio.sleep(0.05)

    async def count(self, pattern: str) -> int:
        """How many of the bot's messages match the pattern by now."""
        return sum(bool(re.search(pattern, m["text"], re.DOTALL)) for m in await self._theirs())

    async def pictures(self) -> list[str]:
        """Addresses of all pictures that the bot sent."""
        return [piece["url"] for m in await self._theirs() for piece in m["media"]]

    async def _theirs(self) -> list[dict[str, Any]]:
        return [m for m in (await self.transcript())["messages"] if not m["mine"]]

    async def screen(self) -> str:
        """The newest messages and buttons as text, for a failure's story."""
        lines = []
        for message in (await self.transcript())["messages"][-4:]:
            lines.append(("→ " if message["mine"] else "← ") + message["text"])
            lines += ["   " + " | ".join(f"[{b['text']}]" for b in row) for row in message["buttons"]]
        return "\n".join(lines)


def _find(transcript: dict[str, Any], title: str, under: str) -> tuple[str, int, int] | None:
    for message in reversed(transcript["messages"]):
        if not re.search(under, message["text"], re.DOTALL):
            continue
        for row, buttons in enumerate(message["buttons"]):
            for column, button in enumerate(buttons):
                if title in button["text"]:
                    return message["id"], row, column
    return None


@dataclass
class City:
    """A running `veche run` and the person's side of its sandbox."""

    home: Path
    env: dict[str, str]
    http_port: int
    sandbox_port: int
    process: "subprocess.Popen[bytes] | None" = None
    messenger: "subprocess.Popen[bytes] | None" = None
    session: ClientSession | None = None
    phones: list[Phone] = field(default_factory=list)

    @property
    def page(self) -> str:
        """The sandbox page's address."""
        return f"http://127.0.0.1:{self.sandbox_port}/"

    def launch(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start `veche` with these arguments; its output goes to a file beside the data."""
        log = (self.home / "veche.log").open("ab")
        return subprocess.Popen(
            [sys.executable, "-m", "bots.cli.main", *arguments],
            cwd=ROOT,
            env=self.env,
            stdout=log,
            stderr=log,
        )

    async def up(self) -> None:
        """Start everything and wait until it is ready; where the messenger is apart, only the product."""
        product = ("run", "--only", ",".join((*BOTS, "worker"))) if self.messenger else ("run",)
        self.process = self.launch(*product)
        await self.ready()

    async def ready(self, within: float = 60.0) -> None:
        """Wait for `/readyz` and the sandbox."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"veche ended with {self.process.returncode}:\n{self.log()}")
            with contextlib.suppress(OSError, AssertionError):
                async with self.http.get(f"http://127.0.0.1:{self.http_port}/readyz") as reply:
                    if reply.status == 200:
                        await self.sim("GET", "/sim/state")
                        return
            await asyncio.sleep(0.1)
        raise AssertionError(f"veche is not ready:\n{self.log()}")

    def log(self) -> str:
        """The end of what the product printed."""
        path = self.home / "veche.log"
        return path.read_text(errors="replace")[-6000:] if path.exists() else ""

    @property
    def http(self) -> ClientSession:
        """The test's own HTTP client."""
        if self.session is None:
            self.session = ClientSession()
        return self.session

    async def sim(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """Call the person's side; an error is the test's failure."""
        async with self.http.request(method, self.page.rstrip("/") + path, **options) as reply:
            body = await reply.json()
            if reply.status == 404 and body.get("error") == "there is no such button":
                raise ButtonGone(path)
            assert reply.status < 300, f"{method} {path}: {reply.status} {body}"
            return dict(body)

    async def phone(
        self, messenger: str, audience: str, *, name: str, role: str | None = None, user_id: int | None = None
    ) -> Phone:
        """A new phone; with a role it is signed in to the staff bot."""
        more = {"role": role, "user_id": user_id}
        body: dict[str, Any] = {"messenger": messenger, "audience": audience, "name": name}
        body |= {key: value for key, value in more.items() if value is not None}
        made = await self.sim("POST", "/sim/phones", json=body)
        phone = Phone(self, made["id"], name)
        self.phones.append(phone)
        return phone

    def kill(self) -> None:
        """`kill -9`, as a failing machine does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    async def down(self) -> None:
        """Stop politely; whatever is left after 15 s is killed."""
        for process in (self.process, self.messenger):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    await asyncio.to_thread(process.wait, 15)
                except subprocess.TimeoutExpired:
                    process.kill()
        if self.session is not None:
            await self.session.close()
            self.session = None


@contextlib.asynccontextmanager
async def running_city(*, apart: bool = False, **env: str) -> AsyncIterator[City]:
    """A city of its own: fresh data, free ports, no setting of the outside world.

    `apart`: the messenger is a process of its own, which outlives the product as real ones do.
    """
    with tempfile.TemporaryDirectory(prefix="veche-") as folder:
        home = Path(folder)
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 (the service user has to pass through; async, no pathlib)
        http_port, sandbox_port = free_port(), free_port()
        clean = {key: value for key, value in os.environ.items() if not key.startswith("VECHE_")}
        city = City(
            home=home,
            env={
                **clean,
                "VECHE_DATA_DIR": str(home / "data"),
                "VECHE_HTTP_PORT": str(http_port),
                "VECHE_SANDBOX_PORT": str(sandbox_port),
                "VECHE_DEMO_PHONES": "0",
                **env,
            },
            http_port=http_port,
            sandbox_port=sandbox_port,
        )
        try:
            if apart:
                city.messenger = city.launch("run", "--only", "sandbox")
            await city.up()
            yield city
        finally:
            await city.down()
