"""Lines about a substitution that screens and notices share: why, until when, by which order."""

from datetime import date
from typing import Final

from core.people.substitution import Reason
from core.shared.msg import Msg

REASONS: Final[dict[Reason, Msg]] = {
    Reason.LEAVE: Msg("reason-leave"),
    Reason.ILLNESS: Msg("reason-illness"),
    Reason.TRIP: Msg("reason-trip"),
    Reason.STUDY: Msg("reason-study"),
    Reason.OTHER: Msg("reason-other"),
    Reason.LEFT: Msg("reason-left"),
}


def days(first: date, last: date | None) -> Msg:
    """From when until when, both days included."""
    if last is None:
        return Msg("substitution-open", {"first": first})
    return Msg("substitution-days", {"first": first, "last": last})


def terms(reason: Reason, first: date, last: date | None, order: str | None) -> tuple[Msg, ...]:
    """Why, when, by which order: a line each."""
    lines = (REASONS[reason], days(first, last))
    return lines if order is None else (*lines, Msg("substitution-order", {"order": order}))
