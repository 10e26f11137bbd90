"""A resident follows their incidents: the list, the card in each state, the answer; nobody else's."""

from core.shared.ids import FileId, IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Human, Town

PROOF = FileId("after")
WORDS = "На улице Ленина у дома 5 огромная яма"


async def reported(anna: Human, town: Town) -> IncidentId:
    """Anna's incident, as the core knows it."""
    actor = await town.app.who(anna.account)
    assert actor is not None
    return await town.report(actor, WORDS, media=("before",))


async def test_an_empty_list_says_so(anna: Human) -> None:
    """And leads back."""
    await anna.press("Мои обращения")

    assert anna.ids == ["mine-list.empty"]
    assert anna.titles == ["В меню"]


async def test_the_card_tells_the_state_in_plain_words(anna: Human, town: Town) -> None:
    """New, in work, being checked, in work again, answered with the answer's photo."""
    incident = await reported(anna, town)
    olga = await town.member(Role.CURATOR, "olga")
    peter = await town.member(Role.EXECUTOR, "peter", unit="roads")

    await anna.press("Мои обращения")
    await anna.press("🕓 № 1 · Яма на дороге")
    assert "Принято, выбираем, кто займётся" in anna.read()
    assert anna.screen.media == ("before",)

    await town.app.assign(incident, peter.person, by=olga)
    await anna.start("incident", incident)
    assert "В работе: готовим ответ" in anna.read()
    assert "передано: Управление дорог и транспорта" in anna.read()
    assert "Иванова" not in anna.read()

    await town.app.submit_draft(incident, "Засыпали вчера вечером", (PROOF,), by=peter)
    await anna.start("incident", incident)
    assert "его проверяют" in anna.read()
    assert "Засыпали" not in anna.read()

    await town.app.return_draft(incident, 1, "Уточните срок", by=olga)
    await anna.start("incident", incident)
    assert "В работе: готовим ответ" in anna.read()
    assert "Уточните" not in anna.read()

    await town.app.submit_draft(incident, "Засыпали вчера вечером", (PROOF,), by=peter)
    await town.app.approve(incident, 2, by=olga)
    await anna.start("incident", incident)
    assert "Засыпали вчера вечером" in anna.read()
    assert anna.screen.media == ("after",)
    await anna.press("В меню")
    await anna.press("Мои обращения")
    assert anna.titles[0] == "✅ № 1 · Яма на дороге"


async def test_the_answer_arrives_by_itself_and_opens_the_card(anna: Human, town: Town) -> None:
    """With its photo and a button."""
    incident = await reported(anna, town)
    olga = await town.member(Role.CURATOR, "olga")
    peter = await town.member(Role.EXECUTOR, "peter")
    await town.app.assign(incident, peter.person, by=olga)
    await town.app.submit_draft(incident, "Засыпали вчера вечером", (PROOF,), by=peter)
    await town.app.approve(incident, 1, by=olga)
    await town.post()

    letter = anna.letter("notice-answered")
    assert letter.media == ("after",)
    await anna.open(letter, "notice-answered.open")

    assert anna.ids[0] == "incident-own"
    assert "Засыпали вчера вечером" in anna.read()


async def test_another_residents_incident_does_not_exist(anna: Human, town: Town) -> None:
    """By a deep link, by a forged button, by a list's press: always the same sentence."""
    incident = await reported(anna, town)
    boris = await town.newcomer("telegram-citizen")

    await boris.link(f"incident-{incident}")
    assert boris.error == Msg("refusal-incident-unknown")
    assert "яма" not in boris.read()
    await boris.forge(f"@incident.{incident}")
    assert boris.error == Msg("refusal-incident-unknown")
    await boris.forge("@incident.' OR 1=1")
    assert boris.error == Msg("refusal-incident-unknown")
    await boris.command("mine")
    assert boris.ids[-1] == "mine-list.empty"


async def test_a_deep_link_opens_ones_own(anna: Human, town: Town) -> None:
    """`incident-<id>`, from a letter or a forwarded message."""
    incident = await reported(anna, town)
    await anna.link(f"incident-{incident}")

    assert anna.ids[0] == "incident-own"


async def test_a_long_list_turns_pages(anna: Human, town: Town) -> None:
    """Newest first, six a page."""
    for _ in range(14):
        await reported(anna, town)
    await anna.press("Мои обращения")
    assert anna.titles[0] == "🕓 № 14 · Яма на дороге"

    await anna.press("engine-next")
    await anna.press("engine-next")
    assert anna.titles[:2] == ["🕓 № 2 · Яма на дороге", "🕓 № 1 · Яма на дороге"]
    await anna.press("🕓 № 1 · Яма на дороге")
    await anna.press("‹ Назад")
    assert anna.titles[0] == "🕓 № 2 · Яма на дороге"


async def test_an_english_reader_sees_the_topic_in_english(town: Town) -> None:
    """On the card; the register itself stays Russian."""
    ann = await town.newcomer("max-citizen", language="en")
    incident = await reported(ann, town)
    await ann.start("incident", incident)

    assert "Pothole" in ann.read()
