"""What a person answers on the screen before them: a press on it, or a message."""

from core.shared.msg import Msg
from dialogs.engine import cut, data
from dialogs.engine.arrival import along, bring, typed
from dialogs.engine.dialog import Card, Listing, Media, Step, Text
from dialogs.engine.ending import act, go_on
from dialogs.engine.flow import answer, previous
from dialogs.engine.play import Play
from dialogs.engine.stack import menu, pop
from dialogs.engine.steps import KINDS
from dialogs.engine.steps.kind import Acted, Answered, Changed, Confirmed, Outcome, Stay, fold
from dialogs.engine.update import Said


async def press(play: Play, meant: data.Press) -> bool:
    """A press on the live screen; False when there is no such button on it."""
    told, fresh = play.session.told, play.fresh
    session, step = play.session, play.step
    cut.forget(session)
    play.hush()
    own = _OWN.get(meant.verb)
    if own is not None:
        taken = await own(play, step)
    else:
        outcome = await KINDS[type(step)].press(play.here(step), meant.verb, meant.arg)
        taken = outcome is not None
        if outcome is not None:
            await _take(play, step, outcome)
    if not taken:
        session.told, play.fresh = told, fresh
    return taken


async def say(play: Play, said: Said) -> None:
    """A message on the step before the person; where nothing is asked it may open the dialog meant for it."""
    play.hush()
    if await cut.goes_on(play, said):
        await go_on(play)
        return
    await _say(play, play.step, said)
    cut.remember(play, said)


async def _say(play: Play, step: Step, said: Said) -> None:
    if await _in_words(play, step, said):
        return
    outcome = await KINDS[type(step)].said(play.here(step), said)
    looking = play.registry.anywhere and isinstance(step, Card | Listing)
    if said.odd is not None and isinstance(outcome, Stay):
        outcome = _not_read(said.odd, outcome, words=play.gate is None and (play.at_root or looking))
    if isinstance(outcome, Stay) and (play.at_root or (looking and play.gate is None)):
        await typed(play, said, outcome)
        return
    if isinstance(outcome, Answered) and isinstance(step, Text):
        outcome = Answered(await along(play, step, said))
    if isinstance(outcome, Answered) and said.media and not isinstance(step, Media):
        await answer(play, step, outcome.value)
        await bring(play, said)
        await go_on(play)
        return
    if isinstance(outcome, Stay) and await _kept(play, step, said):
        return
    await _take(play, step, outcome)


async def _kept(play: Play, step: Step, said: Said) -> bool:
    """Pictures or a place sent to another question are kept for theirs; True when nothing else was said."""
    asked = isinstance(step, Card | Listing) or (said.media and isinstance(step, Media))
    if asked or not (said.media or said.point):
        return False
    return await bring(play, said) and not said.text.strip()


def _not_read(odd: str, outcome: Stay, *, words: bool) -> Stay:
    """The kind that no bot can read is named, so that nobody says it again louder; then what is wanted."""
    wanted = Msg("engine-expected-words") if words else outcome.error
    return Stay(Msg("engine-odd", {"kind": odd, "wanted": wanted}), outcome.note)


async def _in_words(play: Play, step: Step, said: Said) -> bool:
    """A press that came as words: a button's title typed, or a keyboard's that was gone a moment later."""
    meant = fold(said.text)
    if not meant or said.media or said.point:
        return False
    verb = next(
        (v for v, title in _TITLES if meant == fold(play.world.wording(title, play.world.voice))), None
    )
    return verb is not None and await _OWN[verb](play, step)


async def _take(play: Play, step: Step, outcome: Outcome) -> None:
    if isinstance(outcome, Answered):
        await answer(play, step, outcome.value)
        await go_on(play)
    elif isinstance(outcome, Stay):
        play.error = outcome.error
        if outcome.note is not None:
            play.note(outcome.note)
    elif isinstance(outcome, Confirmed):
        await go_on(play, after=step.name)
    elif isinstance(outcome, Changed):
        play.session.move(outcome.step)
        play.session.check = step.name
    elif isinstance(outcome, Acted):
        await act(play, outcome.action)


async def _back(play: Play, step: Step) -> bool:
    session, before = play.session, previous(play)
    if session.check:
        session.move(session.check)
    elif before is not None:
        session.move(before.name)
    elif KINDS[type(step)].question or play.at_root:
        return False
    else:
        await pop(play)
    return True


async def _cancel(play: Play, step: Step) -> bool:
    del step
    if play.at_root or play.session.pending is not None:
        return False
    play.note(Msg("engine-cancelled"))
    await pop(play)
    return True


async def _skip(play: Play, step: Step) -> bool:
    kind = KINDS[type(step)]
    if not (step.optional and kind.question):
        return False
    await answer(play, step, [] if kind.listed else None)
    await go_on(play)
    return True


async def _keep(play: Play, step: Step) -> bool:
    if step.name not in play.session.answers or not KINDS[type(step)].question:
        return False
    play.session.drafts.pop(step.name, None)
    await go_on(play)
    return True


async def _menu(play: Play, step: Step) -> bool:
    del step
    if play.gate is not None:
        return False
    await menu(play)
    return True


async def _resume(play: Play, step: Step) -> bool:
    del step
    if not play.at_root or play.session.parent is None:
        return False
    await pop(play)
    return True


_OWN = {
    data.BACK: _back,
    data.CANCEL: _cancel,
    data.SKIP: _skip,
    data.KEEP: _keep,
    data.MENU: _menu,
    data.RESUME: _resume,
}

_TITLES = (
    (data.BACK, Msg("engine-back")),
    (data.CANCEL, Msg("engine-cancel")),
    (data.SKIP, Msg("engine-skip")),
    (data.SKIP, Msg("engine-drop")),
    (data.KEEP, Msg("engine-keep")),
    (data.MENU, Msg("engine-menu")),
)
