"""The OpenAPI description of the person side, and the table from which its routes are made."""

from dataclasses import dataclass
from typing import Any

from bots.sandbox.sim.shapes import SHAPES

MULTIPART = "multipart"
_WITH_FILES = ("text", "forward_from", "forward_link")


@dataclass(frozen=True, slots=True)
class Route:
    """One path and method: what it takes, what it answers, and why one would call it."""

    method: str
    path: str
    name: str
    summary: str
    body: str | None = None
    answer: str | None = None
    status: int = 200
    query: tuple[str, ...] = ()


_PHONE = "/sim/phones/{id}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/sim/state", "state", "Bots, phones, clock and roles.", answer="State"),
    Route("POST", "/sim/phones", "add_phone", "Put a phone on the table.", "NewPhone", "Phone", 201),
    Route("DELETE", _PHONE, "remove_phone", "Put a phone away.", answer="Ok"),
    Route(
        "GET",
        f"{_PHONE}/transcript",
        "transcript",
        "What the phone shows; clears unread.",
        answer="Transcript",
    ),
    Route("POST", f"{_PHONE}/start", "start", "Press Start or follow a deep link.", "Start", "Done"),
    Route("POST", f"{_PHONE}/say", "say", "Type a text.", "Say", "Done"),
    Route("POST", f"{_PHONE}/media", "media", "Send files, several as an album.", MULTIPART, "Done"),
    Route(
        "POST", f"{_PHONE}/contact", "contact", "Send the own contact, or a forged one.", "Contact", "Done"
    ),
    Route("POST", f"{_PHONE}/place", "place", "Send a place.", "Place", "Done"),
    Route("POST", f"{_PHONE}/voice", "voice", "Send a voice message.", "Nothing", "Done"),
    Route("POST", f"{_PHONE}/sticker", "sticker", "Send a sticker.", "Nothing", "Done"),
    Route("POST", f"{_PHONE}/poll", "poll", "Send a poll.", "Poll", "Done"),
    Route(
        "POST", f"{_PHONE}/press", "press", "Press a button, or forge a press with `data`.", "Press", "Done"
    ),
    Route("POST", f"{_PHONE}/edit", "edit", "Change an own message.", "Edit", "Done"),
    Route("POST", f"{_PHONE}/delete", "delete", "Delete a message.", "Delete", "Done"),
    Route("POST", f"{_PHONE}/block", "block", "Block the bot, perhaps deleting the chat.", "Block", "Done"),
    Route("POST", f"{_PHONE}/unblock", "unblock", "Let the bot write again.", "Nothing", "Done"),
    Route("POST", "/sim/faults", "add_fault", "Let the next calls of a bot go wrong.", "Fault", "Ok"),
    Route("DELETE", "/sim/faults", "clear_faults", "No more faults.", answer="Ok"),
    Route("POST", "/sim/delivery", "delivery", "Repeat, shuffle or spoil a bot's updates.", "Delivery", "Ok"),
    Route("GET", "/sim/calls", "calls", "What the bots called.", answer="Calls", query=("bot", "after")),
    Route("DELETE", "/sim/calls", "clear_calls", "Forget the calls; the numbers go on.", answer="Ok"),
    Route(
        "GET",
        "/sim/receipts",
        "receipts",
        "Updates the bots took.",
        answer="Receipts",
        query=("bot", "after"),
    ),
    Route("GET", "/sim/clock", "clock", "The clock.", answer="Clock"),
    Route("POST", "/sim/clock", "move_clock", "Move the product's clock forward.", "MoveClock", "Clock"),
    Route("GET", "/sim/events", "events", "Changes as server-sent events."),
    Route("GET", "/sim/files/{key}", "file", "The bytes of a picture or file.", query=("type",)),
    Route("GET", "/sim/openapi.json", "openapi", "This description."),
)


def document() -> dict[str, Any]:
    """The description as OpenAPI 3.0."""
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.0.3",
        "info": {"title": "Sandbox, the person side", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": SHAPES},
    }


def _operation(route: Route) -> dict[str, Any]:
    names = [part.strip("{}") for part in route.path.split("/") if part.startswith("{")]
    parameters = [_parameter(name, "path") for name in names] + [
        _parameter(name, "query") for name in route.query
    ]
    out: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "responses": {
            str(route.status): _answer(route),
            "default": _content("Error", "Refused, in plain words."),
        },
    }
    if parameters:
        out["parameters"] = parameters
    if route.body == MULTIPART:
        files = {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}
        form = {
            "type": "object",
            "properties": {"file": files} | {name: {"type": "string"} for name in _WITH_FILES},
            "required": ["file"],
        }
        out["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    elif route.body is not None:
        out["requestBody"] = {"content": {"application/json": {"schema": _ref(route.body)}}}
    return out


def _parameter(name: str, place: str) -> dict[str, Any]:
    kind = "integer" if name == "after" else "string"
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": kind}}


def _answer(route: Route) -> dict[str, Any]:
    if route.answer is not None:
        return _content(route.answer, route.summary)
    kind = {"events": "text/event-stream", "openapi": "application/json"}.get(
        route.name, "application/octet-stream"
    )
    return {"description": route.summary, "content": {kind: {"schema": {}}}}


def _content(shape: str, description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ref(shape)}}}


def _ref(shape: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape}"}
