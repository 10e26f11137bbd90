"""A MAX contact: whose number it is, and whether MAX vouches that it is the sender's own."""

import hashlib
import hmac
import re
from typing import Any

from bots.delivery.raw import as_dict, as_id, as_text
from dialogs.engine.update import Phone

_FOLDED = re.compile(r"\r?\n[ \t]")
_TEL = re.compile(r"^(?:[\w-]+\.)?TEL(?:;[^:\r\n]*)?:(.*)$", re.IGNORECASE | re.MULTILINE)


def phone(payload: dict[str, Any], *, token: str, sender: str, forwarded: bool) -> Phone | None:
    """The number in international form; None when the card holds none.

    It is the sender's own when its hash was made with our token, it names the sender, and it was not
    forwarded: another person's card, forwarded, carries a true hash as well.
    """
    card = payload.get("vcf_info")
    if not isinstance(card, str):
        return None
    numbers = [_digits(found) for found in _TEL.findall(_FOLDED.sub("", card))]
    number = next((one for one in numbers if one), "")
    if not number:
        return None
    # A second number could have been smuggled in by a name.
    names_sender = len(numbers) == 1 and as_id(as_dict(payload.get("max_info")).get("user_id")) == sender
    own = names_sender and not forwarded and _is_vouched(card, as_text(payload.get("hash")), token)
    return Phone(f"+{number}", own=own)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isdigit())


def _is_vouched(card: str, given: str, token: str) -> bool:
    expected = hmac.new(token.encode(), card.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), given.lower().encode())
