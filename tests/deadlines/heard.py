"""A notice as stories read it: its texts with everything in them, what its buttons open."""

from dataclasses import dataclass
from typing import Any

from bots.texts.l10n import Texts
from core.shared.msg import Msg
from core.shared.voice import Voice
from storage.letters import buttons_of, text_of
from tests.core.city import ROOT

TEXTS = Texts(ROOT / "locales", strict=True)
_CLOCK = ("remind-", "missed-", "notice-digest", "notice-remind-author")


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as its recipient gets it: its texts with everything in them, and what its buttons open."""

    texts: tuple[Msg, ...]
    buttons: tuple[tuple[str, str], ...]
    audience: str

    @property
    def words(self) -> tuple[str, ...]:
        """Ids of all texts, inner ones too."""
        return tuple(_ids(self.texts))

    @property
    def clock(self) -> tuple[str, ...]:
        """What the clock tells in it: `remind-draft`, `missed-answer`, `notice-digest`."""
        return tuple(word for word in self.words if word.startswith(_CLOCK))

    @property
    def opens(self) -> tuple[str, ...]:
        """The dialogs its buttons open."""
        return tuple(dialog for dialog, _ in self.buttons)


def _ids(texts: Any) -> list[str]:
    found = []
    for text in texts:
        found.append(text.id)
        found += _ids([arg for arg in text.args.values() if isinstance(arg, Msg)])
    return found


def told_of(body: dict[str, Any], audience: str) -> Told:
    """From an outbox row's body; it has to have its words in both languages."""
    texts, buttons = text_of(body), buttons_of(body)
    for language in TEXTS.languages:
        for msg in (*texts, *(button.title for button in buttons)):
            if not TEXTS.render(msg, Voice(language, "Europe/Moscow")):
                raise AssertionError(f"{msg.id} has no words in {language}")
    return Told(texts, tuple((button.dialog, button.arg) for button in buttons), audience)
