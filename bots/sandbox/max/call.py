"""One call of a MAX operation, and the table of the operations that the sandbox models."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bots.sandbox.chats import Bot, Chat, Message
from bots.sandbox.max.refusal import FailedError, RefusedError, bad_payload
from bots.sandbox.world import World

DONE = {"success": True}
SUSPENDED = RefusedError(403, "chat.denied", "error.dialog.suspended")


@dataclass(frozen=True, slots=True)
class Call:
    """A checked call: parameters of path and query, typed, and the body."""

    world: World
    bot: Bot
    params: dict[str, Any]
    body: Any

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat a parameter names; refuses one that does not exist."""
        chat = self.bot.chats.get(self.params[name])
        if chat is None:
            raise RefusedError(404, "chat.not.found", f"Chat {self.params[name]} not found")
        return chat

    def recipient(self) -> Chat:
        """The chat to send to, by `user_id` or `chat_id`."""
        if ("user_id" in self.params) == ("chat_id" in self.params):
            raise bad_payload("Missing required parameter: chat_id or user_id")
        if "chat_id" in self.params:
            return self.open(self.chat())
        chat = self.bot.by_user.get(self.params["user_id"])
        if chat is None:
            raise RefusedError(404, "dialog.not.found", "error.dialog.notfound")
        return self.open(chat)

    def open(self, chat: Chat) -> Chat:
        """Refuse a chat that was not started, is blocked, or is over its limit."""
        if not chat.started:
            raise RefusedError(404, "dialog.not.found", "error.dialog.notfound")
        if chat.blocked:
            raise SUSPENDED
        if self.world.config.limits and self.bot.limits.refuse(chat.id):
            raise RefusedError(429, "too.many.requests", "Too many requests")
        return chat

    def message(self, mid: str) -> tuple[Chat, Message]:
        """The message with this id in one of the bot's chats; fails when there is none."""
        chat = self.bot.chats.get(chat_of(mid))
        message = chat.messages.get(mid) if chat else None
        if chat is None or message is None:
            raise FailedError(f"Message {mid} not found")
        return chat, message


def new_mid(chat: Chat, seq: int) -> str:
    """A message id from which its chat can be read."""
    return f"mid.{chat.id:016x}{seq:016x}"


def chat_of(mid: str) -> int:
    """The chat of a message id; 0 for what is none."""
    digits = mid.removeprefix("mid.")[:16]
    return int(digits, 16) if digits and all(c in "0123456789abcdef" for c in digits) else 0


Handler = Callable[[Call], Any | Awaitable[Any]]
OPERATIONS: dict[str, Handler] = {}


def operation(operation_id: str) -> Callable[[Handler], Handler]:
    """Register the function that answers an operation of the specification."""

    def register(handler: Handler) -> Handler:
        OPERATIONS[operation_id] = handler
        return handler

    return register
