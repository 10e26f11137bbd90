"""To be read whole: the message as it came, and the history page by page."""

from collections.abc import Sequence
from typing import Final

from core.incidents.parts import NoteKind
from core.shared.ids import FileId
from core.shared.lines import paragraph
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.staff.history import history
from dialogs.staff.subject import card_of, incident_of

LINES: Final = 20
"""Of the history on one page."""


async def show_words(ctx: Ctx) -> View:
    """The message with its own photos, then what the author added."""
    incident = await incident_of(ctx)
    added = [note for note in incident.notes if note.kind is NoteKind.AUTHOR]
    media: tuple[FileId, ...] = (*incident.media, *(file for note in added for file in note.media))
    whole = Msg("words-card", {"number": incident.number, "text": incident.text})
    return View((whole, *(Msg("words-added", {"at": note.at, "text": note.text}) for note in added)), media)


async def no_actions(_ctx: Ctx) -> Sequence[Action]:
    """For reading only."""
    return ()


async def show_history(ctx: Ctx) -> View:
    """The newest page first; further back with "earlier"."""
    which, page = _at(ctx.arg)
    card = await card_of(ctx, which)
    told = history(card)
    end = max(len(told) - page * LINES, 0)
    head = Msg("history-card", {"number": card.incident.number})
    return View((head, *paragraph(*told[max(end - LINES, 0) : end])))


async def earlier(ctx: Ctx) -> Sequence[Action]:
    """As long as there is something earlier."""
    which, page = _at(ctx.arg)
    card = await card_of(ctx, which)
    if len(history(card)) <= (page + 1) * LINES:
        return ()
    return (Action("earlier", Msg("history-card.earlier"), Open("history", f"{which}.{page + 1}")),)


def _at(arg: str) -> tuple[str, int]:
    """`<incident>` or `<incident>.<page>`."""
    which, _, page = arg.partition(".")
    return which, min(int(page), 10**3) if page.isascii() and page.isdigit() else 0


WORDS = Dialog(name="words", steps=(Card(name="card", show=show_words, actions=no_actions),))

HISTORY = Dialog(name="history", steps=(Card(name="card", show=show_history, actions=earlier),))
