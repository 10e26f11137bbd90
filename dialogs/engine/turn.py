"""A turn: a conversation and an act give a conversation and a screen; nothing is sent.

Use cases that a turn calls may commit; everything else about it can be computed again.
"""

from dataclasses import replace
from typing import Any

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine import data
from dialogs.engine.arrival import arrive, pending_open, pending_said, to_gate, waiting
from dialogs.engine.dialog import Open, Registry
from dialogs.engine.draw import draw
from dialogs.engine.keeping import keep_on, mark
from dialogs.engine.play import Play, session_of
from dialogs.engine.replies import press, say
from dialogs.engine.screen import Screen
from dialogs.engine.session import Conversation, Session
from dialogs.engine.stack import pop, root_of, stand
from dialogs.engine.update import Act, Commanded, Ignored, Left, Pressed, Said, Started
from dialogs.engine.world import World

ROUNDS = 3
"""So many gates in a row may open at once before the person is asked for something."""


async def turn(
    registry: Registry, conversation: Conversation, world: World, act: Act
) -> tuple[Conversation, Screen | None]:
    """What the person sees next; None when the act asks for no answer.

    Raises whatever a use case raises beside `Refusal` and `Duplicate`; the conversation is then spent.
    """
    if isinstance(act, Left | Ignored):
        return conversation, None
    play = _play(registry, conversation, world)
    play.pressed = isinstance(act, Pressed) and bool(act.callback)
    play.fresh = not play.pressed
    try:
        if not (await keep_on(play, conversation) and isinstance(act, Said) and not act.media):
            await _take(play, act)
            await _resume(play)
    except Refusal as refused:
        play.refuse(refused)
    return await _close(play, conversation)


async def standing(
    registry: Registry, conversation: Conversation, world: World
) -> tuple[Conversation, Screen]:
    """Where the person stands, for an update that was handled before."""
    play = _play(registry, conversation, world)
    try:
        await keep_on(play, conversation)
        await _past_gate(play)
        name = registry.gate(play.ctx)
        if name is not None and play.gate is None:
            await to_gate(play, name, {})
        await _resume(play)
    except Refusal as refused:
        play.refuse(refused)
    return await _close(play, conversation)


def _play(registry: Registry, conversation: Conversation, world: World) -> Play:
    return Play(registry, world, conversation.session or session_of(root_of(registry)))


async def _close(play: Play, conversation: Conversation) -> tuple[Conversation, Screen]:
    try:
        await stand(play)
    except Refusal as refused:
        play.refuse(refused)
    play.tune()
    screen = await draw(play)
    conversation.session = play.session
    mark(play, conversation)
    return conversation, screen


async def _take(play: Play, act: Act) -> None:
    play.tune()
    if await _past_gate(play) and not isinstance(act, Started | Commanded):
        return
    if isinstance(act, Pressed):
        await _pressed(play, act)
    elif isinstance(act, Said):
        await _said(play, act)
    elif isinstance(act, Started):
        wanted = play.registry.started(play.ctx, act.payload) if act.payload else None
        await _go(play, wanted or Open(play.registry.root))
    elif isinstance(act, Commanded):
        dialog = play.registry.commands.get(act.name)
        if dialog is None:
            play.error = Msg("engine-unknown-command")
        await _go(play, Open(dialog or play.session.dialog, "" if dialog else play.session.arg))


async def _said(play: Play, act: Said) -> None:
    said, gate = _clean(act), _ahead(play)
    if gate is not None:
        await to_gate(play, gate, pending_said(said))
    elif not await stand(play):
        await say(play, said)


def _clean(said: Said) -> Said:
    """Without what neither JSON nor PostgreSQL can keep: halves of surrogate pairs and NUL."""
    text = said.text
    if text.isascii() and "\x00" not in text:
        return said
    kept = text.replace("\x00", "").encode(errors="replace").decode()
    return said if kept == text else replace(said, text=kept)


async def _pressed(play: Play, act: Pressed) -> None:
    meant = data.parse(act.data)
    if isinstance(meant, data.Entry) and meant.dialog in play.registry.dialogs:
        play.fresh = play.fresh or meant.notice
        await _go(play, Open(meant.dialog, meant.arg))
        return
    gate = _ahead(play)
    if gate is not None:
        await to_gate(play, gate, {})
        return
    await stand(play)
    if not (isinstance(meant, data.Press) and meant.fits(play.session) and await press(play, meant)):
        play.note(Msg("engine-stale"))


def _ahead(play: Play) -> str | None:
    """The gate that stands in the way now; None when there is none, or the person is in it."""
    return play.registry.gate(play.ctx) if play.gate is None else None


async def _go(play: Play, wanted: Open) -> None:
    """Open what is wanted, or keep it for after the gate."""
    name, gate = play.registry.gate(play.ctx), play.gate
    play.hush()
    if name is None:
        await arrive(play, wanted)
    elif wanted.dialog == name and wanted.arg:
        await to_gate(play, name, {}, wanted.arg)
    elif wanted.dialog in {name, play.registry.root, play.session.dialog}:
        if gate is None:
            await to_gate(play, name, {})
    elif gate is None:
        await to_gate(play, name, pending_open(wanted))
    else:
        gate.pending = pending_open(wanted)


async def _past_gate(play: Play) -> bool:
    """Leave a gate that no longer stands (the person became known elsewhere); True when it was so."""
    gate = play.gate
    if gate is None or play.registry.gate(play.ctx) is not None:
        return False
    play.session, play.resume = gate, gate.pending
    await pop(play)
    return True


async def _resume(play: Play) -> None:
    """After the gate: whatever else has to come first, then what the person came for."""
    for _ in range(ROUNDS):
        if play.resume is None:
            return
        pending, play.resume = play.resume, None
        told = play.session.told
        _tell(play.session, None)
        name = play.registry.gate(play.ctx)
        if name is not None:
            await to_gate(play, name, pending)
        else:
            wanted, said = waiting(pending)
            if wanted is not None and wanted.dialog in play.registry.dialogs:
                await arrive(play, wanted)
            elif said is not None and not await stand(play):
                await say(play, said)
        _tell(play.session, told)


def _tell(session: Session, told: dict[str, Any] | None) -> None:
    """What was told at the gate stands above what follows, unless that has a result of its own."""
    session.told = (session.told or told) if told else None
