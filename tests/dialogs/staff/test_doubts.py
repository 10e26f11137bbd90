"""Sendings in doubt: the curator is told, looks, and decides; once."""

import pytest

from core.notices.model import Lane
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.staff.steps import drafted, routed
from tests.dialogs.town import Human, Town


@pytest.fixture
async def doubtful(town: Town, anna: Human, olga: Human, peter: Human, incident: IncidentId) -> str:
    """The answer to Anna left, and no reply came: what is asked about it."""
    state = town.world.state.incidents[incident]
    curator, executor = await town.app.who(olga.account), await town.app.who(peter.account)
    assert curator is not None
    assert executor is not None
    await town.app.assign(incident, executor.person, by=curator)
    await town.post()
    await town.app.submit_draft(incident, "Яму засыпали сегодня утром", (), by=executor)
    await town.app.approve(incident, 1, by=curator)
    (parcel,) = await town.world.outbox.claim(anna.account.bot, Lane.INTERACTIVE, 5)
    await town.world.outbox.uncertain(parcel)
    await town.post()
    assert state.author == parcel.person
    return parcel.question


async def test_a_curator_is_told_and_sends_again(town: Town, anna: Human, olga: Human, doubtful: str) -> None:
    """What it was, to whom; then it goes out once more."""
    assert doubtful
    await olga.open(olga.letter("notice-uncertain"), "notice-uncertain.decide")
    assert "Кому: Анна" in olga.read()
    assert "Яму засыпали сегодня утром" in olga.read()
    await olga.press("Отправить ещё раз")
    assert Msg("doubt-resent") in olga.text
    await town.post()

    assert anna.letter("notice-answered").text[1] == Msg(
        "notice-text", {"text": "Яму засыпали сегодня утром"}
    )


async def test_left_as_it_is_nothing_goes_out(town: Town, anna: Human, olga: Human, doubtful: str) -> None:
    """The curator asked Anna: it had arrived."""
    await olga.command("menu")
    await olga.press("⚠️ Не ясно, дошло ли")
    await olga.press("Анна · сегодня в 12:00" if "Анна · сегодня в 12:00" in olga.titles else olga.titles[0])
    await olga.press("Оставить как есть")
    await town.post()

    assert [parcel.text[0].id for parcel in anna.letters()] == ["notice-taken-up"]
    await olga.command("menu")
    assert "⚠️ Не ясно, дошло ли" not in olga.titles
    assert doubtful


async def test_the_second_curator_finds_it_settled(town: Town, olga: Human, doubtful: str) -> None:
    """One clear sentence; nothing is sent twice."""
    vera = await town.colleague(Role.CURATOR, "Белова Вера")
    await vera.start("doubt", doubtful)
    await olga.start("doubt", doubtful)
    await olga.press("Отправить ещё раз")

    await vera.press("Отправить ещё раз")
    assert vera.error == Msg("refusal-doubt-settled")
    await vera.start("doubt", doubtful)
    assert vera.error == Msg("refusal-doubt-settled")


async def test_a_second_doubt_about_the_same_answer_is_another_question(
    town: Town, anna: Human, olga: Human, doubtful: str
) -> None:
    """Sent again, in doubt again: a press that is left from the first time decides nothing."""
    vera = await town.colleague(Role.CURATOR, "Белова Вера")
    await vera.start("doubt", doubtful)
    await olga.start("doubt", doubtful)
    await olga.press("Отправить ещё раз")
    (parcel,) = await town.world.outbox.claim(anna.account.bot, Lane.INTERACTIVE, 5)
    await town.world.outbox.uncertain(parcel)

    await vera.press("Отправить ещё раз")
    assert vera.error == Msg("refusal-doubt-settled")
    assert parcel.question != doubtful
    await vera.start("doubt", parcel.question)
    await vera.press("Оставить как есть")
    assert Msg("doubt-left") in vera.text


async def test_a_doubt_is_no_executors_business(peter: Human, doubtful: str) -> None:
    """Forged or forwarded."""
    await peter.start("doubt", doubtful)

    assert peter.error == Msg("refusal-no-right")


async def test_what_the_messenger_refused_for_good_is_sent_again_by_a_press(
    town: Town, anna: Human, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Curators are told and decide, once; the person may also have been reached otherwise."""
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await olga.start("approve", f"{incident}.1")
    (parcel,) = await town.world.outbox.claim(anna.account.bot, Lane.INTERACTIVE, 5)
    await town.world.outbox.failed(parcel, "Bad Request: chat not found")
    await town.post()
    await olga.open(olga.letter("notice-failed"), "notice-uncertain.decide")
    assert "Мессенджер не принял сообщение." in olga.read()
    assert olga.titles[:3] == ["Отправить ещё раз", "Оставить как есть", "Открыть сообщение"]
    await olga.press("Отправить ещё раз")
    await town.post()

    assert anna.letter("notice-answered").about == incident
    await olga.open(olga.letter("notice-failed"), "notice-uncertain.decide")
    assert olga.error == Msg("refusal-doubt-settled")


@pytest.mark.parametrize("forged", ["", "x-1", "9" * 40 + "-1", "7", "-"])
async def test_a_question_nobody_asks_is_settled(olga: Human, forged: str) -> None:
    """Buttons can be forged."""
    await olga.start("doubt", forged)

    assert olga.error == Msg("refusal-doubt-settled")
