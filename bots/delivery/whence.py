"""Where a message stood before it came: what both messengers tell of it alike."""

import re
from typing import Any, Final

from bots.delivery.raw import as_text
from dialogs.engine.update import Whence

TITLE_MOST: Final = 100
LINK_MOST: Final = 500
_WEB: Final = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


def whence(title: str, link: str) -> Whence | None:
    """The origin; None where nothing is known of it."""
    return Whence(title[:TITLE_MOST], link) if title or link else None


def web(value: Any) -> str:
    """An address on the web; empty for anything else, and for one that is too long to be a post's."""
    link = as_text(value)
    return link if len(link) <= LINK_MOST and _WEB.fullmatch(link) else ""
