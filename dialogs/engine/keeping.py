"""Files in a dialog that is gone on with after days: kept on, or forgotten and told where they were removed.

Files that nothing refers to are removed after a week. So on the first turn of each day those of a person's
dialogs are kept on: whatever a dialog hands over has days left when the commit refers to it.
"""

from collections.abc import Iterator

from core.shared.ids import FileId
from core.shared.msg import Msg
from dialogs.engine.dialog import Media
from dialogs.engine.play import Play
from dialogs.engine.session import Conversation, Session, chain


async def keep_on(play: Play, conversation: Conversation) -> bool:
    """True when the question that stands is another one now: what they typed was meant for the old one."""
    held = _held(play)
    if not held or conversation.day == _today(play):
        return False
    gone = held - await play.world.still(held)
    if not gone:
        return False
    play.notes.append(Msg("engine-files-gone"))
    stood = play.session.step
    for session in chain(play.session):
        _forget(play, session, gone)
    return play.session.step != stood


def mark(play: Play, conversation: Conversation) -> None:
    """Whatever files there are now were kept on or sent today."""
    conversation.day = _today(play) if _held(play) else 0


def _today(play: Play) -> int:
    return play.world.now.toordinal()


def _held(play: Play) -> frozenset[FileId]:
    """Asked twice a turn, and hardly ever there are any."""
    held: list[str] = []
    for session in chain(play.session):
        for kept in (session.answers, session.drafts):
            if any(isinstance(each, list) for each in kept.values()):
                held += [file for step in _steps(play, session) for file in _files(kept.get(step.name))]
    return frozenset(map(FileId, held))


def _steps(play: Play, session: Session) -> Iterator[Media]:
    dialog = play.registry.dialogs.get(session.dialog)
    return (step for step in (dialog.steps if dialog else ()) if isinstance(step, Media))


def _files(kept: object) -> list[str]:
    return [file for file in kept if isinstance(file, str)] if isinstance(kept, list) else []


def _forget(play: Play, session: Session, gone: frozenset[FileId]) -> None:
    """What is left stays the answer; a question that cannot do without is asked again."""
    for step in _steps(play, session):
        for kept in (session.answers, session.drafts):
            files = _files(kept.get(step.name))
            left = [file for file in files if file not in gone]
            if left == files:
                continue
            session.rev += 1
            kept[step.name] = left
            if not left and not step.optional:
                del kept[step.name]
                session.move(step.name)
