"""Where a message stood before somebody sent it on: MAX tells a person's name, no channel's, no address."""

from collections.abc import Sequence
from typing import Any

from bots.delivery.raw import as_dict, as_list, full_name
from bots.delivery.whence import web, whence
from dialogs.engine.update import Whence


def origin(
    link: dict[str, Any], bodies: Sequence[dict[str, Any]], parts: Sequence[dict[str, Any]], text: str
) -> Whence | None:
    """Who wrote a forwarded message, and the address that its words or what it shares lead to.

    A channel's post comes without a sender (`LinkedMessage.sender` is null), with the channel's number alone.
    The specification has a public address only for posts that a bot reads in a channel itself
    (`Message.url`), none for the content of a forwarded one (`MessageBody`).
    """
    sender = as_dict(link.get("sender")) if link.get("type") == "forward" else {}
    title = full_name(sender.get("first_name"), sender.get("last_name"))
    return whence(title, _address(bodies, parts, text))


def _address(bodies: Sequence[dict[str, Any]], parts: Sequence[dict[str, Any]], text: str) -> str:
    """An address that can be read is found in the words, whatever else hides behind others."""
    marked = [as_dict(one) for body in bodies for one in as_list(body.get("markup"))]
    shared = [as_dict(part.get("payload")) for part in parts if part.get("type") == "share"]
    links = [web(one.get("url")) for one in marked if one.get("type") == "link"]
    links = [link for link in (*links, *(web(one.get("url")) for one in shared)) if link]
    return "" if any(link in text for link in links) else next(iter(links), "")
