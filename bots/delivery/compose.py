"""A screen or a notice as one text and plain labels, the same for both messengers."""

from html import escape

from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.ports import Letter
from dialogs.engine.screen import Ask, Label, Link, Screen

from .ports import Texts

ASK_LABELS: dict[Ask, Msg] = {"contact": Msg("ask-contact"), "place": Msg("ask-place")}
TOAST_LIMIT = 200
# Before an error: the screen below it looks as it did before.
LOOK_HERE = "❗"
# What is sent where there is nothing to say: both messengers refuse an empty text.
NOTHING = "…"


def screen_html(texts: Texts, screen: Screen, voice: Voice, *, toast: bool) -> str:
    """The error above, then the paragraphs; `toast` puts the toast there too, where no press can show it."""
    render = texts.render
    parts = [render(msg, voice) for msg in screen.text]
    if screen.error is not None:
        parts.insert(0, f"{LOOK_HERE} {render(screen.error, voice)}")
    if toast and screen.toast is not None:
        parts.insert(0, render(screen.toast, voice))
    return "\n\n".join(parts) or NOTHING


def letter_html(texts: Texts, letter: Letter) -> str:
    """The paragraphs of a notice."""
    return "\n\n".join([texts.render(msg, letter.voice) for msg in letter.text]) or NOTHING


def toast_text(texts: Texts, toast: Msg | None, voice: Voice) -> str:
    """What flashes up after a press; empty for none."""
    return "" if toast is None else trimmed(texts.label(toast, voice), TOAST_LIMIT)


def button_label(texts: Texts, label: Label, voice: Voice, limit: int) -> str:
    """A button's label, never empty, never too long."""
    return trimmed(texts.label(label, voice), limit) or NOTHING


def ask_label(texts: Texts, ask: Ask, voice: Voice, limit: int) -> str:
    """The label of the messenger's own button for a contact or a place."""
    return button_label(texts, ASK_LABELS[ask], voice, limit)


def link_html(texts: Texts, link: Link, voice: Voice) -> str:
    """A link inside the text, where the keyboard cannot hold one."""
    return f'<a href="{escape(link.url)}">{escape(texts.label(link.title, voice))}</a>'


def trimmed(text: str, limit: int) -> str:
    """One line of at most `limit` characters."""
    text = text.strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
