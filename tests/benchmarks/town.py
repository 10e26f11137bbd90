"""A town of simulated people: answers both messengers' APIs as cheaply as possible and pushes webhooks.

It stands in for the sandbox where the sandbox's own honesty would cost more than what is measured.
"""

import asyncio
import itertools
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import ClientSession, DummyCookieJar, TCPConnector, web

from tests.benchmarks.updates import MAX_CHAT, Updates, max_message, max_presser, telegram_message

PATIENCE = 60.0
"""Seconds after which a screen is not waited for any more."""

JSON = {"Content-Type": "application/json"}
_ME = {"id": 100000001, "is_bot": True, "first_name": "Вече", "username": "veche_bot"}
_TELEGRAM: dict[str, Any] = {
    "getMe": _ME,
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}


@dataclass(slots=True)
class Chat:
    """One person's chat with one bot: the newest message with its buttons, and labels to type.

    `shown` counts the messages and edits that arrived; `waits` is for the next one.
    """

    message: str = ""
    text: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    shown: int = 0
    waits: "asyncio.Future[None] | None" = None

    def show(self) -> None:
        """Something arrived."""
        self.shown += 1
        if self.waits is not None and not self.waits.done():
            self.waits.set_result(None)

    async def seen(self, shown: int) -> None:
        """Wait until more than so many have arrived: a webhook is answered before a slow turn ends."""
        while self.shown <= shown:
            self.waits = asyncio.get_running_loop().create_future()
            await asyncio.wait_for(self.waits, PATIENCE)

    def data(self, title: str) -> str:
        """The data of the button whose title contains `title`."""
        for label, data in self.buttons:
            if title in label:
                return data
        raise LookupError(f"no button {title!r} among {self.buttons} under {self.text!r}")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that reached the town: when (perf_counter), and whether it is new or an edit."""

    at: float
    new: bool


class Town:
    """Both APIs on one port, all chats, and a pusher of webhooks."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.calls: Counter[str] = Counter()
        self.sent: list[Sent] = []
        self.updates = Updates()
        self._messages = itertools.count(2)
        self._runner: web.AppRunner | None = None
        self._http: ClientSession | None = None
        self._port = 0

    async def start(self) -> None:
        """Serve on a free port of the loopback."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/telegram/bot{token}/{method}", self._telegram)
        app.router.add_route("*", "/max/{path:.*}", self._max)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024).start()
        self._port = self._runner.addresses[0][1]
        self._http = ClientSession(connector=TCPConnector(limit=0), cookie_jar=DummyCookieJar())

    async def stop(self) -> None:
        """Close everything."""
        if self._http is not None:
            await self._http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def http(self) -> ClientSession:
        """The town's HTTP client."""
        if self._http is None:
            raise AssertionError("start the town first")
        return self._http

    def api(self, messenger: str) -> str:
        """The base address of a messenger's API."""
        return f"http://127.0.0.1:{self._port}/{messenger}"

    def chat(self, user: int) -> Chat:
        """The chat of a person."""
        return self.chats.setdefault(user, Chat())

    async def push(self, url: str, update: dict[str, Any], secret: str = "") -> None:
        """Post one webhook and wait for the answer; raises on any status but 200."""
        headers = {**JSON, "X-Telegram-Bot-Api-Secret-Token": secret, "X-Max-Bot-Api-Secret": secret}
        async with self.http.post(url, data=orjson.dumps(update), headers=headers) as reply:
            body = await reply.read()
            if reply.status != web.HTTPOk.status_code:
                raise RuntimeError(f"webhook answered {reply.status}: {body[:200]!r}")

    async def _telegram(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[f"telegram {method}"] += 1
        params = await _params(request)
        result: Any = _TELEGRAM.get(method, True)
        if method.startswith("send") and method != "sendChatAction":
            result = self._sent_in_telegram(params, str(next(self._messages)), new=True)
        elif method.startswith("editMessage"):
            result = self._sent_in_telegram(params, str(params["message_id"]), new=False)
        elif method == "getUpdates":
            await asyncio.sleep(1)
            result = []
        return _json({"ok": True, "result": result})

    def _sent_in_telegram(self, params: dict[str, Any], message: str, *, new: bool) -> dict[str, Any]:
        self.sent.append(Sent(time.perf_counter(), new))
        user = int(params["chat_id"])
        text = params.get("text") or params.get("caption") or "…"
        markup = params.get("reply_markup") or {}
        if isinstance(markup, str):
            markup = orjson.loads(markup)
        chat = self.chat(user)
        chat.show()
        if "inline_keyboard" in markup:
            chat.message, chat.text, chat.labels = message, text, []
            chat.buttons = [
                (button["text"], button["callback_data"])
                for row in markup["inline_keyboard"]
                for button in row
                if "callback_data" in button
            ]
        elif "keyboard" in markup:
            chat.message, chat.text, chat.buttons = message, text, []
            chat.labels = [button["text"] for row in markup["keyboard"] for button in row]
        return telegram_message(user, int(message), text)

    async def _max(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        kind = path.partition("/")[0]
        self.calls[f"max {request.method} {kind}"] += 1
        raw = await request.read()
        body = orjson.loads(raw) if raw else {}
        if kind == "messages" and request.method == "POST":
            return _json(self._sent_in_max(request, body))
        if kind == "answers" and body.get("message"):
            self.sent.append(Sent(time.perf_counter(), new=False))
            user = max_presser(request.query["callback_id"])
            self._shown_in_max(user, self.chat(user).message, body["message"])
        return _json(_max_other(path, request.method))

    def _sent_in_max(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        self.sent.append(Sent(time.perf_counter(), new=True))
        user = int(request.query.get("user_id") or int(request.query["chat_id"]) - MAX_CHAT)
        mid = f"mid.{next(self._messages)}"
        self._shown_in_max(user, mid, body)
        return {"message": max_message(user, mid, body.get("text") or "")}

    def _shown_in_max(self, user: int, mid: str, body: dict[str, Any]) -> None:
        chat = self.chat(user)
        chat.show()
        chat.message, chat.text = mid, body.get("text") or ""
        chat.buttons = [
            (button["text"], button["payload"])
            for attachment in body.get("attachments") or []
            if attachment["type"] == "inline_keyboard"
            for row in attachment["payload"]["buttons"]
            for button in row
            if button["type"] == "callback"
        ]


def _max_other(path: str, method: str) -> dict[str, Any]:
    if path == "subscriptions" and method == "GET":
        return {"subscriptions": []}
    if path == "me":
        return {"user_id": 1, "first_name": "Вече", "is_bot": True, "username": "veche_bot"}
    return {"success": True}


def _json(body: Any) -> web.Response:
    return web.Response(body=orjson.dumps(body), content_type="application/json")


async def _params(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(orjson.loads(await request.read() or b"{}"))
    if request.method == "POST":
        return dict(await request.post())
    return dict(request.query)
