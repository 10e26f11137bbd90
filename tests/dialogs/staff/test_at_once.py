"""Routed with one press on the notice (ZAR-8): where nothing is left to judge, and never over somebody."""

import pytest

from core.incidents.values import State
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.staff.steps import incident_in
from tests.dialogs.town import Human, Town

NOW = "notice-proposed.assign"


async def reported(town: Town, anna: Human, text: str, topic: str) -> IncidentId:
    """One more message of Anna's, with its notices."""
    actor = await town.app.who(anna.account)
    assert actor is not None
    made = await town.report(actor, text, topic=topic)
    await town.post()
    return made


async def test_one_press_routes_as_proposed_and_tells_to_whom(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The notice names the unit; the screen the person, the time left, and the way to change it."""
    letter = olga.letter("notice-registered")
    assert Msg("notice-proposed", {"unit": "Управление дорог и транспорта"}) in letter.text
    await olga.open(letter, NOW)
    told = olga.read()
    assert "№ 1 поручено: Ковалёв Пётр\nЯма на дороге\nУведомление уже ушло." in told
    assert "Проект ответа: завтра в 09:00, осталось 5 ч" in told
    assert "Ответ автору: завтра в 12:00, осталось 8 ч" in told
    await town.post()
    assert peter.letter("notice-assigned").about == incident

    await olga.press("Изменить распределение")
    assert "plan-check" in olga.ids


async def test_of_two_curators_who_press_the_second_is_told_who_was_quicker(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Whatever they had set meanwhile stays; a press weeks old changes nothing either."""
    vera = await town.colleague(Role.CURATOR, "Лебедева Вера", bot="max-staff")
    ivan = await town.colleague(Role.EXECUTOR, "Орлов Иван", unit="housing")
    assert peter.ids
    await olga.start("triage", incident)
    await olga.press("Исполнитель")
    await olga.say("Орлов")
    await olga.press("✅ Распределить")
    before = incident_in(town, incident).version
    await vera.start("assign-at-once", incident)

    assert Msg("refusal-incident-assigned", {"executor": "Орлов Иван"}) in vera.text
    assert "incident-staff" in vera.ids
    actor = await town.app.who(ivan.account)
    assert actor is not None
    assert (incident_in(town, incident).executor, incident_in(town, incident).version) == (
        actor.person,
        before,
    )


async def test_whoever_may_not_assign_forges_nothing(town: Town, peter: Human, incident: IncidentId) -> None:
    """An executor sends the button's data."""
    await peter.start("assign-at-once", incident)

    assert peter.error == Msg("refusal-no-right")
    assert incident_in(town, incident).state is State.NEW


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Лифт стоит третий день, поднимаемся пешком", "lift"),
        ("Во дворе не горят фонари, вечером темно", "pothole"),
        ("На улице Ленина у дома 5 огромная яма", "pothole"),
    ],
)
async def test_what_is_not_sure_opens_the_triage(
    town: Town, olga: Human, anna: Human, peter: Human, incident: IncidentId, text: str, topic: str
) -> None:
    """A unit without people, words that speak for another topic, an earlier message about the same."""
    assert peter.ids
    assert incident
    other = await reported(town, anna, text, topic)
    await olga.open(olga.letter("notice-registered"), NOW)

    assert olga.ids[0] in {"plan-check", "plan-executor"}
    assert incident_in(town, other).state is State.NEW


async def test_what_has_to_be_judged_is_not_offered_to_be_routed_at_once(
    town: Town, olga: Human, anna: Human, peter: Human
) -> None:
    """A threat in the words: read first; a forged press opens the triage."""
    assert peter.ids
    rude = await reported(town, anna, "Яма на дороге! Убью всех в вашей администрации", "pothole")
    assert NOW not in [button.title.id for button in olga.letter("notice-registered").buttons]

    await olga.start("assign-at-once", rude)
    assert "plan-check" in olga.ids


async def test_who_gave_it_back_does_not_get_it_at_once(
    olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The old notice's button opens the triage then."""
    await olga.start("assign-at-once", incident)
    await peter.start("give-back", incident)
    await peter.press("Тема указана неверно")
    await olga.start("assign-at-once", incident)

    assert olga.ids == ["plan-executor"]
