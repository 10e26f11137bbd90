"""To be read whole: the message as it came with what was added, and the history, page by page."""

from collections.abc import Sequence
from typing import Final

from core.incidents.model import Incident
from core.incidents.parts import Note, NoteKind
from core.shared.lines import paragraph
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.staff.history import history
from dialogs.staff.subject import card_of

LINES: Final = 20
"""Of the history on one page."""

ROOM: Final = 6000
FILES: Final = 10
"""Characters and photos on one page of words: two messages and an album."""


async def show_words(ctx: Ctx) -> View:
    """The message with its own photos, then what was added to it, by whom; as much as can be read at once."""
    which, page = _at(ctx.arg)
    card = await card_of(ctx, which)
    incident, pages = card.incident, _pages(card.incident)
    added = pages[min(page, len(pages) - 1)]
    told = [
        Msg(
            "words-added",
            {"name": card.names.get(note.by) or Msg("somebody"), "at": note.at, "text": note.text},
        )
        for note in added
    ]
    media = tuple(file for note in added for file in note.media)
    if page:
        return View((Msg("words-more", {"number": incident.number}), *told), media)
    whole = Msg("words-card", {"number": incident.number, "text": incident.text})
    return View((whole, *told), (*incident.media, *media))


async def later(ctx: Ctx) -> Sequence[Action]:
    """As long as there is more that was added."""
    which, page = _at(ctx.arg)
    pages = _pages((await card_of(ctx, which)).incident)
    if page + 1 >= len(pages):
        return ()
    return (Action("later", Msg("words-more.later"), Open("words", f"{which}.{page + 1}")),)


def _pages(incident: Incident) -> list[list[Note]]:
    """What was added, by pages of few messages and photos: some write a hundred times."""
    pages: list[list[Note]] = [[]]
    room, files = ROOM - len(incident.text), FILES - len(incident.media)
    for note in incident.notes:
        if note.kind is not NoteKind.AUTHOR:
            continue
        if room < len(note.text) or files < len(note.media):
            pages.append([])
            room, files = ROOM, FILES
        pages[-1].append(note)
        room, files = room - len(note.text), files - len(note.media)
    return pages


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


WORDS = Dialog(name="words", steps=(Card(name="card", show=show_words, actions=later),))

HISTORY = Dialog(name="history", steps=(Card(name="card", show=show_history, actions=earlier),))
