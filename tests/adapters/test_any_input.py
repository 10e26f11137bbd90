"""Whatever JSON comes in, reading it never breaks: it is an update, something put aside, or malformed."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bots.delivery.raw import Malformed
from bots.max.inbound import MaxInbound
from bots.telegram.inbound import TelegramInbound
from dialogs.engine.update import Update
from tests.adapters.rig import StandingClock
from tests.adapters.test_max_inbound import ANNA as MAX_ANNA
from tests.adapters.test_max_inbound import TOKEN, contact, message
from tests.adapters.test_telegram_inbound import ANNA, HOME

TELEGRAM = TelegramInbound("telegram-citizen", StandingClock())
MAX = MaxInbound("max-citizen", TOKEN, StandingClock())

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec=None))
    | st.sampled_from(["private", "dialog", "/start", "forward", "image", "kicked"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_TELEGRAM_FIELDS = [
    "message_id",
    "date",
    "from",
    "chat",
    "text",
    "caption",
    "photo",
    "video",
    "animation",
    "document",
    "voice",
    "sticker",
    "contact",
    "location",
    "venue",
    "media_group_id",
    "forward_origin",
    "id",
    "data",
    "message",
    "new_chat_member",
    "entities",
]
_MAX_FIELDS = [
    "sender",
    "recipient",
    "timestamp",
    "body",
    "link",
    "callback",
    "message",
    "user",
    "chat_id",
    "payload",
    "user_locale",
]


def _read(inbound: Any, raw: Any) -> None:
    try:
        update = inbound.read(raw)
    except Malformed:
        return
    assert isinstance(update, Update)
    assert all(update.keys)
    for word in (update.account.name, update.locale, update.account.user, getattr(update.act, "text", "")):
        assert "\x00" not in word
        word.encode()


@given(anything)
def test_any_json_is_read_by_both(raw: Any) -> None:
    """Numbers, lists, nothing at all."""
    _read(TELEGRAM, raw)
    _read(MAX, raw)


@settings(max_examples=300)
@given(
    st.sampled_from(["message", "callback_query", "my_chat_member", "edited_message"]),
    st.dictionaries(st.sampled_from(_TELEGRAM_FIELDS), anything, max_size=8),
    st.sampled_from([{}, {"from": ANNA, "chat": HOME}]),
)
def test_any_field_of_a_telegram_update_may_be_anything(
    kind: str, parts: dict[str, Any], people: dict[str, Any]
) -> None:
    """One bad field must not break the others."""
    _read(TELEGRAM, {"update_id": 1, kind: {**parts, **people}})


@settings(max_examples=300)
@given(
    st.sampled_from(["message_created", "message_callback", "bot_started", "bot_stopped"]),
    st.dictionaries(st.sampled_from(_MAX_FIELDS), anything, max_size=8),
    st.sampled_from([{}, {"user": MAX_ANNA}]),
)
def test_any_field_of_a_max_update_may_be_anything(
    kind: str, parts: dict[str, Any], who: dict[str, Any]
) -> None:
    """The same for MAX."""
    people = {**who, "callback": {**who, **parts}} if who else {}
    _read(MAX, {"update_type": kind, **parts, **people})


@settings(max_examples=300)
@given(anything, st.lists(anything, max_size=3), anything)
def test_any_content_of_a_max_message_may_be_anything(text: Any, attachments: list[Any], card: Any) -> None:
    """Text, attachments, a vCard."""
    raw = message(text, *attachments, contact())
    raw["message"]["body"]["attachments"][-1]["payload"]["vcf_info"] = card
    _read(MAX, raw)
