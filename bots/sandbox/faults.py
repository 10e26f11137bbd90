"""Faults ordered by the person side, and the way a connection breaks."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Literal, get_args

from aiohttp import web

FaultKind = Literal[
    "429", "500", "502-html", "timeout", "disconnect", "accept-then-disconnect", "success-false", "401"
]
FAULT_KINDS: tuple[FaultKind, ...] = get_args(FaultKind)

_HUNG_FOR = 600.0
_LOOK = 0.1
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(slots=True)
class Fault:
    """The next `times` calls of a method (`*`: of any) by a bot (`*`: by any) go wrong in this way."""

    bot: str
    method: str
    kind: FaultKind
    times: int
    retry_after: int = 1

    def strikes(self, bot: str, method: str) -> bool:
        """Whether this call is one of those meant."""
        return self.bot in {"*", bot} and self.method.lower() in {"*", method.lower()}


@dataclass(slots=True)
class Faults:
    """The faults still to come; the first that fits is used up first."""

    waiting: deque[Fault] = field(default_factory=deque)
    closing: bool = False

    def take(self, bot: str, method: str) -> Fault | None:
        """The fault for this call, counted down."""
        for fault in self.waiting:
            if fault.strikes(bot, method):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None

    async def broken(self, request: web.Request, fault: Fault) -> web.Response | None:
        """The breakages that look the same in both messengers; None for the others."""
        if fault.kind == "timeout":
            return await self._hang(request)
        if fault.kind == "disconnect":
            return disconnect(request)
        if fault.kind == "502-html":
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        return None

    async def _hang(self, request: web.Request) -> web.Response:
        """Answer nothing until the client gives up."""
        waited = 0.0
        while waited < _HUNG_FOR and not self.closing and not _gone(request):
            await asyncio.sleep(_LOOK)
            waited += _LOOK
        return disconnect(request)


def _gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def disconnect(request: web.Request) -> web.Response:
    """Cut the connection; the returned response goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
