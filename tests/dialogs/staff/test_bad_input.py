"""Bad input and races on the way of an answer: one clear sentence each, and the journal stays true."""

import pytest

from core.incidents.values import State
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from dialogs.engine.update import RemoteMedia, Said
from tests.dialogs.staff.steps import ANSWER, HOUR, approved, drafted, incident_in, routed
from tests.dialogs.town import Human, Town


async def test_a_draft_of_ten_thousand_characters_is_refused_and_nothing_is_lost(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """How long it is, and how much fits; the question stays."""
    await routed(town, olga, incident)
    await peter.start("draft", incident)
    await peter.say("ы" * 10_000)
    assert peter.error == Msg("draft-text.too-long", {"max": 3500, "length": 10_000})
    assert peter.ids == ["draft-text"]
    await peter.say("ы" * 3500)
    assert peter.ids == ["draft-media"]
    await peter.press("Пропустить")
    assert "Длинновато: 3 500 знаков" in peter.read().replace("\xa0", " ")


async def test_thirty_photos_of_proof_are_cut_to_ten(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The person is told that the rest was left out."""
    await routed(town, olga, incident)
    await peter.start("draft", incident)
    await peter.say(ANSWER)
    photos = tuple(RemoteMedia(kind="photo", ref=f"proof-{number}") for number in range(30))
    await peter.do(Said(media=photos))
    assert peter.error == Msg("engine-media-most", {"most": 10})
    await peter.press("Готово")
    await peter.press("Отправить на согласование")

    draft = incident_in(town, incident).draft
    assert draft is not None
    assert len(draft.media) == 10


async def test_a_draft_with_photos_in_one_message(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The caption is the answer, the photos are its proof: one message, one press."""
    await routed(town, olga, incident)
    await peter.start("draft", incident)
    await peter.photo("after", text=ANSWER)
    assert Msg("incident-files", {"count": 1}) in peter.text
    await peter.press("Отправить на согласование")

    draft = incident_in(town, incident).draft
    assert draft is not None
    assert (draft.text, draft.media) == (ANSWER, ("after",))


async def test_rude_words_in_a_draft_are_pointed_out(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """A hint on the tone before it is sent (ZAR-18); a person decides."""
    await routed(town, olga, incident)
    await peter.start("draft", incident)
    await peter.say("Идиоты, сами виноваты в этой яме")
    await peter.press("Пропустить")

    assert "Похоже, есть оскорбление" in peter.read()


async def test_an_executor_loses_the_message_while_drafting(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Routed anew before the draft was sent: it is told, nothing is handed in."""
    vera = await town.colleague(Role.EXECUTOR, "Белова Вера", unit="duty")
    await routed(town, olga, incident)
    await peter.start("draft", incident)
    await peter.say(ANSWER)
    await peter.press("Пропустить")
    await olga.start("executor", incident)
    await olga.press("Белова Вера · Единая дежурная служба")
    await peter.press("Отправить на согласование")

    assert peter.error == Msg("refusal-incident-not-yours")
    assert incident_in(town, incident).drafts == ()
    await drafted(town, vera, incident)
    assert incident_in(town, incident).state is State.ON_APPROVAL


async def test_a_new_kind_of_draft_replaces_the_one_on_approval(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The executor is told that it will; the curator's older button says so, too."""
    await routed(town, olga, incident)
    await peter.start("interim", incident)
    await peter.say("Заказали асфальт, засыпем до пятницы")
    await peter.press("Пропустить")
    await peter.press("Отправить на согласование")
    await peter.start("draft", incident)
    assert "Сейчас на согласовании: Промежуточный ответ. Новый текст его заменит" in peter.read()
    await peter.say(ANSWER)
    await peter.press("Пропустить")
    await peter.press("Отправить на согласование")
    await olga.start("approve", f"{incident}.1")
    assert Msg("refusal-draft-outdated") in olga.text
    await approved(town, olga, incident, 2)

    assert incident_in(town, incident).state is State.ANSWERED


async def test_a_person_asked_to_write_the_answer_before_their_turn(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """A co-executor's forged "write the answer" tells to wait."""
    vera = await town.colleague(Role.EXECUTOR, "Белова Вера", unit="duty")
    await olga.start("triage", incident)
    await olga.press("➕ Соисполнители")
    await olga.press("Белова Вера · Единая дежурная служба")
    await olga.press("Готово")
    await olga.press("✅ Распределить")
    await vera.start("draft", incident)
    assert vera.error == Msg("refusal-contributions-missing")
    await vera.start("interim", incident)
    assert vera.error == Msg("refusal-contributions-missing")
    await vera.start("contribute", incident)
    await vera.say("Х")
    assert vera.error == Msg("contribute-text.too-short", {"min": 2, "length": 1})
    assert peter.ids


async def test_a_returned_draft_is_told_to_whoever_presses_publish(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """There is nothing to publish of a bot's message."""
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await peter.start("publish", f"{incident}.1")

    assert peter.error == Msg("refusal-nothing-to-publish")


async def test_what_is_pressed_twice_is_done_once(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The messenger delivers each press again: one contribution, one return, one status."""
    await routed(town, olga, incident)
    await peter.start("status", incident)
    await peter.press("Ждём сведений от коллег")
    await peter.deliver_again()
    assert len(incident_in(town, incident).notes) == 1
    await peter.start("give-back", incident)
    await peter.press("Не наши полномочия")
    await peter.deliver_again()

    actor = await town.app.who(olga.account)
    assert actor is not None
    names = [entry.name for entry in (await town.app.staff_card(incident, by=actor)).history]
    assert names.count("given-back") == 1


@pytest.mark.parametrize(
    "dialog", ["triage", "reroute", "plan", "more", "due", "history", "give-back", "contribute", "interim"]
)
@pytest.mark.parametrize("arg", ["", "unknown", "unknown.1", "00000000000000000000000001.9"])
async def test_forged_subjects_are_one_sentence(olga: Human, dialog: str, arg: str) -> None:
    """Whatever stands in a button."""
    await olga.start(dialog, arg)

    assert olga.error is not None
    assert olga.error.id in {"refusal-incident-unknown", "refusal-no-right"}


async def test_the_digest_leads_to_what_is_late(town: Town, olga: Human, incident: IncidentId) -> None:
    """Empty while nothing is, a card's press away when something is."""
    await olga.start("register", "late")
    assert olga.ids == ["register-late.empty"]
    town.clock.advance(3 * HOUR)
    await olga.start("register", "late")
    await olga.press(olga.titles[0])
    assert olga.ids[0] == "incident-staff"
    assert incident
