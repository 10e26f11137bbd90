"""Which message the next screen takes the place of."""

from collections.abc import Mapping
from typing import Any

from dialogs.engine.screen import Screen
from dialogs.engine.update import Pressed


def live_target(screen: Screen, view: Mapping[str, Any] | None, press: Pressed | None) -> str | None:
    """The id of the message to edit; None to send anew.

    A press elsewhere than on the live screen (a notice, an old screen) leaves that message alone. When
    nothing is known of the live screen, the pressed message is it.
    """
    if screen.fresh:
        return None
    live = (view or {}).get("m")
    if press is None:
        return str(live) if live else None
    if not live:
        return press.message or None
    return press.message if press.message == str(live) else None
