"""How dialogs end and lead on: finishing, actions of cards, opening another dialog."""

from collections.abc import Awaitable
from dataclasses import replace
from typing import Any

from core.shared.msg import Msg, to_json
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Duplicate
from dialogs.engine.dialog import Action, Check, Done, Open
from dialogs.engine.flow import advance
from dialogs.engine.play import Play
from dialogs.engine.session import new_id
from dialogs.engine.stack import begin, give, pop


async def go_on(play: Play, after: str = "") -> None:
    """Ask the next question; when none is left, finish."""
    if await advance(play, after):
        await finish(play)


async def enter(play: Play, wanted: Open) -> None:
    """Open a dialog on top of the current one."""
    begin(play, wanted)
    errors = await give(play, dict(wanted.given))
    await go_on(play)
    play.error = errors.get(play.session.step, play.error)


async def finish(play: Play) -> None:
    """Hand the answers over; a refusal is shown on the step where the person stands."""
    session, dialog = play.session, play.dialog
    if dialog.finish is None:
        await pop(play)
        return
    try:
        ended = await _once(play, dialog.finish(play.ctx, session.id, _asked(play)))
    except Refusal as refused:
        play.refuse(refused)
        await _unfinished(play)
        return
    if isinstance(ended, Open):
        session.answers.pop(session.step, None)
        await enter(play, ended)
        return
    await over(play, Done(ended) if isinstance(ended, Msg) else ended)


async def _unfinished(play: Play) -> None:
    """A dialog that refused before it asked anything is left; a gate asks what its argument lacked."""
    session = play.session
    if session.step:
        if session.pending is not None:
            session.answers.pop(session.step, None)  # a code that was refused is not worth keeping
        return
    if session.pending is None or not session.arg:
        await pop(play)
        return
    play.session = replace(session, arg="")
    await advance(play)


async def act(play: Play, action: Action) -> None:
    """Do what a card's button says; a refusal is shown on the card."""
    if isinstance(action.do, Open):
        await enter(play, action.do)
        return
    try:
        ended = await _once(play, action.do(play.ctx))
    except Refusal as refused:
        play.refuse(refused)
        return
    if isinstance(ended, Done):
        await over(play, ended)
        return
    # The card goes on with a key of its own: the next action is another one.
    play.session.id = new_id()
    play.session.rev += 1
    play.note(ended)


async def over(play: Play, done: Done) -> None:
    """The dialog is over: tell the result, and go where it leads."""
    ended, play.ended = play.session, True
    if done.refresh or ended.pending is not None:
        await play.refresh()
    play.resume = ended.pending
    if play.at_root:
        ended.rev += 1
    else:
        await pop(play)
    if done.then is not None and not ended.pending:
        await enter(play, done.then)
    play.session.told = {
        "say": to_json(done.say),
        "links": [
            [to_json(link.title) if isinstance(link.title, Msg) else link.title, link.url]
            for link in done.links
        ],
    }


async def _once(play: Play, use_case: "Awaitable[Any]") -> Any:
    """Run a use case; if this very update did it before, say so instead of doing it again."""
    try:
        return await use_case
    except Duplicate:
        if play.world.cause is not None:
            play.world.cause.settle()
        return Done(Msg("engine-already"), refresh=True)


def _asked(play: Play) -> dict[str, Any]:
    """The answers of the steps that were asked; those left out by `when` are not among them."""
    answers = play.session.answers
    return {
        step.name: answers[step.name]
        for step in play.dialog.steps
        if step.name in answers and not isinstance(step, Check) and play.applies(step)
    }
