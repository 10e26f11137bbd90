"""The main job across messengers: a resident in MAX, staff in Telegram, notices and buttons between them."""

from core.incidents.values import State
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Human, Town

ANSWER = "Яму засыпали сегодня утром"


async def drafted(peter: Human, town: Town, text: str = ANSWER) -> None:
    """Peter writes an answer with a photo, from his notice."""
    newest = next(p for p in reversed(peter.letters()) if p.buttons)
    await peter.open(newest, "notice-assigned.draft")
    await peter.say(text)
    if "Прислать новые" in peter.titles:
        await peter.press("Прислать новые")
    await peter.photo("after")
    await peter.press("Готово")
    await peter.press("Отправить на согласование")
    await town.post()


async def assigned(olga: Human, town: Town) -> None:
    """Olga routes the newest incident from its notice, as it is proposed."""
    await olga.open(olga.letter("notice-registered"), "notice-registered.assign")
    await olga.press("✅ Распределить")
    await town.post()


async def test_from_the_notice_to_the_answer(
    town: Town, anna: Human, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Registered, assigned, drafted with a photo, approved with one press, read by the resident."""
    await olga.open(olga.letter("notice-registered"), "notice-registered.assign")
    assert "Исполнитель: ⭐ Ковалёв Пётр · Управление дорог и транспорта" in olga.read()
    await olga.press("✅ Распределить")
    assert Msg("plan-done", {"number": 1, "executor": "Ковалёв Пётр"}) in olga.text
    await town.post()

    await drafted(peter, town)
    assert Msg("draft-sent", {"number": 1}) in peter.text

    letter = olga.letter("notice-draft")
    assert letter.media == ("after",)
    await olga.open(letter, "notice-draft.approve")
    assert Msg("approve-done", {"number": 1}) in olga.text
    await town.post()

    assert anna.letter("notice-answered").media == ("after",)
    assert peter.letter("notice-published").text[0].args["number"] == 1
    await anna.open(anna.letter("notice-answered"), "notice-answered.open")
    assert ANSWER in anna.read()
    assert town.world.state.incidents[incident].state is State.ANSWERED


async def test_a_returned_draft_comes_back_with_its_remark(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The executor sees the remark and the earlier text, and may keep the photos."""
    await assigned(olga, town)
    await drafted(peter, town)
    await olga.open(olga.letter("notice-draft"), "notice-draft.return")
    await olga.say("да")
    assert olga.error == Msg("return-remark.too-short", {"min": 3, "length": 2})
    await olga.say("Когда именно?")
    assert Msg("return-done", {"number": 1}) in olga.text
    await town.post()

    await peter.open(peter.letter("notice-returned"), "notice-assigned.draft")
    assert "Замечание: Когда именно?" in peter.read()
    assert ANSWER in peter.read()
    await peter.say("Яму засыпали 5 мая утром")
    await peter.press("Оставить прежние")
    assert peter.screen.media == ("after",)
    await peter.press("Отправить на согласование")

    second = town.world.state.incidents[incident].draft
    assert second is not None
    assert (second.number, second.media) == (2, ("after",))


async def test_earlier_photos_can_be_replaced_or_left_out(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """A changed mind on the check page, too."""
    await assigned(olga, town)
    await drafted(peter, town)
    await peter.open(peter.letter("notice-assigned"), "notice-assigned.draft")
    await peter.say("Яму засыпали 5 мая утром")
    await peter.press("Прислать новые")
    await peter.photo("newer")
    await peter.press("Готово")
    assert Msg("incident-files", {"count": 1}) in peter.text
    await peter.press("Изменить фото")
    await peter.press("Отправить без фото")
    assert Msg("draft-check.no-proof") in peter.text
    await peter.press("Отправить на согласование")

    newest = town.world.state.incidents[incident].draft
    assert newest is not None
    assert newest.media == ()


async def test_a_press_weeks_later_shows_how_things_stand(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Every button of every old notice: one sentence, nothing changed."""
    await assigned(olga, town)
    await drafted(peter, town)
    old = olga.letter("notice-draft")
    await olga.open(old, "notice-draft.approve")
    await town.post()
    before = town.world.state.incidents[incident].version

    await olga.open(old, "notice-draft.approve")
    assert Msg("refusal-incident-answered") in olga.text
    assert "incident-staff" in olga.ids
    await olga.open(old, "notice-draft.return")
    assert olga.error == Msg("refusal-incident-answered")
    await olga.open(olga.letter("notice-registered"), "notice-registered.assign")
    assert Msg("refusal-incident-answered") in olga.text
    assert "incident-staff" in olga.ids
    await peter.open(peter.letter("notice-assigned"), "notice-assigned.draft")
    assert peter.error == Msg("refusal-incident-answered")

    assert town.world.state.incidents[incident].version == before


async def test_an_old_drafts_button_never_approves_the_newer_one(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The curator read the first version; the second one has to be read, too."""
    await assigned(olga, town)
    await drafted(peter, town)
    old = olga.letter("notice-draft")
    await drafted(peter, town, "Совсем другой ответ жителю")

    await olga.open(old, "notice-draft.approve")

    assert Msg("refusal-draft-outdated") in olga.text
    assert "Совсем другой ответ" in olga.read()
    assert town.world.state.incidents[incident].state is State.ON_APPROVAL


async def test_the_quicker_curator_assigns_and_the_other_sees_to_whom(
    town: Town, olga: Human, incident: IncidentId
) -> None:
    """The notice went to both; the second press shows the card."""
    vera = await town.colleague(Role.CURATOR, "Белова Вера", bot="max-staff")
    await assigned(olga, town)
    assert town.world.state.incidents[incident].executor is not None

    await vera.start("assign", incident)

    assert Msg("refusal-incident-assigned", {"executor": "Ковалёв Пётр"}) in vera.text
    assert "Изменить распределение" in vera.titles


async def test_a_draft_under_way_survives_other_notices(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Opened again from the notice, what was typed is still there."""
    await assigned(olga, town)
    letter = peter.letter("notice-assigned")
    await peter.open(letter, "notice-assigned.draft")
    await peter.say(ANSWER)
    await peter.open(letter, "notice-registered.open")
    assert peter.ids[0] == "incident-staff"
    await peter.open(letter, "notice-assigned.draft")

    assert peter.ids[0] == "draft-media"
    assert town.world.state.incidents[incident].drafts == ()


async def test_an_approval_delivered_twice_answers_once(
    town: Town, anna: Human, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The resident gets one answer."""
    await assigned(olga, town)
    await drafted(peter, town)
    await olga.open(olga.letter("notice-draft"), "notice-draft.approve")
    await olga.deliver_again()
    await town.post()

    told = [parcel.text[0].id for parcel in anna.letters()]
    assert told == ["notice-taken-up", "notice-answered"]
    assert town.world.state.incidents[incident].state is State.ANSWERED
