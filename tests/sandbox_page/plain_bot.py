"""A Telegram bot of a few lines that the page is tried with: it greets, echoes and answers presses."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import aiohttp

MENU = [
    [{"text": "Сообщить о проблеме", "callback_data": "report"}],
    [{"text": "Да", "callback_data": "yes"}, {"text": "Нет", "callback_data": "no"}],
]
REPLY = [
    [{"text": "Мой номер", "request_contact": True}],
    [{"text": "Где это", "request_location": True}, {"text": "Позже"}],
]


class PlainBot:
    """Polls the sandbox at `url` with a token; what it was told stays in `seen`."""

    def __init__(self, url: str, token: str) -> None:
        self._base = f"{url}/telegram/bot{token}"
        self._session: aiohttp.ClientSession | None = None
        self._task: asyncio.Task[None] | None = None
        self.seen: list[dict[str, Any]] = []

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        await self.call("setMyCommands", commands=[{"command": "help", "description": "Помощь"}])
        self._task = asyncio.create_task(self._poll())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._task is not None
        assert self._session is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        await self._session.close()

    async def call(self, method: str, **params: Any) -> Any:
        """Call one method; gives its result, None for a refusal."""
        assert self._session is not None
        async with self._session.post(f"{self._base}/{method}", json=params) as answer:
            return (await answer.json()).get("result")

    async def tried(self, method: str, **params: Any) -> int:
        """Call one method; gives the status of the answer."""
        assert self._session is not None
        async with self._session.post(f"{self._base}/{method}", json=params) as answer:
            return answer.status

    @property
    def chat(self) -> int:
        """The chat that was heard of first."""
        return int(self.seen[0]["message"]["chat"]["id"])

    async def told(self, key: str, *, times: int = 1) -> list[Any]:
        """Wait for so many updates, or messages, with this key, and give them."""
        async with asyncio.timeout(5):
            while True:
                inner = [update.get("message", {}) for update in self.seen]
                found = [one[key] for one in (*self.seen, *inner) if key in one]
                if len(found) >= times:
                    return found
                await asyncio.sleep(0.01)

    async def _poll(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30) or []:
                offset = update["update_id"] + 1
                self.seen.append(update)
                await self._handle(update)

    async def _handle(self, update: dict[str, Any]) -> None:
        if press := update.get("callback_query"):
            await self._pressed(press)
        elif message := update.get("message"):
            await self._told(message["chat"]["id"], message)

    async def _pressed(self, press: dict[str, Any]) -> None:
        where = {"chat_id": press["message"]["chat"]["id"], "message_id": press["message"]["message_id"]}
        await self.call("answerCallbackQuery", callback_query_id=press["id"], text="Принято")
        text = f"Выбрано: {press['data']}"
        await self.call("editMessageText", **where, text=text, reply_markup={"inline_keyboard": MENU[1:]})

    async def _told(self, chat: int, message: dict[str, Any]) -> None:
        if answer := reply(message):
            await self.call("sendMessage", chat_id=chat, **answer)


def reply(message: dict[str, Any]) -> dict[str, Any] | None:
    """What the plain bot says to a message."""
    text = message.get("text", "")
    if text == "/start":
        markup: dict[str, Any] = {"inline_keyboard": MENU}
        return {"text": "<b>Здравствуйте!</b> Чем помочь?", "parse_mode": "HTML", "reply_markup": markup}
    if text == "клавиатура":
        return {"text": "Поделитесь", "reply_markup": {"keyboard": REPLY, "resize_keyboard": True}}
    if number := message.get("contact", {}).get("phone_number"):
        return {"text": f"Номер {number}"}
    if place := message.get("location"):
        return {"text": f"Место {place['latitude']:.3f} {place['longitude']:.3f}"}
    return {"text": f"Вы написали: {text}"} if text else None
