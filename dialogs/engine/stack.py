"""Dialogs lying on each other: what was interrupted waits below, and nothing typed is lost."""

from typing import Any

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.dialog import Card, Dialog, Open, Registry
from dialogs.engine.flow import advance, migrate
from dialogs.engine.play import Play, session_of
from dialogs.engine.session import DEPTH, Session, chain
from dialogs.engine.steps import KINDS


async def stand(play: Play) -> bool:
    """Make sure that the session is one of a dialog we have, as it is today.

    True when the question is not the one the person saw: what they typed was meant for another.
    """
    gone = False
    while play.session.dialog not in play.registry.dialogs or not play.dialog.steps:
        gone = True
        play.note(Msg("engine-dialog-gone"))
        if play.session.parent is None:
            await menu(play)
            return True
        play.session = play.session.parent
    saw = play.session.step
    return (await migrate(play) and play.session.step != saw) or gone


async def menu(play: Play) -> None:
    """Show the menu; what was being filled in waits and can be continued."""
    waiting = next((one for one in chain(play.session) if unfinished(play.registry, one)), None)
    play.session = session_of(root_of(play.registry), parent=waiting)
    trim(play)
    await advance(play)


async def pop(play: Play) -> None:
    """Leave the current dialog for what lay below it."""
    below = play.session.parent
    if below is None:
        play.session = session_of(root_of(play.registry))
        await advance(play)
        return
    play.session = below
    below.rev += 1
    await stand(play)


def begin(play: Play, wanted: Open) -> None:
    """Put a new dialog on top; answers given along are taken if its steps take them."""
    dialog = play.registry.dialogs[wanted.dialog]
    below = play.session
    if (play.at_root and below.parent is None) or not below.step:
        play.session = session_of(dialog, wanted.arg, below.parent)
    else:
        play.session = session_of(dialog, wanted.arg, below)
        trim(play)


async def give(play: Play, given: dict[str, Any]) -> dict[str, Msg]:
    """Pre-fill answers; the errors of those that were refused, by step."""
    session, errors = play.session, {}
    for step in play.dialog.steps:
        if step.name not in given:
            continue
        here = play.here(step)
        try:
            fit = await KINDS[type(step)].fits(here, given[step.name])
        except Refusal as refused:
            errors[step.name] = here.msg(refused.code, **refused.args_)
            continue
        if fit:
            session.answers[step.name] = given[step.name]
            session.given.append(step.name)
    return errors


def raise_up(play: Play, dialog: str, arg: str) -> bool:
    """Bring an interrupted dialog about the same subject to the top, if there is one."""
    sessions = chain(play.session)
    for at, one in enumerate(sessions):
        if one.dialog == dialog and one.arg == arg and (arg or at == 0):
            if at:
                sessions[at - 1].parent = one.parent
                one.parent = sessions[0]
                play.session = one
                one.rev += 1
            return True
    return False


def leave_cards(play: Play) -> None:
    """What comes from outside is not followed by cards that were open before: nobody waits for them."""
    sessions = [one for one in chain(play.session) if not _is_card(play.registry, one)]
    if not sessions:
        sessions = [session_of(root_of(play.registry))]
    for above, below in zip(sessions, [*sessions[1:], None], strict=True):
        above.parent = below
    play.session = sessions[0]


def _is_card(registry: Registry, session: Session) -> bool:
    dialog = registry.dialogs.get(session.dialog)
    if dialog is None or session.dialog == registry.root or session.pending is not None:
        return False
    return bool(dialog.steps) and all(isinstance(step, Card) for step in dialog.steps)


def trim(play: Play) -> None:
    """Keep at most `DEPTH` dialogs: the deepest goes, one that is only looked at before a filled-in one."""
    sessions = chain(play.session)
    while len(sessions) > DEPTH:
        looked_at = [one for one in sessions[1:] if not unfinished(play.registry, one)]
        sessions.remove((looked_at or sessions)[-1])
    for above, below in zip(sessions, [*sessions[1:], None], strict=True):
        above.parent = below


def unfinished(registry: Registry, session: Session) -> bool:
    """Whether leaving it for good would lose something the person entered."""
    dialog = registry.dialogs.get(session.dialog)
    if dialog is None or dialog.finish is None or session.pending is not None:
        return False
    return bool(session.answers or session.drafts)


def root_of(registry: Registry) -> Dialog:
    """The menu."""
    return registry.dialogs[registry.root]
