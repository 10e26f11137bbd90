"""How hints are told to those who decide: one line each, never a verdict."""

from collections.abc import Iterable

from core.hints.model import Kind
from core.shared.msg import Msg

_LINES = {
    Kind.THREAT: Msg("hint-threat"),
    Kind.OBSCENITY: Msg("hint-obscenity"),
    Kind.INSULT: Msg("hint-insult"),
    Kind.PERSONAL_DATA: Msg("hint-personal-data"),
    Kind.APPEAL: Msg("hint-appeal"),
}


def hint_lines(kinds: Iterable[Kind]) -> tuple[Msg, ...]:
    """What to look at, in the order of the kinds given; none where nothing was found."""
    return tuple(_LINES[kind] for kind in kinds)
