"""What breaks aiomax 2.12 and aiogram 3.31: each trap is shown to be there, and that we do not fall in."""

import copy
from typing import Any

import aiomax
import pytest
from aiomax import utils
from aiomax.types import Message

from bots.max.refusals import NotReady
from core.shared.msg import Msg
from dialogs.engine.ports import Letter, TryLater
from dialogs.engine.update import Said
from tests.adapters.rig import VOICE, Rig, screen
from tests.adapters.test_max_inbound import INBOUND, STAMP, message
from tests.delivery.films import film

# Its own parser falls over each of these, which any client may send.
UPDATES: list[dict[str, Any]] = [
    message(None, {"type": "image", "payload": {"photo_id": 1, "token": "t", "url": "u"}}),
    message("/ "),
    {"update_type": "message_created", "timestamp": STAMP},
    message("hi", sender=None),
    message("hi", {"type": "hologram"}),
    message("hi", sender={"user_id": 1, "first_name": "A", "is_bot": False, "brand_new": 1}),
    message("hi", {"type": "inline_keyboard", "payload": {"buttons": [[{"type": "new", "text": "x"}]]}}),
]


@pytest.mark.parametrize("raw", UPDATES)
async def test_updates_that_break_aiomax_are_read_by_us(raw: dict[str, Any]) -> None:
    """Text null, a slash, a voice, no sender, unknown attachments, fields and buttons."""
    bot = aiomax.Bot("token", max_messages_cached=0)
    with pytest.raises(Exception):  # noqa: B017, PT011 (which one differs; that it breaks is the trap)
        await bot.handle_update(copy.deepcopy(raw))

    assert INBOUND.read(raw).keys


async def test_a_message_of_a_sender_without_a_name_is_sent_once(max_: Rig) -> None:
    """The library delivers it and then raises TypeError; a retry would send it twice."""
    answer = await max_.client.bot.post(
        "messages", params={"chat_id": max_.account.chat}, json={"text": "theirs"}
    )
    with pytest.raises(TypeError):
        Message.from_json((await answer.json())["message"])

    await max_.outbound.send(max_.account.chat, Letter(voice=VOICE, text=(Msg("ours"),)))

    assert await max_.told() == ["theirs", "ours"]


async def test_a_notice_after_a_press_sends_no_empty_message(max_: Rig) -> None:
    """`Callback.answer` would, and to a hard-coded host."""
    await max_.show(screen("menu", buttons=("Report",)))
    press = await max_.press("Report")
    await max_.counted()

    await max_.outbound.answer(press, Msg("toast"), voice=VOICE)

    assert await max_.told() == ["menu"]
    assert (await max_.phone.screen())["toast"]["text"] == "toast"
    assert await max_.counted() == ["POST /answers"]


async def test_not_ready_for_ever_is_given_up(max_: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library recurses without end; we try a bounded number of times, then later."""
    monkeypatch.setattr("bots.max.posting.NOT_READY_PAUSES", (0.0, 0.0, 0.0))
    clip = await max_.kept(film(), "video")
    tries = 0

    async def never(*_: Any) -> Any:
        nonlocal tries
        tries += 1
        raise NotReady

    monkeypatch.setattr(max_.client, "post", _only_messages(max_.client.post, never))
    with pytest.raises(TryLater):
        await max_.show(screen("card", media=(clip,), fresh=True))

    assert tries == 4


def _only_messages(real: Any, never: Any) -> Any:
    async def post(path: str, params: Any, body: Any) -> Any:
        return await (never if path == "messages" else real)(path, params, body)

    return post


async def test_a_429_and_an_html_page_keep_their_meaning(max_: Rig) -> None:
    """The library makes an unknown error of the one and a bare Exception of the other."""
    await max_.fault("502-html")
    with pytest.raises(TryLater):
        await max_.client.bot.get("me")
    await max_.fault("429", times=3)
    with pytest.raises(TryLater):
        await max_.client.bot.get("me")


async def test_even_the_librarys_own_methods_go_through_our_choke_point(max_: Rig) -> None:
    """Should anybody call one, `success: false` does not pass for success."""
    await max_.fault("success-false", "DELETE /messages")

    with pytest.raises(Exception, match="sandbox fault"):
        await max_.client.bot.delete_message("mid.1")


def test_the_librarys_body_has_a_null_format() -> None:
    """Which the schema forbids; ours leaves it out or says html (see the requests' own test)."""
    assert utils.get_message_body("text")["format"] is None


async def test_a_contacts_hash_is_read_from_the_raw_json(max_: Rig) -> None:
    """The library drops it, and with it the proof."""
    await max_.phone.act("contact")
    own = (await max_.only()).act
    assert isinstance(own, Said)
    assert own.phone is not None
    assert own.phone.own is True


@pytest.mark.parametrize("forged", ["other-user", "bad-hash", "forwarded"])
async def test_forged_contacts_are_not_own(max_: Rig, forged: str) -> None:
    """Over the wire, as the sandbox's phones forge them."""
    await max_.phone.act("contact", forged=forged)

    act = (await max_.only()).act

    assert act.phone is None or act.phone.own is False  # type: ignore[union-attr]  # a message was sent


@pytest.mark.parametrize("forged", ["other-user", "forwarded"])
async def test_forged_contacts_are_not_own_in_telegram_either(telegram: Rig, forged: str) -> None:
    """Another's card, and one's own passed on by somebody else."""
    await telegram.phone.act("contact", forged=forged)

    act = (await telegram.only()).act

    assert act.phone is None or act.phone.own is False  # type: ignore[union-attr]  # a message was sent


async def test_aiogram_methods_get_our_errors_too(telegram: Rig) -> None:
    """`TelegramRetryAfter` and its kin never surface: rare typed calls share the choke point."""
    await telegram.fault("429", "getMe", retry_after=60)

    with pytest.raises(TryLater) as caught:
        await telegram.client.me()

    assert caught.value.after == 60
