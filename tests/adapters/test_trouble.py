"""Messengers in trouble: what a refusal, a silence and a broken answer mean for a screen and a notice."""

import logging

import pytest

from bots.delivery.ports import TokenRefused
from core.shared.msg import Msg
from dialogs.engine.ports import Letter, PersonGone, Rejected, TryLater, Uncertain
from dialogs.engine.screen import Screen
from tests.adapters.rig import VOICE, Rig, html, rigged, screen

LETTER = Letter(voice=VOICE, text=(Msg("answer"),))


async def send(rig: Rig) -> str:
    return str(await rig.outbound.send(rig.account.chat, LETTER))


async def test_a_short_429_is_waited_out(rig: Rig) -> None:
    """The person only sees a pause."""
    await rig.fault("429", retry_after=1)

    await rig.show(screen("menu", fresh=True))

    assert await rig.told() == ["menu"]


async def test_a_long_429_pauses_every_call_of_the_bot(telegram: Rig) -> None:
    """Nothing more is tried until the time is over."""
    await telegram.fault("429", retry_after=30)

    with pytest.raises(TryLater) as caught:
        await send(telegram)
    assert caught.value.after == 30
    await telegram.counted()
    with pytest.raises(TryLater):
        await telegram.show(screen("menu", fresh=True))
    assert await telegram.counted() == []


@pytest.mark.parametrize("kind", ["500", "502-html"])
async def test_a_server_in_trouble_is_asked_later(rig: Rig, kind: str) -> None:
    """An HTML page instead of JSON is no surprise."""
    await rig.fault(kind)

    with pytest.raises(TryLater):
        await send(rig)
    assert await rig.told() == []


@pytest.mark.parametrize("kind", ["disconnect", "accept-then-disconnect"])
async def test_no_answer_after_the_request_left_is_a_doubt(rig: Rig, kind: str) -> None:
    """It may have been delivered or not: both happen."""
    await rig.fault(kind)

    with pytest.raises(Uncertain):
        await send(rig)


async def test_an_edit_is_repeated_after_a_silence(rig: Rig) -> None:
    """Doing it twice does no harm."""
    await rig.show(screen("menu", buttons=("Report",)))
    press = await rig.press("Report")
    method = "POST /answers" if rig.bot.startswith("max") else "editMessageText"
    await rig.fault("accept-then-disconnect", method)

    await rig.show(screen("topic", buttons=("Roads",)), press)

    assert await rig.told() == ["topic"]


@pytest.mark.parametrize(("kind", "times"), [("disconnect", 1), ("accept-then-disconnect", 2)])
async def test_a_screen_is_sent_again_after_a_silence(rig: Rig, kind: str, times: int) -> None:
    """Seeing it twice is better than not at all."""
    await rig.fault(kind)

    await rig.show(screen("menu", buttons=("Report",), fresh=True))

    assert await rig.told() == ["menu"] * times


async def test_markup_that_telegram_refuses_is_sent_as_plain_words(telegram: Rig) -> None:
    """A mistake in a text never leaves a person without an answer."""
    await telegram.show(Screen(text=(html("<b>bold <i>words</b> &amp; more"),), fresh=True))
    await telegram.show(Screen(text=(html("<b>again</i>"),)))

    assert await telegram.told() == ["again"]


async def test_nobody_listening_means_that_nothing_was_delivered(rig: Rig) -> None:
    """Connection refused is not a doubt."""
    dead = "http://127.0.0.1:1"
    if rig.bot.startswith("max"):
        rig.client.wire._base = f"{dead}/"
    else:
        rig.client._session.api = type(rig.client._session.api).from_base(dead)

    with pytest.raises(TryLater):
        await send(rig)


async def test_a_person_who_blocked_the_bot_is_gone(rig: Rig) -> None:
    """For screens and notices alike."""
    await rig.phone.act("block")

    with pytest.raises(PersonGone):
        await send(rig)
    with pytest.raises(PersonGone):
        await rig.show(screen("menu", fresh=True))


async def test_a_chat_that_never_was_is_gone(rig: Rig) -> None:
    """Their account was deleted, or the number is wrong."""
    with pytest.raises(PersonGone):
        await rig.outbound.send("123456", LETTER)


async def test_max_answering_success_false_is_no_success(max_: Rig) -> None:
    """Nothing was sent, no reason given: later."""
    await max_.fault("success-false", "POST /messages")

    with pytest.raises(TryLater):
        await send(max_)


async def test_a_refused_token_tells_the_operator_what_to_do_and_not_the_token(rig: Rig) -> None:
    """And counts as "later" for whoever only wants to send."""
    await rig.fault("401")

    with pytest.raises(TokenRefused) as caught:
        await send(rig)

    assert rig.bot in str(caught.value)
    assert rig.stage.token(rig.bot) not in str(caught.value)
    assert isinstance(caught.value, TryLater)


async def test_a_token_of_the_wrong_shape_is_told_at_once() -> None:
    """Before anything is sent."""
    from bots.delivery.limits import Limits  # noqa: PLC0415 (this story alone)
    from bots.max.client import MaxClient  # noqa: PLC0415 (as above)
    from bots.telegram.client import TelegramClient  # noqa: PLC0415 (as above)

    with pytest.raises(TokenRefused):
        TelegramClient("telegram-staff", "no token", limits=Limits())
    with pytest.raises(TokenRefused):
        MaxClient("max-staff", "тайна", limits=Limits())


async def test_trouble_with_the_answer_to_a_press_does_not_spoil_the_screen(telegram: Rig) -> None:
    """The toast is lost, the screen is not."""
    await telegram.show(screen("menu", buttons=("Report",)))
    press = await telegram.press("Report")
    await telegram.fault("500", "answerCallbackQuery")

    await telegram.show(screen("topic", buttons=("Roads",)), press)

    assert await telegram.told() == ["topic"]


async def test_what_is_refused_for_good_says_why_without_ids(rig: Rig) -> None:
    """For the log and the operator."""
    chat = rig.account.chat
    if rig.bot.startswith("max"):
        sending = rig.client.post("messages", {"chat_id": chat}, {"text": "a" * 4001})
    else:
        sending = rig.client.call("sendMessage", {"chat_id": int(chat), "text": "a" * 4097})
    with pytest.raises(Rejected) as caught:
        await sending

    assert "4" in str(caught.value) or "long" in str(caught.value)
    assert rig.account.chat not in str(caught.value)


async def test_no_token_reaches_the_logs_whatever_happens(caplog: pytest.LogCaptureFixture) -> None:
    """Not in messages, not in errors, not in what aiohttp and asyncio say."""
    caplog.set_level(logging.DEBUG)
    for messenger in ("telegram", "max"):
        async with rigged(messenger) as rig:
            token = rig.stage.token(rig.bot)
            for kind in ("500", "disconnect", "401", "502-html"):
                await rig.fault(kind)
                with pytest.raises((TryLater, Uncertain)) as caught:
                    await send(rig)
                assert token not in repr(caught.value)
                assert caught.value.__cause__ is None
            assert token not in caplog.text
