"""A town of simulated people: answers both messengers' APIs as cheaply as possible and pushes webhooks.

It stands in for the sandbox where the sandbox's own honesty would cost more than what is measured.
"""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import ClientSession, TCPConnector, web

TELEGRAM_SEND = {"sendMessage", "sendPhoto", "sendVideo"}
JSON = {"Content-Type": "application/json"}


@dataclass(slots=True)
class Chat:
    """One person's chat with one bot: the newest message and its buttons."""

    user: int
    message: str = ""
    text: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def shows(self, message: str, text: str, buttons: list[tuple[str, str]]) -> None:
        """The bot sent or edited a message."""
        self.message, self.text, self.buttons = message, text, buttons
        self.changed.set()

    def data(self, title: str) -> str:
        """The callback data of the button whose title contains `title`."""
        for label, data in self.buttons:
            if title in label:
                return data
        raise LookupError(
            f"no button {title!r} among {[label for label, _ in self.buttons]} under {self.text!r}"
        )


class Town:
    """Both APIs on one port, all chats, and a pusher of webhooks."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.calls: Counter[str] = Counter()
        self.pressed: dict[str, int] = {}
        self.sends: list[float] = []
        self._messages = itertools.count(1)
        self._updates = itertools.count(int(time.time()) * 1000)
        self._runner: web.AppRunner | None = None
        self._http: ClientSession | None = None
        self.port = 0

    async def start(self) -> None:
        """Serve on a free port of the loopback."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/telegram/bot{token}/{method}", self._telegram)
        app.router.add_route("*", "/max/{path:.*}", self._max)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._http = ClientSession(connector=TCPConnector(limit=0))

    async def stop(self) -> None:
        """Close everything."""
        if self._http is not None:
            await self._http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def chat(self, user: int) -> Chat:
        """The chat of a person."""
        return self.chats.setdefault(user, Chat(user))

    async def push(self, url: str, update: dict[str, Any], secret: str = "") -> float:
        """Post one webhook; seconds until the answer. Raises on any status but 200."""
        if self._http is None:
            raise AssertionError("start the town first")
        headers = {
            **JSON,
            "X-Telegram-Bot-Api-Secret-Token": secret,
            "X-Max-Bot-Api-Secret": secret,
        }
        started = time.perf_counter()
        async with self._http.post(url, data=orjson.dumps(update), headers=headers) as reply:
            body = await reply.read()
            if reply.status != web.HTTPOk.status_code:
                raise RuntimeError(f"webhook answered {reply.status}: {body[:200]!r}")
        return time.perf_counter() - started

    def telegram_press(self, user: int, data: str) -> dict[str, Any]:
        """An update: the person presses a button of the newest message."""
        number = next(self._updates)
        return {
            "update_id": number,
            "callback_query": {
                "id": str(number),
                "from": _telegram_user(user),
                "chat_instance": "1",
                "data": data,
                "message": self._telegram_message(user, int(self.chat(user).message or 1), "…"),
            },
        }

    def telegram_say(self, user: int, text: str) -> dict[str, Any]:
        """An update: the person writes."""
        message = self._telegram_message(user, next(self._messages), text)
        return {"update_id": next(self._updates), "message": {**message, "from": _telegram_user(user)}}

    def max_press(self, user: int, data: str) -> dict[str, Any]:
        """An update: the person presses a button of the newest message."""
        now = int(time.time() * 1000)
        mid = self.chat(user).message or "mid.1"
        return {
            "update_type": "message_callback",
            "timestamp": now,
            "user_locale": "ru",
            "callback": {
                "timestamp": now,
                "callback_id": f"cb.{next(self._updates)}",
                "payload": data,
                "user": _max_user(user),
            },
            "message": {
                "sender": {"user_id": 1, "first_name": "Вече", "is_bot": True},
                "recipient": {"chat_id": user + 5_000_000, "chat_type": "dialog", "user_id": user},
                "timestamp": now,
                "body": {"mid": mid, "seq": 1, "text": "…", "attachments": []},
            },
        }

    def max_say(self, user: int, text: str) -> dict[str, Any]:
        """An update: the person writes."""
        now = int(time.time() * 1000)
        return {
            "update_type": "message_created",
            "timestamp": now,
            "user_locale": "ru",
            "message": {
                "sender": _max_user(user),
                "recipient": {"chat_id": user + 5_000_000, "chat_type": "dialog", "user_id": 1},
                "timestamp": now,
                "body": {"mid": f"mid.in.{next(self._updates)}", "seq": now, "text": text},
            },
        }

    def _telegram_message(self, user: int, message: int, text: str) -> dict[str, Any]:
        return {
            "message_id": message,
            "date": int(time.time()),
            "chat": {"id": user, "type": "private", "first_name": "Мария"},
            "text": text,
        }

    async def _telegram(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[f"telegram {method}"] += 1
        params = await _params(request)
        result: Any = True
        if method in TELEGRAM_SEND or method.startswith("editMessage"):
            chat = self.chat(int(params.get("chat_id", 0)))
            message = int(params["message_id"]) if "message_id" in params else next(self._messages)
            text = params.get("text") or params.get("caption") or ""
            chat.shows(str(message), text, _telegram_buttons(params.get("reply_markup")))
            result = self._telegram_message(chat.user, message, text or "…")
            if method in TELEGRAM_SEND:
                self.sends.append(time.perf_counter())
        elif method == "getMe":
            result = {"id": 100000001, "is_bot": True, "first_name": "Вече", "username": "veche_bot"}
        elif method == "getWebhookInfo":
            result = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        elif method == "getUpdates":
            await asyncio.sleep(1)
            result = []
        return _json({"ok": True, "result": result})

    async def _max(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        self.calls[f"max {request.method} {path.split('/')[0]}"] += 1
        handle: Callable[[web.Request, Any], Any] = {
            "messages": self._max_messages,
            "answers": self._max_answers,
        }.get(path.split("/")[0], self._max_other)
        body = orjson.loads(await request.read() or b"{}")
        return _json(await asyncio.sleep(0, handle(request, body)))

    def _max_messages(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        if request.method != "POST":
            return {"success": True}
        user = int(request.query.get("user_id") or int(request.query.get("chat_id", 5_000_000)) - 5_000_000)
        mid = f"mid.{next(self._messages)}"
        self.chat(user).shows(mid, body.get("text") or "", _max_buttons(body))
        self.sends.append(time.perf_counter())
        now = int(time.time() * 1000)
        return {
            "message": {
                "recipient": {"chat_id": user + 5_000_000, "chat_type": "dialog", "user_id": user},
                "timestamp": now,
                "body": {"mid": mid, "seq": now, "text": body.get("text") or ""},
            }
        }

    def _max_answers(self, request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
        message = body.get("message")
        if message is not None:
            user = self.pressed.get(request.query["callback_id"], 0)
            chat = self.chat(user)
            chat.shows(chat.message, message.get("text") or "", _max_buttons(message))
        return {"success": True}

    def _max_other(self, request: web.Request, _body: dict[str, Any]) -> dict[str, Any]:
        path = request.match_info["path"]
        if path == "subscriptions" and request.method == "GET":
            return {"subscriptions": []}
        if path.startswith("me"):
            return {"user_id": 1, "first_name": "Вече", "is_bot": True, "username": "veche_bot"}
        if path == "updates":
            return {"updates": [], "marker": 1}
        return {"success": True}

    async def press(self, url: str, messenger: str, user: int, title: str, secret: str = "") -> float:
        """Press the button with this title; seconds until the webhook's answer."""
        data = self.chat(user).data(title)
        if messenger == "telegram":
            return await self.push(url, self.telegram_press(user, data), secret)
        update = self.max_press(user, data)
        self.pressed[update["callback"]["callback_id"]] = user
        return await self.push(url, update, secret)

    async def say(self, url: str, messenger: str, user: int, text: str, secret: str = "") -> float:
        """Write; seconds until the webhook's answer."""
        update = self.telegram_say(user, text) if messenger == "telegram" else self.max_say(user, text)
        return await self.push(url, update, secret)


def _json(body: Any) -> web.Response:
    return web.Response(body=orjson.dumps(body), content_type="application/json")


async def _params(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(orjson.loads(await request.read() or b"{}"))
    if request.method == "POST":
        return dict(await request.post())
    return dict(request.query)


def _telegram_buttons(markup: Any) -> list[tuple[str, str]]:
    if not markup:
        return []
    parsed = orjson.loads(markup) if isinstance(markup, str) else markup
    return [
        (button["text"], button["callback_data"])
        for row in parsed.get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]


def _max_buttons(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (button["text"], button["payload"])
        for attachment in body.get("attachments") or []
        if attachment["type"] == "inline_keyboard"
        for row in attachment["payload"]["buttons"]
        for button in row
        if button["type"] == "callback"
    ]


def _telegram_user(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Мария", "language_code": "ru"}


def _max_user(user: int) -> dict[str, Any]:
    return {"user_id": user, "first_name": "Мария", "is_bot": False}
