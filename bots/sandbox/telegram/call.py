"""One call of a Telegram method, and the table of the methods that the sandbox models."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bots.sandbox.chats import Bot, Chat, Message
from bots.sandbox.files import Upload
from bots.sandbox.telegram.refusal import RefusedError, bad_request, too_many_requests
from bots.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """A checked call: typed parameters, and the files that came with it."""

    world: World
    bot: Bot
    params: dict[str, Any]
    files: dict[str, Upload]

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat a parameter names; refuses one that does not exist."""
        number = self.params[name]
        chat = self.bot.chats.get(number) if isinstance(number, int) else None
        if chat is not None:
            return chat
        if any(number == bot.user_id for bot in self.world.bots.values()):
            raise RefusedError(403, "Forbidden: bots can't send messages to bots")
        if (self.bot.messenger, number) in self.world.people:
            raise RefusedError(403, "Forbidden: bot can't initiate conversation with a user")
        raise bad_request("chat not found")

    def open_chat(self) -> Chat:
        """The chat to send to; refuses one that cannot be reached or is over its limit."""
        chat = self.reachable()
        if self.world.config.limits and (seconds := self.bot.limits.refuse(chat.id)):
            raise too_many_requests(seconds)
        return chat

    def reachable(self) -> Chat:
        """The chat a parameter names; refuses one that was not started or is blocked."""
        chat = self.chat()
        if not chat.started:
            raise RefusedError(403, "Forbidden: bot can't initiate conversation with a user")
        if chat.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        return chat

    def message_to_edit(self) -> tuple[Chat, Message]:
        """The bot's own message that an edit names; refuses any other."""
        if "inline_message_id" in self.params:
            raise bad_request("inline messages are not modelled by the sandbox")
        for name, words in (
            ("chat_id", "chat_id is empty"),
            ("message_id", "message identifier is not specified"),
        ):
            if name not in self.params:
                raise bad_request(words)
        chat = self.open_chat()
        message = chat.messages.get(str(self.params["message_id"]))
        if message is None:
            raise bad_request("message to edit not found")
        if message.mine or message.native.get("_reply_keyboard"):
            raise bad_request("message can't be edited")
        return chat, message


Handler = Callable[[Call], Any | Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Modelled:
    """A method with the type of its result in the specification's notation."""

    handler: Handler
    result: str


METHODS: dict[str, Modelled] = {}


def method(name: str, result: str = "True") -> Callable[[Handler], Handler]:
    """Register the function that answers a method."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Modelled(handler, result)
        return handler

    return register
