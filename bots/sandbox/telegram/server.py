"""The HTTP side of the Telegram Bot API: token, faults, checks, dispatch, envelope, log."""

import inspect
import re
from typing import Any

import orjson
from aiohttp import web

from bots.sandbox.chats import Bot
from bots.sandbox.contract.telegram import Method, telegram_spec
from bots.sandbox.courier import Couriers
from bots.sandbox.faults import Fault, disconnect
from bots.sandbox.form import Form, FormError, read_form
from bots.sandbox.telegram import edits, messages, profile, updates
from bots.sandbox.telegram.call import METHODS, Call
from bots.sandbox.telegram.refusal import RefusedError, bad_request, too_many_requests
from bots.sandbox.telegram.typed import typed
from bots.sandbox.world import BrokenPromiseError, World

# Importing these four fills the table of methods.
MODELLED_IN = (edits, messages, profile, updates)

_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_UNAUTHORIZED = RefusedError(401, "Unauthorized")
_NOT_FOUND = RefusedError(404, "Not Found")
_HOOKS = frozenset({"setWebhook", "deleteWebhook"})


class TelegramServer:
    """Answers `/telegram/bot<token>/<method>` and the downloads."""

    def __init__(self, world: World, couriers: Couriers) -> None:
        self._world = world
        self._couriers = couriers
        couriers.on_reply["telegram"] = self.answer_in_webhook

    def routes(self) -> list[web.RouteDef]:
        """The routes of the API."""
        return [
            web.route("*", "/telegram/bot{token}/{method}{slash:/?}", self.call),
            web.get("/telegram/file/bot{token}/{path:.+}", self.download),
            web.route("*", "/telegram/{rest:.*}", self.not_found),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One method call."""
        token = request.match_info["token"]
        bot = self._bot(token)
        if bot is None:
            return _refused(_UNAUTHORIZED if _TOKEN.fullmatch(token) else _NOT_FOUND)
        found = telegram_spec().method(request.match_info["method"])
        name = found.name if found else request.match_info["method"]
        fault = self._world.faults.take(bot.id, name)
        if fault is not None and fault.kind != "accept-then-disconnect":
            return await self._faulty(request, bot, found, fault)
        answer, form = await self._answer(request, bot, found)
        status = 0 if fault else answer.status
        self._world.calls.add(bot.id, name, _logged(found, form), status)
        return disconnect(request) if fault else answer

    def _bot(self, token: str) -> Bot | None:
        bot = self._world.by_token.get(token)
        return bot if bot is not None and bot.messenger == "telegram" else None

    async def _faulty(
        self, request: web.Request, bot: Bot, found: Method | None, fault: Fault
    ) -> web.StreamResponse:
        form = await read_form(request)
        name = found.name if found else fault.method
        kinds = {
            "429": too_many_requests(fault.retry_after),
            "500": RefusedError(500, "Internal Server Error"),
            "401": _UNAUTHORIZED,
            "success-false": bad_request("sandbox fault"),
        }
        refusal = kinds.get(fault.kind)
        status = refusal.status if refusal else 502 if fault.kind == "502-html" else 0
        self._world.calls.add(bot.id, name, _logged(found, form), status)
        return await self._world.faults.broken(request, fault) or _refused(refusal or _NOT_FOUND)

    async def _answer(
        self, request: web.Request, bot: Bot, found: Method | None
    ) -> tuple[web.StreamResponse, Form]:
        form = Form()
        try:
            form = await read_form(request)
            if found is None:
                raise _NOT_FOUND
            result = await self.execute(bot, found, form)
        except FormError as error:
            return _refused(bad_request(str(error))), form
        except RefusedError as refusal:
            return _refused(refusal), form
        return _json({"ok": True, "result": result}, 200), form

    async def execute(self, bot: Bot, found: Method, form: Form) -> Any:
        """Check and carry out one call; raises RefusedError."""
        params = typed(found, form)
        modelled = METHODS.get(found.name)
        if modelled is None:
            raise RefusedError(501, f"Not Implemented: the sandbox does not model {found.name}")
        result = modelled.handler(
            Call(self._world, bot, params, {key: files[0] for key, files in form.files.items()})
        )
        if inspect.isawaitable(result):
            result = await result
        if found.name in _HOOKS:
            await self._couriers.follow(bot)
        # Updates are checked when they are queued; ordered malformed ones are meant to be wrong.
        if self._world.config.check_replies and found.name != "getUpdates":
            _check(found.name, modelled.result, result)
        return result

    async def answer_in_webhook(self, bot: Bot, call: dict[str, Any]) -> None:
        """Carry out the method that a bot put into its answer to a webhook request."""
        values = {key: value for key, value in call.items() if key != "method" and value is not None}
        found = telegram_spec().method(str(call["method"]))
        status = 200
        try:
            if found is None:
                raise _NOT_FOUND
            await self.execute(bot, found, Form(values))
        except RefusedError as refusal:
            status = refusal.status
        self._world.calls.add(bot.id, found.name if found else str(call["method"]), values, status)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file whose path getFile told."""
        bot = self._bot(request.match_info["token"])
        if bot is None:
            return _refused(_UNAUTHORIZED)
        fault = self._world.faults.take(bot.id, "file")
        if fault is not None:
            return await self._faulty(request, bot, None, fault)
        ref = bot.paths.get(request.match_info["path"])
        data = self._world.files.get(ref.key) if ref else None
        if data is None:
            return _refused(_NOT_FOUND)
        return web.Response(body=data, content_type="application/octet-stream")

    async def not_found(self, _: web.Request) -> web.StreamResponse:
        """Any other path."""
        return _refused(_NOT_FOUND)


def _check(name: str, notation: str, result: Any) -> None:
    plain = orjson.loads(orjson.dumps(result))
    if problem := telegram_spec().of(notation)(plain):
        raise BrokenPromiseError(f"{name} answered {problem}")


def _logged(found: Method | None, form: Form) -> dict[str, Any]:
    """The parameters for the call log; JSON texts are opened, files shown by name and size."""
    kinds = {p.name: p.type for p in found.parameters.values()} if found else {}
    opened = {key: _opened(value, kinds.get(key, "")) for key, value in form.values.items()}
    files = {key: {"file": one.name, "size": len(one.data)} for key, (one, *_) in form.files.items()}
    return opened | files


def _opened(value: Any, kind: str) -> Any:
    if not isinstance(value, str) or kind == "String":
        return value
    if kind.startswith("Integer"):
        return int(value) if value.removeprefix("-").isdecimal() else value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


def _refused(refusal: RefusedError) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return _json(body, refusal.status)


def _json(body: dict[str, Any], status: int) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
