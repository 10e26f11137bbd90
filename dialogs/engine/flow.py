"""Moving inside a dialog: the next open question, the one before, answers that still fit."""

from typing import Any, Final

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.dialog import Card, Check, Choice, Step
from dialogs.engine.play import Play
from dialogs.engine.steps import KINDS

_NONE: Final = object()


async def advance(play: Play, after: str = "") -> bool:
    """Stand at the first open question behind `after`; True when none is left."""
    session, passed = play.session, not after
    for step in play.dialog.steps:
        if not passed:
            passed = step.name == after
        elif play.applies(step) and not await _answered(play, step):
            session.move(step.name)
            return False
    return True


async def answer(play: Play, step: Step, value: Any) -> None:
    """Take an answer; later answers that no longer fit it are asked anew."""
    session = play.session
    before = session.answers.get(step.name, _NONE)
    session.answers[step.name] = value
    session.drafts.pop(step.name, None)
    if step.name in session.auto:
        session.auto.remove(step.name)
    if before != value:
        names = [one.name for one in play.dialog.steps]
        await refit(play, play.dialog.steps[names.index(step.name) + 1 :])


async def refit(play: Play, steps: tuple[Step, ...]) -> None:
    """Drop the first of these answers that no longer fits; what answered itself does so again.

    The answers behind an open question are judged when it is answered: their options may need it.
    """
    session = play.session
    for step in steps:
        if isinstance(step, Check | Card) or not play.applies(step):
            continue
        if step.name in session.auto:
            session.auto.remove(step.name)
            del session.answers[step.name]
        if step.name in session.answers and not await fits(play, step):
            del session.answers[step.name]
            return
        if not await _answered(play, step):
            return


async def fits(play: Play, step: Step) -> bool:
    """Whether the answer kept for a step still answers it."""
    try:
        return await KINDS[type(step)].fits(play.here(step), play.session.answers[step.name])
    except Refusal:
        return False


def previous(play: Play) -> Step | None:
    """The question asked before this one, derived from the answers; None at the first.

    Nobody goes back from a check page to a question that was answered when the dialog was opened.
    """
    session, found = play.session, None
    unasked = {*session.auto, *(session.given if isinstance(play.step, Check) else ())}
    for step in play.dialog.steps:
        if step.name == session.step:
            break
        asked = step.name in session.answers and step.name not in unasked
        if (asked or isinstance(step, Check)) and play.applies(step):
            found = step
    return found


async def migrate(play: Play) -> bool:
    """Fit a session of an older version to the dialog of today; True when it had to be.

    Nothing is finished by this: with all questions answered the person sees the last one again.
    """
    session, dialog = play.session, play.dialog
    names = [step.name for step in dialog.steps]
    if session.version == dialog.version and session.step in names:
        return False
    begun = bool(session.step)
    session.version = dialog.version
    session.answers = {name: value for name, value in session.answers.items() if name in names}
    session.drafts = {
        name: value for name, value in session.drafts.items() if name.partition(".")[0] in names
    }
    session.auto = [name for name in session.auto if name in session.answers]
    await refit(play, dialog.steps)
    if await advance(play):
        session.move(next(step.name for step in reversed(dialog.steps) if play.applies(step)))
    if begun:
        play.notes.append(Msg("engine-changed"))
    return begun


async def _answered(play: Play, step: Step) -> bool:
    if isinstance(step, Check | Card):
        return False
    if step.name in play.session.answers:
        return True
    if not (isinstance(step, Choice) and step.auto):
        return False
    options = await step.options(play.ctx)
    if len(options) != 1:
        return False
    play.session.answers[step.name] = options[0].id
    play.session.auto.append(step.name)
    return True
