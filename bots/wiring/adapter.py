"""What wiring knows of a messenger, whichever it is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bots.delivery.limits import Limits
from bots.delivery.polling import Take
from bots.delivery.ports import BotInfo, Courier, Source
from dialogs.engine.ports import Outbound
from dialogs.engine.update import Update


class Client(Source, Protocol):
    """What both messengers' clients offer."""

    async def me(self) -> BotInfo:
        """Who the bot is."""
        ...

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str | None = None) -> None:
        """The commands menu."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """One messenger's part of a bot.

    `poll` and `watch` (webhooks) run until stopped; `label` finds the press behind a typed label of a
    reply keyboard.
    """

    client: Client
    read: Callable[[Any], Update]
    outbound: Outbound
    courier: Courier
    limits: Limits
    poll: Callable[[Take, asyncio.Event], Awaitable[None]]
    genuine: Callable[[Mapping[str, str]], bool]
    watch: Callable[[asyncio.Event], Awaitable[None]]
    unhook: Callable[[], Awaitable[None]]
    label: Callable[[Mapping[str, Any] | None, str], str | None]
