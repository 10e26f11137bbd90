"""Everything one sandbox knows: bots, persons, phones, chats, and what both messengers do alike."""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bots.sandbox.bell import Bell
from bots.sandbox.calls import CallLog
from bots.sandbox.chats import Bot, Chat, Message, Person, Phone, Press, split_name
from bots.sandbox.config import SandboxConfig
from bots.sandbox.contract.max import max_spec
from bots.sandbox.contract.telegram import telegram_spec
from bots.sandbox.faults import Faults
from bots.sandbox.files import FileStore
from bots.sandbox.limits import SendLimits
from bots.sandbox.mailbox import Mailbox, fresh_id
from bots.sandbox.receipts import ReceiptLog

_NAMES = (
    "Анна Смирнова",
    "Иван Петров",
    "Мария Кузнецова",
    "Сергей Волков",
    "Ольга Соколова",
    "Дмитрий Орлов",
    "Елена Морозова",
    "Павел Лебедев",
)
_PRESSES_KEPT = 10_000


class BrokenPromiseError(AssertionError):
    """The sandbox made a reply or an update that its own specification forbids: correct the sandbox."""


class World:
    """One sandbox's state; single-threaded, so that nothing between two awaits can interleave."""

    def __init__(self, config: SandboxConfig) -> None:
        self.config = config
        self.faults = Faults()
        self.calls = CallLog(config.calls_kept)
        self.receipts = ReceiptLog(config.calls_kept)
        self.bell = Bell()
        self.files = FileStore(config.state.with_suffix(".files") if config.state else None)
        self.bots = {id_: _bot(id_, token, at) for at, (id_, token) in enumerate(config.tokens.items())}
        self.by_token = {bot.token: bot for bot in self.bots.values()}
        self.people: dict[tuple[str, int], Person] = {}
        self.phones: dict[str, Phone] = {}
        self.next_id = fresh_id()
        self.clock_offset = 0.0
        self.base_url = config.base_url or "http://127.0.0.1"
        self.changed = False
        self.closing = False
        self.coming = config.coming

    def close(self) -> None:
        """Let every request go that waits for updates or changes."""
        self.closing = self.faults.closing = True
        for bot in self.bots.values():
            bot.mailbox.wake()
        self.bell.close()

    def now(self) -> float:
        """Seconds since 1970 on the product's clock, which may be ahead of the real one."""
        return time.time() + self.clock_offset

    def fresh(self) -> int:
        """An id that no person or chat of this or an earlier run has."""
        self.next_id += 1
        return self.next_id

    def add_phone(
        self, bot: Bot, *, name: str | None = None, user_id: int | None = None, role: str | None = None
    ) -> Phone:
        """Put a phone on the table; with `user_id` it belongs to a person who has one already."""
        chat = self.chat(bot, self.person(bot, name=name, user_id=user_id))
        phone = Phone(secrets.token_hex(6), role, chat)
        chat.phones.append(phone)
        self.phones[phone.id] = phone
        self._changed_list()
        return phone

    def all_here(self) -> None:
        """The first phones stand on the table, or none of them will come any more."""
        self.coming = False
        self.bell.state()

    def remove_phone(self, phone: Phone) -> None:
        """Put a phone away; its chat goes on without it."""
        del self.phones[phone.id]
        phone.chat.phones.remove(phone)
        self._changed_list()

    def person(self, bot: Bot, *, name: str | None = None, user_id: int | None = None) -> Person:
        """The person with this account, made when there is none."""
        if user_id is not None and (known := self.people.get((bot.messenger, user_id))):
            return known
        number = self.fresh() if user_id is None else user_id
        first, last = split_name(name or _NAMES[len(self.people) % len(_NAMES)])
        person = Person(
            messenger=bot.messenger,
            user_id=number,
            first_name=first,
            last_name=last,
            number=f"+7900{number % 10_000_000:07d}",
            # Real profiles often lack a username, so every third one here does.
            username=None if number % 3 == 0 else f"user{number}",
            seen_at=self.now(),
        )
        self.people[bot.messenger, number] = person
        return person

    def chat(self, bot: Bot, person: Person) -> Chat:
        """The conversation of a person with a bot, made when there is none."""
        if chat := bot.by_user.get(person.user_id):
            return chat
        chat_id = person.user_id if bot.messenger == "telegram" else self.fresh()
        return self.join(Chat(chat_id, bot, person))

    def join(self, chat: Chat) -> Chat:
        """Make a chat known to its bot."""
        chat.bot.chats[chat.id] = chat
        chat.bot.by_user[chat.person.user_id] = chat
        return chat

    def add_message(self, chat: Chat, message: Message) -> None:
        """Show a message in its chat; the bot's own makes the phones ring."""
        chat.messages[message.id] = message
        if len(chat.messages) > self.config.messages_kept:
            chat.messages.popitem(last=False)
        if not message.mine:
            chat.typing_until = 0.0
            for phone in chat.phones:
                phone.unread += 1
        self.touch(chat)

    def drop_message(self, chat: Chat, message: Message) -> None:
        """Take a message away."""
        del chat.messages[message.id]
        self.touch(chat)

    def touch(self, chat: Chat) -> None:
        """Something that the phones show has changed."""
        chat.rev += 1
        self.changed = True
        for phone in chat.phones:
            self.bell.phone(phone.id, chat.rev, phone.unread)

    def read(self, chat: Chat) -> None:
        """The person looked at the chat."""
        chat.person.seen_at = self.now()
        for phone in chat.phones:
            phone.unread = 0

    def add_press(self, chat: Chat, message: str) -> Press:
        """A new press for the bot to answer."""
        press = Press(str(secrets.randbits(62)), chat, message, time.monotonic())
        presses = chat.bot.presses
        presses[press.id] = press
        if len(presses) > _PRESSES_KEPT:
            presses.popitem(last=False)
        return press

    def take_press(self, bot: Bot, press_id: str) -> Press | None:
        """The press if it can still be answered; each can be answered once."""
        press = bot.presses.pop(press_id, None)
        fresh = press is not None and time.monotonic() - press.at <= self.config.callback_ttl
        return press if fresh else None

    def push(
        self, chat: Chat, kind: str, make: Callable[[int], dict[str, Any]], *, off_spec: bool = False
    ) -> None:
        """Queue an update; `off_spec` marks those that the real server sends against its own schema."""
        self.changed = True
        value = chat.bot.mailbox.push(kind, chat.id, make)
        if not self.config.check_replies or off_spec:
            return
        check = telegram_spec().of("Update") if chat.bot.messenger == "telegram" else max_spec().update
        if problem := check(value):
            raise BrokenPromiseError(f"update {kind}: {problem}")

    def show_toast(self, chat: Chat, text: str) -> None:
        """Show the short notice that answers a press."""
        chat.toast = {"text": text, "at": iso(self.now())}
        self.touch(chat)

    def _changed_list(self) -> None:
        self.changed = True
        self.bell.state()


def iso(at: float) -> str:
    """Seconds since 1970 as an ISO time in UTC."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")


def _bot(bot_id: str, token: str, at: int) -> Bot:
    telegram, staff = bot_id.startswith("telegram"), bot_id.endswith("staff")
    name = "Вече · сотрудникам" if staff else "Вече"
    return Bot(
        id=bot_id,
        messenger="telegram" if telegram else "max",
        audience="staff" if staff else "citizen",
        token=token,
        user_id=int(token.partition(":")[0]) if telegram else 900_000_001 + at,
        name=name,
        username=("veche_staff_bot" if staff else "veche_bot"),
        mailbox=Mailbox(),
        limits=SendLimits(chat_rate=1.0, chat_burst=5.0)
        if telegram
        else SendLimits(chat_rate=2.0, chat_burst=6.0),
    )
