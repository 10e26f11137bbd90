"""Hints where people decide: in the curator's notice and on the card; they stop nothing."""

from core.shared.lines import stacked
from core.shared.msg import Msg
from tests.dialogs.town import Human, Town

RUDE = "Идиоты, снова яма! Я вас всех убью, если не засыпете"


async def test_a_curator_sees_in_the_notice_and_on_the_card_what_to_look_at(
    town: Town, anna: Human, olga: Human
) -> None:
    """A threat first, then an insult; the message goes its way like any other (ZAR-19)."""
    assert olga.ids
    actor = await town.app.who(anna.account)
    assert actor is not None
    await town.report(actor, RUDE)
    await town.post()

    letter = olga.letter("notice-registered")
    assert stacked(Msg("hint-threat"), Msg("hint-insult")) in letter.text
    await olga.open(letter, "notice-registered.open")
    assert "⚠️ Похоже на угрозу\n⚠️ Похоже, есть оскорбление" in olga.read()
    assert "Распределить" in olga.titles


async def test_an_ordinary_message_carries_no_hint(town: Town, anna: Human, olga: Human) -> None:
    """Neither in the notice nor on the card."""
    assert olga.ids
    actor = await town.app.who(anna.account)
    assert actor is not None
    await town.report(actor, "Застрахуй дом, а дерево всё равно угрожает упасть")
    await town.post()

    letter = olga.letter("notice-registered")
    assert Msg("hint-threat") not in letter.text
    await olga.open(letter, "notice-registered.open")
    assert "⚠️" not in olga.read()
