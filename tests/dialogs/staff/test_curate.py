"""What a curator does besides: declines, redirects, asks, ties messages together, marks answers."""

from datetime import timedelta

from core.incidents.values import Decline, State
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from tests.dialogs.staff.steps import approved, drafted, incident_in, routed
from tests.dialogs.town import Human, Town


async def another(town: Town, anna: Human, text: str = "На улице Ленина у дома 5 огромная яма") -> IncidentId:
    """One more message of Anna's."""
    actor = await town.app.who(anna.account)
    assert actor is not None
    return await town.report(actor, text)


async def test_a_message_is_declined_with_a_reason_of_the_regulation(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """Reason, a comment if wanted, one more look; the author is told why (ZAR-19)."""
    await olga.start("incident", incident)
    await olga.press("Ещё…")
    await olga.press("🚫 Отклонить")
    await olga.press("брань или оскорбления")
    await olga.say("Напишите то же самое без грубостей, и мы поможем")
    assert "Автору сообщат причину: брань или оскорбления" in olga.read()
    await olga.press("🚫 Да, отклонить")
    assert Msg("decline-done", {"number": 1}) in olga.text
    await town.post()

    assert incident_in(town, incident).state is State.DECLINED
    assert anna.letter("notice-declined").about == incident
    await olga.start("incident", incident)
    assert "отклонено, брань или оскорбления, «Напишите то же самое" in olga.read()
    assert olga.titles == ["‹ Назад", "В меню"]
    await olga.start("decline", incident)
    assert olga.error == Msg("refusal-incident-closed", {"state": "declined"})


async def test_the_journal_keeps_who_was_alarmed_and_when(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """A threat and a significant message reach the heads at once, an insult does not (ZAR-19, ZAR-23)."""
    rude = await another(town, anna)
    await olga.start("triage", incident)
    await olga.press("Важность")
    await olga.press("‼️ общественно значимое")
    await olga.press("✅ Распределить")
    for subject, reason in (
        (incident, "угрозы должностному лицу или его близким"),
        (rude, "брань или оскорбления"),
    ):
        await olga.start("decline", subject)
        await olga.press(reason)
        await olga.press("Пропустить")
        await olga.press("🚫 Да, отклонить")

    await olga.start("incident", incident)
    told = "🚨 сразу узнали: Глава города, Руководитель"
    assert f"Смирнова Ольга: общественно значимое, {told}" in olga.read()
    assert f"отклонено, угрозы должностному лицу или его близким, {told}" in olga.read()
    await olga.start("incident", rude)
    assert "сразу узнали" not in olga.read()


async def test_the_other_curator_was_quicker_to_answer(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Declining what was answered meanwhile tells so."""
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await olga.start("decline", incident)
    await olga.press("угрозы должностному лицу или его близким")
    await olga.press("Пропустить")
    actor = await town.app.who(olga.account)
    assert actor is not None
    await town.app.approve(incident, 1, by=actor)
    await olga.press("🚫 Да, отклонить")

    assert Msg("refusal-incident-answered") in olga.text
    assert list(Decline)


async def test_an_appeal_is_redirected(town: Town, olga: Human, anna: Human, incident: IncidentId) -> None:
    """The author gets the way to file it (ZAR-2)."""
    await olga.start("redirect", incident)
    await olga.press("📮 Да, перенаправить")
    await town.post()

    assert incident_in(town, incident).state is State.REDIRECTED
    assert anna.letter("notice-redirected").about == incident
    await olga.start("triage", incident)
    assert Msg("refusal-incident-closed", {"state": "redirected"}) in olga.text


async def test_a_curator_asks_the_author_at_once(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """Nobody else approves a curator's question (ZAR-6)."""
    await olga.start("incident", incident)
    await olga.press("Ещё…")
    await olga.press("❓ Спросить автора")
    await olga.say("Где?")
    assert olga.error == Msg("ask-text.too-short", {"min": 10, "length": 4})
    await olga.say("У какого подъезда яма?")
    await olga.press("Спросить")
    await town.post()

    assert anna.letter("notice-asked").about == incident
    await olga.start("incident", incident)
    assert "Ждём ответа автора: У какого подъезда яма?" in olga.read()


async def test_a_repeat_is_linked_to_a_candidate_with_one_press(
    town: Town, olga: Human, peter: Human, anna: Human, incident: IncidentId
) -> None:
    """Both messages are shown before it is confirmed (ZAR-17)."""
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await approved(town, olga, incident)
    again = await another(town, anna)
    await olga.start("triage", again)
    assert "Похоже на № 1 (Ответ дан, сегодня в 12:00)" in olga.read()
    await olga.start("repeat", again)
    await olga.press("✅ № 1 · Яма на дороге · сегодня в 12:00")
    assert "№ 2 — повтор № 1?" in olga.read()
    assert olga.read().count("На улице Ленина у дома 5 огромная яма") == 2
    await olga.press("🔁 Да, это повтор")
    assert Msg("repeat-done", {"number": 2, "other": 1}) in olga.text

    await olga.start("incident", again)
    assert "Повтор вопроса № 1" in olga.read()


async def test_what_came_later_is_not_offered_as_what_is_repeated(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """A repeat names an earlier message (ZAR-17), so the first of two alike has nothing to repeat."""
    await another(town, anna)
    await olga.start("repeat", incident)
    assert not [title for title in olga.titles if "№" in title]


async def test_wrong_numbers_of_a_repeat_are_told_apart(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """No number, an unknown one, itself, a later one."""
    town.clock.advance(timedelta(minutes=1))
    await another(town, anna, "Снова яма на Мира")
    await olga.start("repeat", incident)
    await olga.say("вчерашний")
    assert olga.error == Msg("repeat-number.number-malformed")
    await olga.say("77")
    assert olga.error == Msg("refusal-incident-unknown")
    await olga.say("1")
    await olga.press("🔁 Да, это повтор")
    assert olga.error == Msg("refusal-join-itself")
    await olga.press("Другой номер")
    await olga.say("№ 2")
    await olga.press("🔁 Да, это повтор")

    assert olga.error == Msg("refusal-link-forward")
    assert incident_in(town, incident).repeats is None


async def test_two_messages_on_one_matter_are_merged(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """The second closes, its author gets the first one's answer (T14)."""
    boris = await town.resident("boris", name="Борис")
    second = await town.report(boris, "На улице Ленина у дома 5 огромная яма")
    await olga.start("merge", second)
    await olga.press("🆕 № 1 · Яма на дороге · сегодня в 12:00")
    await olga.press("🔗 Объединить")
    assert Msg("merge-done", {"number": 2, "other": 1}) in olga.text
    await olga.start("incident", second)
    assert "Объединено с № 1" in olga.read()
    await olga.start("incident", incident)
    assert "Присоединились: 1" in olga.read()

    await olga.start("merge", second)
    assert olga.error == Msg("refusal-incident-closed", {"state": "joined"})
    assert anna.ids


async def test_only_an_answer_is_marked(town: Town, olga: Human, peter: Human, incident: IncidentId) -> None:
    """Before there is one, one sentence."""
    await olga.start("grade", incident)
    assert olga.error == Msg("refusal-not-answered-yet")
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await approved(town, olga, incident)
    await olga.start("grade", incident)
    await olga.press("4")

    assert incident_in(town, incident).quality == 4
