"""Decisions on drafts: a full rework with its slack, races, a chain in which the executor approves first."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.incidents.values import State
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.core import city
from tests.dialogs.staff.steps import ANSWER, HOUR, approved, drafted, incident_in, routed
from tests.dialogs.town import Human, Town


async def test_a_full_rework_shows_the_slack_that_is_left(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Draft at hour 5, returned at 6, reworked at 7, approved at 8: in time, and no minute to lose."""
    await routed(town, olga, incident)
    town.clock.advance(timedelta(hours=21))  # tomorrow at 09:00, hour 5
    await drafted(town, peter, incident)
    await olga.start("return", f"{incident}.1")
    assert "до срока ответа останется 1 ч" in olga.read()
    town.clock.advance(HOUR)
    await olga.start("return", f"{incident}.1")
    assert "до срока ответа останется 0 мин" in olga.read()
    await olga.press("Напишите, когда будет сделано")
    await town.post()

    town.clock.advance(HOUR)
    await peter.open(peter.letter("notice-returned"), "notice-assigned.draft")
    assert "Замечание: Напишите, когда будет сделано" in peter.read()
    await peter.say("Яму засыпали 5 мая утром")
    await peter.press("Пропустить")
    await peter.press("Отправить на согласование")
    await olga.start("return", f"{incident}.2")
    assert "ответ опоздает на 1 ч" in olga.read()
    town.clock.advance(HOUR)
    await approved(town, olga, incident, 2)

    assert incident_in(town, incident).state is State.ANSWERED
    actor = await town.app.who(olga.account)
    assert actor is not None
    names = [entry.name for entry in (await town.app.staff_card(incident, by=actor)).history]
    assert "deadline-missed" not in names


async def test_two_curators_approve_and_one_answer_goes_out(
    town: Town, olga: Human, peter: Human, anna: Human, incident: IncidentId
) -> None:
    """The second press is told that it is out, and sees the card."""
    vera = await town.colleague(Role.CURATOR, "Лебедева Вера", bot="max-staff")
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await vera.start("confirm", f"{incident}.1")
    await approved(town, olga, incident)
    await vera.press("✅ Да, согласовать")
    await town.post()

    assert Msg("refusal-incident-answered") in vera.text
    assert "incident-staff" in vera.ids
    assert [letter.text[0].id for letter in anna.letters()].count("notice-answered") == 1


async def test_one_approves_while_the_other_returns(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Whoever is first decides; the other reads why nothing came of their press."""
    vera = await town.colleague(Role.CURATOR, "Лебедева Вера", bot="max-staff")
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await vera.start("return", f"{incident}.1")
    await approved(town, olga, incident)
    await vera.say("Добавьте фото, пожалуйста")
    assert Msg("refusal-incident-answered") in vera.text
    assert incident_in(town, incident).state is State.ANSWERED


async def test_one_returns_while_the_other_approves(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The other way round: nothing goes out."""
    vera = await town.colleague(Role.CURATOR, "Лебедева Вера", bot="max-staff")
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await vera.start("confirm", f"{incident}.1")
    await olga.start("return", f"{incident}.1")
    await olga.press("Добавьте фото")
    await vera.press("✅ Да, согласовать")

    assert Msg("refusal-draft-not-on-approval") in vera.text
    assert incident_in(town, incident).state is State.REWORK


@pytest.fixture
def chained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Town:
    """A city where specialists draft, executors approve, then the curator."""
    profile = tmp_path / "demo.toml"
    text = city.PROFILE.read_text(encoding="utf-8")
    profile.write_text(
        text.replace('chain = ["curator"]', 'chain = ["executor", "curator"]'), encoding="utf-8"
    )
    monkeypatch.setattr(city, "PROFILE", profile)
    return Town()


async def test_a_specialist_drafts_the_executor_approves_then_the_curator(chained: Town) -> None:
    """The executor finds the draft under "awaiting approval", from the phone; the author gets it last."""
    town = chained
    anna = await town.newcomer()
    olga = await town.colleague(Role.CURATOR, "Смирнова Ольга")
    peter = await town.colleague(Role.EXECUTOR, "Ковалёв Пётр", unit="roads")
    gleb = await town.colleague(Role.SPECIALIST, "Громов Глеб", unit="roads")
    author = await town.app.who(anna.account)
    assert author is not None
    incident = await town.report(author)
    await routed(town, olga, incident)
    assert incident_in(town, incident).executor == (await town.app.who(peter.account)).person  # type: ignore[union-attr]  # signed in above

    await gleb.start("incident", incident)
    await gleb.press("✏️ Написать ответ")
    await gleb.say(ANSWER)
    await gleb.press("Пропустить")
    await gleb.press("Отправить на согласование")
    await town.post()
    await olga.start("approve", f"{incident}.1")
    assert olga.error == Msg("refusal-executor-approves-first")

    await peter.command("menu")
    assert "Ждут согласования: 1" in peter.read()
    await peter.press("На согласовании")
    await peter.press(peter.titles[0])
    await peter.press("✅ Согласовать")
    assert "Дальше решит куратор" in peter.read()
    await peter.press("✅ Да, согласовать")
    assert Msg("approve-done.further", {"number": 1}) in peter.text
    await town.post()

    await olga.start("incident", incident)
    assert "Ковалёв Пётр: согласовано, теперь решает Куратор" in olga.read()
    await approved(town, olga, incident)
    assert anna.letter("notice-answered").about == incident


async def test_an_executors_own_draft_needs_no_approval_of_theirs(chained: Town) -> None:
    """It goes to the curator at once."""
    town = chained
    olga = await town.colleague(Role.CURATOR, "Смирнова Ольга")
    peter = await town.colleague(Role.EXECUTOR, "Ковалёв Пётр", unit="roads")
    incident = await town.report(await town.resident("anna"))
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await approved(town, olga, incident)

    assert incident_in(town, incident).state is State.ANSWERED
