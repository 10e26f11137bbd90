"""A length of time in words: hours and minutes."""

from datetime import timedelta

from core.shared.msg import Msg

_MINUTE = timedelta(minutes=1)
_HOUR = 60


def span(length: timedelta) -> Msg:
    """Whole minutes, never below none: "1 hour 20 minutes", "42 minutes", "3 hours"."""
    hours, minutes = divmod(max(length, timedelta()) // _MINUTE, _HOUR)
    if not hours:
        return Msg("span-minutes", {"minutes": minutes})
    if not minutes:
        return Msg("span-hours", {"hours": hours})
    return Msg(
        "span-both",
        {
            "hours": Msg("span-hours", {"hours": hours}),
            "minutes": Msg("span-minutes", {"minutes": minutes}),
        },
    )
