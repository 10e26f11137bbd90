"""The table with the phones: one method for each route of the person side."""

from typing import Any

from bots.sandbox.chats import Bot, Phone
from bots.sandbox.courier import Couriers
from bots.sandbox.faults import Fault
from bots.sandbox.form import Form
from bots.sandbox.sim.acts import Acts, Outcome, Said, Source
from bots.sandbox.sim.control import Control
from bots.sandbox.sim.max_acts import MaxActs
from bots.sandbox.sim.refusal import bad_request, not_found
from bots.sandbox.sim.telegram_acts import TelegramActs
from bots.sandbox.sim.transcript import bot_json, message_json, phone_json, transcript
from bots.sandbox.world import World

_QUESTION = "1 + 1 = ?"


class Desk:
    """Carries out what people do; raises the person side's RefusedError."""

    def __init__(self, world: World, couriers: Couriers, control: Control) -> None:
        self._world = world
        self._couriers = couriers
        self._control = control
        self._acts: dict[str, Acts] = {"telegram": TelegramActs(world), "max": MaxActs(world)}

    async def state(self) -> dict[str, Any]:
        """Everything the page needs at first."""
        return {
            "bots": [bot_json(bot) for bot in self._world.bots.values()],
            "phones": [phone_json(phone) for phone in self._world.phones.values()],
            "coming": self._world.coming,
            "clock": await self._control.clock(),
            "roles": await self._control.roles(),
        }

    async def add_phone(self, body: dict[str, Any]) -> dict[str, Any]:
        """A new phone; with a role its owner is invited and signs in at once."""
        bot = self._world.bots.get(f"{body['messenger']}-{body['audience']}")
        if bot is None:
            raise not_found("bot")
        role = body.get("role") or None
        if role is not None and bot.audience != "staff":
            raise bad_request("only a phone with the staff bot can have a role")
        person = self._world.person(bot, name=body.get("name"), user_id=body.get("user_id"))
        code = await self._control.invite(bot.messenger, role, person.name) if role else None
        phone = self._world.add_phone(bot, user_id=person.user_id, role=role)
        if code is not None:
            self.start(phone.id, {"payload": code})
        return phone_json(phone)

    def remove_phone(self, id: str) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Put a phone away."""
        self._world.remove_phone(self._phone(id))
        return {"ok": True}

    def transcript(self, id: str) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """What the phone shows now."""
        phone = self._phone(id)
        phone.unread = 0
        return transcript(phone.chat)

    def start(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Press Start; also the way back to a blocked bot."""
        phone, acts = self._hand(id, may_unblock=True)
        return _done(phone, acts.start(phone.chat, body.get("payload")))

    def say(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Type a text."""
        phone, acts = self._hand(id)
        said = Said(body["text"], _source(body), body.get("reply_to"))
        return _done(phone, acts.say(phone.chat, said))

    def media(self, id: str, form: Form) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Send files."""
        uploads = form.files.get("file", [])
        if not uploads:
            raise bad_request("file is missing")
        phone, acts = self._hand(id)
        source = _source(form.values)
        return _done(phone, acts.media(phone.chat, uploads, form.values.get("text", ""), source))

    def contact(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Send a contact."""
        phone, acts = self._hand(id)
        return _done(phone, acts.contact(phone.chat, body.get("forged")))

    def place(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Send a place."""
        phone, acts = self._hand(id)
        return _done(phone, acts.place(phone.chat, body))

    def voice(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002, ARG002 # the route's own names
        """Send a voice message."""
        phone, acts = self._hand(id)
        return _done(phone, acts.voice(phone.chat))

    def sticker(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002, ARG002 # the route's own names
        """Send a sticker."""
        phone, acts = self._hand(id)
        return _done(phone, acts.sticker(phone.chat))

    def poll(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Send a poll."""
        phone, acts = self._hand(id)
        return _done(phone, acts.poll(phone.chat, body.get("question", _QUESTION)))

    def press(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Press a button, or forge a press."""
        phone, acts = self._hand(id)
        if "data" in body:
            return _done(phone, acts.press_forged(phone.chat, body["message"], body["data"]))
        if "row" not in body or "column" not in body:
            raise bad_request("row and column, or data, say which button is meant")
        return _done(phone, acts.press(phone.chat, body["message"], body["row"], body["column"]))

    def edit(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Change an own message."""
        phone, acts = self._hand(id)
        return _done(phone, acts.edit(phone.chat, body["message"], body["text"]))

    def delete(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Delete a message."""
        phone, acts = self._hand(id)
        return _done(phone, acts.delete(phone.chat, body["message"]))

    def block(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 # the name in the path
        """Block the bot."""
        phone = self._phone(id)
        acts = self._acts[phone.chat.bot.messenger]
        return _done(phone, acts.block(phone.chat, and_leave=body.get("delete", False)))

    def unblock(self, id: str, body: dict[str, Any]) -> dict[str, Any]:  # noqa: A002, ARG002 # the route's own names
        """Let the bot write again."""
        phone = self._phone(id)
        return _done(phone, self._acts[phone.chat.bot.messenger].unblock(phone.chat))

    def add_fault(self, body: dict[str, Any]) -> dict[str, Any]:
        """Order a fault."""
        if body["bot"] != "*":
            self._bot(body["bot"])
        times, after = body["times"], body.get("retry_after", 1)
        self._world.faults.waiting.append(
            Fault(body["bot"], body.get("method", "*"), body["kind"], times, after)
        )
        return {"ok": True}

    def clear_faults(self) -> dict[str, Any]:
        """Cancel the faults still to come."""
        self._world.faults.waiting.clear()
        return {"ok": True}

    def delivery(self, body: dict[str, Any]) -> dict[str, Any]:
        """Say how a bot's updates are delivered from now on."""
        bot = self._bot(body["bot"])
        bot.twist.repeat = body.get("repeat", 1)
        bot.twist.shuffle = body.get("shuffle", False)
        bot.twist.malformed.extend(body.get("malformed", ()))
        bot.mailbox.wake()
        self._couriers.nudge(bot)
        return {"ok": True}

    def calls(self, bot: str | None = None, after: str = "0") -> dict[str, Any]:
        """The log above a number."""
        return {"calls": self._world.calls.after(_number(after), bot)}

    def receipts(self, bot: str | None = None, after: str = "0") -> dict[str, Any]:
        """What the bots took, above a number."""
        return {"receipts": self._world.receipts.after(_number(after), bot)}

    def clear_calls(self) -> dict[str, Any]:
        """Empty the log."""
        self._world.calls.clear()
        return {"ok": True}

    async def clock(self) -> dict[str, Any]:
        """The clock."""
        return await self._control.clock()

    async def move_clock(self, body: dict[str, Any]) -> dict[str, Any]:
        """Move the clock and tell the pages."""
        clock = await self._control.move_clock(body.get("minutes"), working=body.get("working", False))
        self._world.bell.clock(clock)
        return clock

    def _phone(self, phone_id: str) -> Phone:
        phone = self._world.phones.get(phone_id)
        if phone is None:
            raise not_found("phone")
        return phone

    def _bot(self, bot_id: str) -> Bot:
        bot = self._world.bots.get(bot_id)
        if bot is None:
            raise not_found("bot")
        return bot

    def _hand(self, phone_id: str, *, may_unblock: bool = False) -> tuple[Phone, Acts]:
        phone = self._phone(phone_id)
        acts = self._acts[phone.chat.bot.messenger]
        acts.settle(phone, may_unblock=may_unblock)
        return phone, acts


def _source(body: dict[str, Any]) -> Source | None:
    name, link = body.get("forward_from"), body.get("forward_link", "")
    if name is None and link:
        raise bad_request("forward_link needs forward_from: a post is forwarded from somebody")
    return None if name is None else Source(name, link)


def _number(after: str) -> int:
    if not after.isdecimal():
        raise bad_request("after must be a number")
    return int(after)


def _done(phone: Phone, outcome: Outcome) -> dict[str, Any]:
    out: dict[str, Any] = {"rev": phone.chat.rev}
    if outcome.message is not None:
        out["message"] = message_json(phone.chat, outcome.message)
    if outcome.url:
        out["url"] = outcome.url
    if outcome.copied is not None:
        out["copied"] = outcome.copied
    return out
