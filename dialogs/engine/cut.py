"""A long text that a messenger cut in pieces is one text: its end is no answer to the next question."""

from typing import Final

from core.shared.refusal import Refusal
from dialogs.engine.dialog import Text
from dialogs.engine.flow import answer
from dialogs.engine.play import Play
from dialogs.engine.session import Session
from dialogs.engine.update import Said

LONG: Final = 2000
"""Characters from which a text may have been cut: phones look for a good place in the second half."""

SOON: Final = 3.0
"""Seconds after which another message is no piece of the one before."""

PIECE: Final = 4096
"""Characters of a piece at most: what is longer did not come from a phone."""

KEPT: Final = 20_000
"""So many characters are remembered at most, to tell how much too long it is."""

_CUT: Final = "cut"


def remember(play: Play, said: Said) -> None:
    """A long text may go on: keep what was said, and which question it was said to."""
    text = said.text.strip()
    if not LONG <= len(text) <= PIECE:
        return
    for step in play.dialog.steps:
        if isinstance(step, Text) and (
            play.session.answers.get(step.name) == text or (play.error and play.session.step == step.name)
        ):
            _keep(play, step, text)
            return


def forget(session: Session) -> tuple[str, str, float] | None:
    """What was kept is of no use after any other act: the step's name, the text, when it was said."""
    if not session.drafts:
        return None
    for key in session.drafts:
        name, _, what = key.partition(".")
        if what == _CUT:
            text, at = session.drafts.pop(key)
            return name, text, at
    return None


async def goes_on(play: Play, said: Said) -> bool:
    """Whether this is the next piece of a long text; then both are judged as one."""
    kept = forget(play.session)
    more = said.text.strip()
    if kept is None or not more or said.media or said.point:
        return False
    name, before, at = kept
    step = next((one for one in play.dialog.steps if one.name == name), None)
    if not isinstance(step, Text) or not 0 <= play.world.now.timestamp() - at <= SOON:
        return False
    whole = f"{before}\n{more}"
    try:
        step.parse(whole)
    except Refusal as refused:
        play.session.answers.pop(name, None)
        play.session.move(name)
        play.error = play.here(step).msg(refused.code, **refused.args_)
    else:
        await answer(play, step, whole)
    _keep(play, step, whole)
    return True


def _keep(play: Play, step: Text, text: str) -> None:
    play.session.drafts[f"{step.name}.{_CUT}"] = [text[:KEPT], play.world.now.timestamp()]
