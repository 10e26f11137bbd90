"""Coming in from outside: notices' buttons, commands, deep links, words at the menu, and the gate."""

from dataclasses import asdict
from typing import Any

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.dialog import Media, Open, Place, Text
from dialogs.engine.ending import enter, go_on
from dialogs.engine.play import Play, session_of
from dialogs.engine.session import Session
from dialogs.engine.stack import begin, give, leave_cards, menu, raise_up
from dialogs.engine.steps.kind import Stay
from dialogs.engine.steps.place import answer_of
from dialogs.engine.update import Point, RemoteMedia, Said, Whence


async def arrive(play: Play, wanted: Open) -> None:
    """Open a dialog from anywhere; one about the same subject that is under way goes on instead."""
    if wanted.dialog == play.registry.root:
        await menu(play)
    elif wanted.given or not raise_up(play, wanted.dialog, wanted.arg):
        leave_cards(play)
        await enter(play, wanted)


async def typed(play: Play, said: Said, otherwise: Stay) -> None:
    """Words or pictures where nothing was asked open the dialog that is meant for them."""
    wanted = None
    if said.text.strip() or said.media or said.point:
        wanted = play.registry.typed(play.ctx, said.text.strip(), said.origin)
    if wanted is None and (said.media or said.point):
        wanted = play.registry.typed(
            play.ctx, "", said.origin
        )  # what came along counts, whatever was said with it
    if wanted is None:
        play.error = otherwise.error
        return
    leave_cards(play)
    begin(play, wanted)
    errors = await give(play, dict(wanted.given))
    await bring(play, said)
    await go_on(play)
    play.error = errors.get(play.session.step, play.error)


async def along(play: Play, step: Text, said: Said) -> str:
    """Take what words answer besides the question they were said to; what of them answers it."""
    answers, text = play.session.answers, said.text.strip()
    if step.brings is None or step.name in answers:
        return text
    given = {name: one for name, one in step.brings(text, said.origin).items() if one is not None}
    own = given.pop(step.name, text)
    await give(play, {name: one for name, one in given.items() if answers.get(name) is None})
    try:
        step.parse(own)
    except Refusal:
        return text
    return str(own)


async def bring(play: Play, said: Said) -> bool:
    """Pictures and a point that came along answer the step for them, wherever the person stands."""
    for step in play.dialog.steps:
        if not play.applies(step):
            continue
        if isinstance(step, Media) and said.media:
            return await _brought(play, step, said)
        given = play.session.answers.get(step.name)
        if isinstance(step, Place) and said.point and not given and (found := answer_of(said.point)):
            play.session.answers[step.name] = found
            play.note(Msg("engine-brought-place"))
            return True
    return False


async def _brought(play: Play, step: Media, said: Said) -> bool:
    """Behind those that are there already, as many as there is room for."""
    kept = play.session.answers.get(step.name) or []
    room = step.most - len(kept)
    try:
        new = await play.world.keep(said.media[:room]) if room > 0 else ()
    except Refusal as refused:
        play.refuse(refused)
        return True
    if new:
        play.session.answers[step.name] = [*kept, *(file for file in new if file not in kept)]
        play.note(Msg("engine-brought-media"))
    if len(said.media) > room:
        play.error = Msg("engine-media-most", {"most": step.most})
    return True


async def to_gate(play: Play, dialog: str, pending: dict[str, Any], arg: str = "") -> None:
    """Something has to come first: what the person came for waits in the gate's session."""
    play.session = _gate_session(play, dialog, pending, arg)
    await go_on(play)


def _gate_session(play: Play, dialog: str, pending: dict[str, Any], arg: str) -> Session:
    gate = play.gate
    below = play.session if gate is None else gate.parent
    if below is not None and below.dialog == play.registry.root and below.parent is None:
        below = None
    made = session_of(play.registry.dialogs[dialog], arg, below)
    made.pending = pending or (gate.pending if gate is not None else None) or {}
    return made


def pending_open(wanted: Open) -> dict[str, Any]:
    """A dialog to open after the gate."""
    return {"open": [wanted.dialog, wanted.arg, dict(wanted.given)]}


def pending_said(said: Said) -> dict[str, Any]:
    """A message to take up after the gate; media is fetched only then, with the person's consent."""
    return {
        "text": said.text,
        "media": [asdict(one) for one in said.media],
        "point": None if said.point is None else [said.point.latitude, said.point.longitude],
        "origin": None if said.origin is None else [said.origin.title, said.origin.link],
    }


def waiting(pending: dict[str, Any]) -> tuple[Open | None, Said | None]:
    """The dialog or the message that waited; neither when it was just a start, or is not ours to read."""
    try:
        if "open" in pending:
            dialog, arg, given = pending["open"]
            return Open(dialog, arg, given), None
        if "text" in pending:
            point = pending["point"]
            media = tuple(RemoteMedia(**one) for one in pending["media"])
            where = None if point is None else Point(*point)
            stood = pending.get("origin")
            origin = None if stood is None else Whence(*stood)
            return None, Said(text=pending["text"], media=media, point=where, origin=origin)
    except (KeyError, TypeError, ValueError):
        pass
    return None, None
