"""The HTTP side of the MAX Bot API: token, faults, checks, dispatch, log, and the upload host."""

import inspect
from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

from bots.sandbox.chats import Bot
from bots.sandbox.contract.max import Operation, max_spec
from bots.sandbox.courier import Couriers
from bots.sandbox.faults import Fault, disconnect
from bots.sandbox.form import FormError, read_form
from bots.sandbox.max import bot as bot_operations
from bots.sandbox.max import messages, updates
from bots.sandbox.max.call import OPERATIONS, Call
from bots.sandbox.max.refusal import FailedError, RefusedError, bad_payload, not_found
from bots.sandbox.max.typed import checked_body, parameters
from bots.sandbox.world import BrokenPromiseError, World

# Importing these three fills the table of operations.
MODELLED_IN = (bot_operations, messages, updates)

_UPLOADED = '<?xml version="1.0" encoding="UTF-8"?>\n<retval>1</retval>'
_HOOKS = frozenset({"subscribe", "unsubscribe"})
_BAD_TOKEN = RefusedError(401, "verify.token", "Invalid access_token")


class MaxServer:
    """Answers `/max/...` as the specification says, and the addresses of the upload host."""

    def __init__(self, world: World, couriers: Couriers) -> None:
        self._world = world
        self._couriers = couriers

    def routes(self) -> list[web.RouteDef]:
        """The routes of the API and of the upload host."""
        return [
            web.post("/max/upload/{bot}/{ticket}", self.upload),
            web.get("/max/files/{key}", self.download),
            web.route("*", "/max/{path:.*}", self.call),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of an operation."""
        if self._world.config.base_url is None:
            self._world.base_url = str(request.url.origin())
        bot = self._bot(request)
        if isinstance(bot, RefusedError):
            return _refused(bot)
        found = max_spec().find(request.path.removeprefix("/max"))
        operation = found[0].operations.get(request.method) if found else None
        label = operation.label if operation else f"{request.method} {request.path.removeprefix('/max')}"
        fault = self._world.faults.take(bot.id, label)
        if fault is not None and fault.kind != "accept-then-disconnect":
            return await self._faulty(request, bot, label, fault)
        params: dict[str, Any] = {}
        if found is None or operation is None:
            answer = _refused(_no_such(request, known=found is not None))
        else:
            answer = await self._answer(request, bot, operation, found[1], params)
        self._world.calls.add(bot.id, label, params, 0 if fault else answer.status)
        return disconnect(request) if fault else answer

    def _bot(self, request: web.Request) -> Bot | RefusedError:
        token = request.headers.get("Authorization", "")
        if not token:
            # A token in the query string no longer works.
            return RefusedError(401, "verify.token", "Empty access_token")
        bot = self._world.by_token.get(token)
        return bot if bot is not None and bot.messenger == "max" else _BAD_TOKEN

    async def _answer(
        self,
        request: web.Request,
        bot: Bot,
        operation: Operation,
        path: Mapping[str, str],
        logged: dict[str, Any],
    ) -> web.Response:
        try:
            params = parameters(operation, {**request.query, **path})
            logged |= params
            body = checked_body(operation, await request.read(), logged)
            result = await self._execute(bot, operation, params, body)
        except RefusedError as refusal:
            return _refused(refusal)
        except FailedError as failure:
            result = {"success": False, "message": str(failure)}
        if self._world.config.check_replies:
            _check_answer(operation, result)
        return _json(result, 200)

    async def _execute(self, bot: Bot, operation: Operation, params: dict[str, Any], body: Any) -> Any:
        handler = OPERATIONS.get(operation.id)
        if handler is None:
            raise RefusedError(501, "not.implemented", f"The sandbox does not model {operation.id}")
        result = handler(Call(self._world, bot, params, body))
        if inspect.isawaitable(result):
            result = await result
        if operation.id in _HOOKS:
            await self._couriers.follow(bot)
        return result

    async def _faulty(self, request: web.Request, bot: Bot, label: str, fault: Fault) -> web.StreamResponse:
        await request.read()
        answers = {
            "429": _refused(RefusedError(429, "too.many.requests", "Too many requests")),
            "500": _refused(RefusedError(500, "internal.error", "Internal error")),
            "401": _refused(_BAD_TOKEN),
            "success-false": _json({"success": False, "message": "sandbox fault"}, 200),
        }
        answer = answers.get(fault.kind)
        status = answer.status if answer else 502 if fault.kind == "502-html" else 0
        self._world.calls.add(bot.id, label, dict(request.query), status)
        return await self._world.faults.broken(request, fault) or answer or _refused(_BAD_TOKEN)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """The upload host: takes the multipart field `data` once; no token is asked for."""
        bot = self._world.bots.get(request.match_info["bot"])
        if bot is None:
            return _refused(not_found("Upload url is unknown"))
        label = "POST /upload"
        fault = self._world.faults.take(bot.id, label)
        if fault is not None and fault.kind != "accept-then-disconnect":
            return await self._faulty(request, bot, label, fault)
        size = 0
        try:
            form = await read_form(request)
            if not form.files:
                raise bad_payload("Field 'data' cannot be null")
            upload = next(iter(form.files.values()))[0]
            size = len(upload.data)
            told = bot_operations.receive_upload(self._world, bot, request.match_info["ticket"], upload)
            answer = (
                web.Response(text=_UPLOADED, content_type="application/xml")
                if told is None
                else _json(told, 200)
            )
        except FormError as error:
            answer = _refused(bad_payload(str(error)))
        except RefusedError as refusal:
            answer = _refused(refusal)
        self._world.calls.add(bot.id, label, {"size": size}, 0 if fault else answer.status)
        return disconnect(request) if fault else answer

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of an attached file."""
        data = self._world.files.get(request.match_info["key"])
        if data is None:
            return _refused(not_found("File not found"))
        return web.Response(body=data, content_type="application/octet-stream")


def _no_such(request: web.Request, *, known: bool) -> RefusedError:
    if known:
        return RefusedError(
            405, "method.not.allowed", f"Method {request.method} is not allowed for this path"
        )
    return not_found(f"Path {request.path.removeprefix('/max')} is not recognized")


def _check_answer(operation: Operation, result: Any) -> None:
    # Updates are checked when they are queued; ordered malformed ones are meant to be wrong.
    value = {**result, "updates": []} if operation.id == "getUpdates" else result
    if problem := operation.answers[200](value):
        raise BrokenPromiseError(f"{operation.label} answered {problem}")


def _refused(refusal: RefusedError) -> web.Response:
    return _json({"code": refusal.code, "message": refusal.message}, refusal.status)


def _json(body: Any, status: int) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
