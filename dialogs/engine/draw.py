"""The screen of the moment: the step, what is told above it, and the engine's own buttons below."""

from typing import Any

from core.shared.msg import Msg, from_json
from core.shared.refusal import Refusal
from dialogs.engine import data
from dialogs.engine.dialog import Card, Listing
from dialogs.engine.flow import previous
from dialogs.engine.play import Play
from dialogs.engine.screen import Button, Link, Row, Screen
from dialogs.engine.stack import pop
from dialogs.engine.steps import KINDS
from dialogs.engine.steps.kind import Here, Kind

TRIES = 6
"""So often a dialog that refuses to be drawn gives way to the one below it."""


async def draw(play: Play) -> Screen:
    """The screen; what can no longer be shown gives way, with the reason told, down to the menu."""
    gives_way = not play.session.step
    for _ in range(TRIES):
        try:
            if gives_way and not await _give_way(play):
                break
            return await _draw(play)
        except Refusal as refused:
            gives_way = True
            if play.error is None:
                play.refuse(refused)
    return _bare(play)


async def _give_way(play: Play) -> bool:
    """Go back or below; False when there is nothing: the menu, or a gate that lets nobody past."""
    back = previous(play) if play.session.step else None
    if back is not None:
        play.session.move(back.name)
    elif play.session.pending is not None:
        return False
    else:
        await pop(play)
    return True


async def _draw(play: Play) -> Screen:
    here = play.here(play.step)
    kind = KINDS[type(here.step)]
    drawn = await kind.draw(here)
    told, links = _told(play)
    now = await _now(here, kind)
    return Screen(
        text=(*told, *play.notes, *drawn.text, *now),
        rows=(*links, *drawn.rows, *_own(play, here, kind)),
        media=drawn.media,
        ask=drawn.ask,
        error=play.error,
        toast=play.toast,
        fresh=play.fresh,
        remarks=tuple(play.notes),
        result=play.ended,
    )


def _bare(play: Play) -> Screen:
    """Not even the menu can be drawn: say why, and offer to try again."""
    again = data.entry(play.registry.root, notice=False)
    return Screen(
        text=(*play.notes, Msg("engine-nothing")),
        rows=((Button(Msg("engine-menu"), again),),),
        error=play.error,
        toast=play.toast,
        fresh=play.fresh,
        remarks=tuple(play.notes),
        result=play.ended,
    )


def _told(play: Play) -> tuple[list[Msg], list[Row]]:
    told = play.session.told
    if not told:
        return [], []
    links: list[Row] = [
        (Link(from_json(title) if isinstance(title, dict) else title, url),)
        for title, url in told.get("links", ())
    ]
    return [from_json(told["say"])], links


async def _now(here: Here[Any], kind: Kind[Any]) -> tuple[Msg, ...]:
    """The answer given before, when the person came back to a question."""
    if not kind.question or here.answer is None:
        return ()
    value = await kind.now(here, here.answer)
    return () if value is None else (Msg("engine-now", {"value": value}),)


def _own(play: Play, here: Here[Any], kind: Kind[Any]) -> list[Row]:
    """The engine's buttons."""
    if play.at_root:
        return _continue(play, here)
    if not kind.question:
        return _around(play, here)
    rows: list[Row] = []
    if here.step.name in here.session.answers and not here.session.check:
        rows.append((here.button(Msg("engine-keep"), data.KEEP),))
    return [*rows, *_leave_out(here, kind), *_out(play, here)]


def _leave_out(here: Here[Any], kind: Kind[Any]) -> list[Row]:
    """Skip an optional question, or take its answer back; a list is emptied by its own buttons."""
    given = here.answer if here.draft is None else here.draft
    if not here.step.optional or (given and (kind.listed or here.draft)):
        return []
    if here.session.check and not here.answer:
        return []
    title = Msg("engine-drop") if given else Msg("engine-skip")
    return [(here.button(title, data.SKIP),)]


def _continue(play: Play, here: Here[Any]) -> list[Row]:
    waiting = here.session.parent
    if waiting is None:
        return []
    dialog = play.registry.dialogs.get(waiting.dialog)
    if dialog is None or dialog.title is None:
        return [(here.button(Msg("engine-continue"), data.RESUME),)]
    return [(here.button(Msg("engine-continue-with", {"what": dialog.title}), data.RESUME),)]


def _around(play: Play, here: Here[Any]) -> list[Row]:
    """Below what is looked at: back, and to the menu; a check page is left as a question is."""
    if not isinstance(here.step, Card | Listing):
        return _out(play, here)
    row = []
    if previous(play) is not None or here.session.parent is not None:
        row.append(here.button(Msg("engine-back"), data.BACK))
    if play.gate is None:
        row.append(here.button(Msg("engine-menu"), data.MENU))
    return [tuple(row)] if row else []


def _out(play: Play, here: Here[Any]) -> list[Row]:
    """Back and cancel; while an answer is changed, only back to the check page."""
    row = []
    if here.session.check or previous(play) is not None:
        row.append(here.button(Msg("engine-back"), data.BACK))
    if not here.session.check and here.session.pending is None:
        row.append(here.button(Msg("engine-cancel"), data.CANCEL))
    return [tuple(row)] if row else []
