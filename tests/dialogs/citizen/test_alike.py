"""A report that somebody made already: joined, added to, or sent all the same."""

from core.shared.ids import IncidentId
from tests.dialogs.town import Human, Town

WORDS = "На улице Ленина у дома 5 огромная яма"
AGAIN = "Большая яма на дороге возле дома Ленина 5, колесо пробил"


async def reported(anna: Human, town: Town) -> IncidentId:
    """Anna wrote about the pit first, with its address."""
    await anna.say(WORDS)
    await anna.press("Яма на дороге")
    await anna.say("ул. Ленина, 5")
    await anna.press("Пропустить")
    await anna.press("Отправить")
    (incident,) = town.world.state.incidents
    return incident


async def again(human: Human, words: str = AGAIN, where: str = "Ленина 5") -> None:
    """Up to the place."""
    await human.say(words)
    await human.press("Яма на дороге")
    await human.say(where)


async def test_a_neighbour_joins_and_their_words_are_kept(anna: Human, town: Town) -> None:
    """Instead of a second message: the same answer for both, and what was written stands beside."""
    incident = await reported(anna, town)
    boris = await town.newcomer("telegram-citizen")
    await again(boris)
    assert "Похоже, об этом уже сообщили" in boris.read()
    await boris.press("👥 Присоединиться к № 1")
    assert "Вы присоединились к сообщению № 1." in boris.read()
    found = town.world.state.incidents[incident]
    assert len(town.world.state.incidents) == 1
    assert [note.text for note in found.notes] == [AGAIN]
    await boris.command("mine")
    assert boris.titles[0] == "🕓 № 1 · Яма на дороге"


async def test_something_else_is_sent_all_the_same(anna: Human, town: Town) -> None:
    """An offer is no obstacle: one press, and the report goes on."""
    await reported(anna, town)
    boris = await town.newcomer("telegram-citizen")
    await again(boris)
    await boris.press("Нет, это другое")
    await boris.press("Пропустить")
    await boris.press("Отправить")
    assert "Сообщение № 2 принято." in boris.read()


async def test_ones_own_message_is_added_to(anna: Human, town: Town) -> None:
    """Whoever writes about it again is told that it is theirs already."""
    incident = await reported(anna, town)
    await again(anna)
    await anna.press("Это моё, дополнить № 1")
    assert "Добавили к № 1." in anna.read()
    assert [note.text for note in town.world.state.incidents[incident].notes] == [AGAIN]


async def test_where_nothing_is_alike_nobody_is_asked(anna: Human, town: Town) -> None:
    """Another street: the next question is the photo."""
    await reported(anna, town)
    boris = await town.newcomer("telegram-citizen")
    await again(boris, where="проспект Мира, 90")
    assert boris.ids == ["report-media"]
