"""What a person can do with a phone, the same for both messengers."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Literal

from bots.sandbox.chats import Chat, Media, Message, Person, Phone
from bots.sandbox.files import Upload, image_size, plain_png
from bots.sandbox.rich import found_spans
from bots.sandbox.sim.refusal import bad_request, conflict, not_found
from bots.sandbox.world import World

Forgery = Literal["other-user", "bad-hash", "forwarded"]
PLACE = {"lat": 55.7558, "lon": 37.6173}

_VOICE = b"OggS\0\2" + bytes(64)
_STICKER_SIDE = 128
_STICKER_COLOUR = (255, 196, 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act led to: the message it made, and what the phone itself did (opened, copied)."""

    message: Message | None = None
    url: str | None = None
    copied: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a forwarded message comes from; with a link it is a post, and that is its address."""

    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A typed text, perhaps forwarded from someone or an answer to a message."""

    text: str
    source: Source | None = None
    reply_to: str | None = None


class Acts(ABC):
    """One messenger's phone in a person's hand."""

    text_limit: int

    def __init__(self, world: World) -> None:
        self.world = world

    @abstractmethod
    def start(self, chat: Chat, payload: str | None) -> Outcome:
        """Press Start, or follow a deep link."""

    @abstractmethod
    def post(self, chat: Chat, message: Message, *, off_spec: bool = False) -> None:
        """Show the person's message and tell the bot."""

    @abstractmethod
    def new(self, chat: Chat, text: str = "") -> Message:
        """An empty message of the person with its id."""

    @abstractmethod
    def forward(self, chat: Chat, message: Message, source: Source) -> None:
        """Make a message one that came from someone else."""

    @abstractmethod
    def quote(self, chat: Chat, message: Message, quoted: Message) -> None:
        """Make a message an answer to another."""

    @abstractmethod
    def media(self, chat: Chat, uploads: list[Upload], text: str, source: Source | None) -> Outcome:
        """Send files; several pictures and videos are an album."""

    @abstractmethod
    def contact(self, chat: Chat, forged: Forgery | None) -> Outcome:
        """Send the own contact, or one that only looks like it."""

    @abstractmethod
    def voice(self, chat: Chat) -> Outcome:
        """Send a voice message."""

    @abstractmethod
    def poll(self, chat: Chat, question: str) -> Outcome:
        """Send a poll."""

    @abstractmethod
    def press_button(self, chat: Chat, message: Message, button: dict[str, Any]) -> Outcome:
        """Press a button under a message."""

    @abstractmethod
    def press_forged(self, chat: Chat, message: str, data: str) -> Outcome:
        """Send a press that no button offers, as a rewritten client can."""

    @abstractmethod
    def edited(self, chat: Chat, message: Message) -> None:
        """Tell the bot of an edit."""

    @abstractmethod
    def deleted(self, chat: Chat, message: Message) -> None:
        """Tell the bot of a deletion."""

    @abstractmethod
    def blocked(self, chat: Chat, *, and_left: bool) -> None:
        """Tell the bot that it may write no more, and perhaps that the chat was deleted."""

    @abstractmethod
    def unblocked(self, chat: Chat) -> None:
        """Tell the bot that it may write again."""

    def say(self, chat: Chat, said: Said) -> Outcome:
        """Type a text; one over the messenger's limit goes out in pieces, as the real apps send it."""
        if not said.text.strip():
            raise bad_request("an empty text cannot be sent")
        quoted = self.find(chat, said.reply_to) if said.reply_to else None
        first: Message | None = None
        for at in range(0, len(said.text), self.text_limit):
            message = self.new(chat, said.text[at : at + self.text_limit])
            if quoted is not None:
                self.quote(chat, message, quoted)
            if said.source is not None:
                self.forward(chat, message, said.source)
            self.post(chat, message)
            first = first or message
        return Outcome(first)

    def place(self, chat: Chat, place: dict[str, float]) -> Outcome:
        """Send a place."""
        message = self.new(chat)
        message.place = place
        self.post(chat, message)
        return Outcome(message)

    def sticker(self, chat: Chat) -> Outcome:
        """Send a sticker."""
        picture = plain_png(_STICKER_SIDE, _STICKER_COLOUR)
        message = self.new(chat)
        message.media = [self.kept(Upload("sticker.png", "image/png", picture), "sticker")]
        self.post(chat, message)
        return Outcome(message)

    def press(self, chat: Chat, message_id: str, row: int, column: int) -> Outcome:
        """Press the button in a row and column under a message."""
        message = self.find(chat, message_id)
        if not (0 <= row < len(message.keyboard) and 0 <= column < len(message.keyboard[row])):
            raise not_found("button")
        return self.press_button(chat, message, message.keyboard[row][column])

    def edit(self, chat: Chat, message_id: str, text: str) -> Outcome:
        """Change an own message."""
        message = self.find(chat, message_id)
        if not message.mine:
            raise conflict("only own messages can be edited")
        if not text.strip() or len(text) > self.text_limit:
            raise bad_request(f"a text has 1 to {self.text_limit} characters")
        message.text, message.spans = text, found_spans(text)
        message.edited = self.world.now()
        self.world.touch(chat)
        self.edited(chat, message)
        return Outcome(message)

    def delete(self, chat: Chat, message_id: str) -> Outcome:
        """Delete a message."""
        message = self.find(chat, message_id)
        self.world.drop_message(chat, message)
        self.deleted(chat, message)
        return Outcome()

    def block(self, chat: Chat, *, and_leave: bool = False) -> Outcome:
        """Block the bot, perhaps deleting the chat as well."""
        if chat.blocked:
            raise conflict("the bot is blocked already")
        chat.blocked = True
        self.blocked(chat, and_left=and_leave)
        if and_leave:
            chat.messages.clear()
        self.world.touch(chat)
        self.world.bell.state()
        return Outcome()

    def unblock(self, chat: Chat) -> Outcome:
        """Let the bot write again."""
        if not chat.blocked:
            raise conflict("the bot is not blocked")
        chat.blocked = False
        self.unblocked(chat)
        self.world.touch(chat)
        self.world.bell.state()
        return Outcome()

    def find(self, chat: Chat, message_id: str) -> Message:
        """A message of the chat."""
        message = chat.messages.get(message_id)
        if message is None:
            raise not_found("message")
        return message

    def kept(self, upload: Upload, kind: str | None = None) -> Media:
        """A file with its bytes put away."""
        if not upload.data:
            raise bad_request("an empty file cannot be sent")
        size = image_size(upload.data)
        width, height = size or (0, 0)
        if kind is None:
            kind = _kind(upload, is_picture=size is not None)
        key = self.world.files.put(upload.data)
        return Media(kind, key, upload.name, upload.mime, len(upload.data), width, height)

    def voice_media(self) -> Media:
        """A short recording."""
        return self.kept(Upload("voice.ogg", "audio/ogg", _VOICE), "voice")

    def stranger(self, chat: Chat) -> Person:
        """Someone else than the owner of the phone, for forged contacts."""
        return self.world.person(chat.bot, user_id=chat.person.user_id + 500_000_000)

    def settle(self, phone: Phone, *, may_unblock: bool = False) -> None:
        """An act opens the chat and counts as having read it; only Start reaches a blocked bot."""
        if phone.chat.blocked and not may_unblock:
            raise conflict("this bot is blocked: unblock it first")
        phone.chat.started = True
        self.world.read(phone.chat)


def _kind(upload: Upload, *, is_picture: bool) -> str:
    if is_picture and upload.mime.startswith("image/"):
        return "photo"
    group = upload.mime.partition("/")[0]
    return group if group in {"video", "audio"} else "file"
