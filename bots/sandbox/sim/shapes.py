"""The JSON shapes of the person side, as OpenAPI schemas."""

from typing import Any

from bots.sandbox.faults import FAULT_KINDS

Shape = dict[str, Any]


def text(*words: str, least: int = 0) -> Shape:
    """A string, perhaps one of a few words."""
    return (
        {"type": "string"}
        | ({"enum": list(words)} if words else {})
        | ({"minLength": least} if least else {})
    )


def whole(least: int | None = None) -> Shape:
    """An integer."""
    return {"type": "integer"} | ({} if least is None else {"minimum": least})


def many(of: Shape) -> Shape:
    """An array."""
    return {"type": "array", "items": of}


def thing(properties: dict[str, Shape], *, optional: tuple[str, ...] = ()) -> Shape:
    """An object; what is not optional is required."""
    required = [name for name in properties if name not in optional]
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": required} if required else {})


def maybe(shape: Shape) -> Shape:
    """The same or null."""
    return shape | {"nullable": True}


def named(name: str) -> Shape:
    """A shape of the list below."""
    return {"$ref": f"#/components/schemas/{name}"}


YES: Shape = {"type": "boolean"}
ANY: Shape = {}
NUMBER: Shape = {"type": "number"}
MESSENGER = text("max", "telegram")
AUDIENCE = text("citizen", "staff")
PLACE = thing({"lat": NUMBER, "lon": NUMBER})
COMMAND = thing({"name": text(), "description": text()})
BUTTON_KIND = text("callback", "url", "contact", "place", "clipboard", "message")

SHAPES: dict[str, Shape] = {
    "Error": thing({"error": text()}),
    "Bot": thing(
        {
            "id": text(),
            "messenger": MESSENGER,
            "audience": AUDIENCE,
            "name": text(),
            "username": text(),
            "commands": many(COMMAND),
        }
    ),
    "Phone": thing(
        {
            "id": text(),
            "name": text(),
            "messenger": MESSENGER,
            "audience": AUDIENCE,
            "role": maybe(text()),
            "user_id": whole(),
            "number": text(),
            "blocked": YES,
            "rev": whole(),
            "unread": whole(),
        }
    ),
    "Clock": {
        "type": "object",
        "properties": {"now": text(), "virtual": YES, "working": maybe(YES)},
        "required": ["now", "virtual", "working"],
        "additionalProperties": True,
    },
    "Role": thing({"id": text(), "title_ru": text(), "title_en": text()}) | {"additionalProperties": True},
    "State": thing(
        {
            "bots": many(named("Bot")),
            "phones": many(named("Phone")),
            "coming": YES,
            "clock": named("Clock"),
            "roles": many(named("Role")),
        }
    ),
    "Button": thing(
        {"text": text(), "kind": BUTTON_KIND, "url": text(), "copy": text()}, optional=("url", "copy")
    ),
    "Media": thing(
        {"kind": text("photo", "video", "file", "audio", "sticker"), "url": text(), "name": text()}
    ),
    "Message": thing(
        {
            "id": text(),
            "mine": YES,
            "html": text(),
            "text": text(),
            "at": text(),
            "edited": YES,
            "media": many(named("Media")),
            "contact": maybe(thing({"name": text(), "number": text()})),
            "place": maybe(PLACE),
            "buttons": many(many(named("Button"))),
            "forwarded": maybe(text()),
            "album": maybe(text()),
        }
    ),
    "Transcript": thing(
        {
            "rev": whole(),
            "messages": many(named("Message")),
            "typing": YES,
            "keyboard": maybe(many(many(named("Button")))),
            "toast": maybe(thing({"text": text(), "at": text()})),
        }
    ),
    "Done": thing(
        {"rev": whole(), "message": named("Message"), "url": text(), "copied": text()},
        optional=("message", "url", "copied"),
    ),
    "Call": thing(
        {"n": whole(1), "bot": text(), "method": text(), "params": ANY, "status": whole(), "at": text()}
    ),
    "Calls": thing({"calls": many(named("Call"))}),
    "Receipts": thing({"receipts": many(thing({"n": whole(1), "bot": text(), "update": ANY, "at": text()}))}),
    "Ok": thing({"ok": YES}),
    "NewPhone": thing(
        {
            "name": text(least=1),
            "messenger": MESSENGER,
            "audience": AUDIENCE,
            "role": text(),
            "user_id": whole(1),
        },
        optional=("name", "role", "user_id"),
    ),
    "Nothing": thing({}),
    "Start": thing({"payload": text()}, optional=("payload",)),
    "Say": thing(
        {"text": text(), "forward_from": text(), "forward_link": text(), "reply_to": text()},
        optional=("forward_from", "forward_link", "reply_to"),
    ),
    "Contact": thing({"forged": text("other-user", "bad-hash", "forwarded")}, optional=("forged",)),
    "Place": PLACE,
    "Poll": thing({"question": text(least=1)}, optional=("question",)),
    "Press": thing(
        {"message": text(), "row": whole(0), "column": whole(0), "data": text()},
        optional=("row", "column", "data"),
    ),
    "Edit": thing({"message": text(), "text": text()}),
    "Delete": thing({"message": text()}),
    "Block": thing({"delete": YES}, optional=("delete",)),
    "Fault": thing(
        {
            "bot": text(),
            "method": text(),
            "kind": text(*FAULT_KINDS),
            "times": whole(1),
            "retry_after": whole(1),
        },
        optional=("method", "retry_after"),
    ),
    "Delivery": thing(
        {"bot": text(), "repeat": whole(1), "shuffle": YES, "malformed": many(ANY)},
        optional=("repeat", "shuffle", "malformed"),
    ),
    "MoveClock": thing({"minutes": NUMBER, "working": YES}, optional=("minutes", "working")),
}
