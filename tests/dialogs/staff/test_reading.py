"""Reading everything that was said about a message: by whom, and never more than can be read at once."""

from core.incidents.beside import NOTES_MAX
from core.shared.ids import IncidentId
from dialogs.staff.reading import FILES
from tests.dialogs.town import Human, Town


async def test_whoever_added_words_is_named(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """A neighbour who joined is not the author."""
    author = await town.app.who(anna.account)
    assert author is not None
    neighbour = await town.resident("boris", name="Борис")
    await town.app.follow(incident, by=neighbour)
    await town.app.author_writes(incident, "Стало ещё глубже", by=author)
    await town.app.author_writes(incident, "И у нас тоже", by=neighbour)

    await olga.start("words", incident)

    assert "Анна, сегодня в 12:00:\nСтало ещё глубже" in olga.read()
    assert "Борис, сегодня в 12:00:\nИ у нас тоже" in olga.read()
    assert "Дальше ›" not in olga.titles


async def test_a_flood_of_words_and_photos_is_read_page_by_page(
    town: Town, olga: Human, anna: Human, incident: IncidentId
) -> None:
    """One press would else send the curator a hundred messages and a thousand photos."""
    author = await town.app.who(anna.account)
    assert author is not None
    for number in range(NOTES_MAX):
        photos = tuple(f"photo-{number}-{each}" for each in range(3))
        await town.app.author_writes(incident, f"Слово {number}. " + "Ой! " * 200, photos, by=author)

    await olga.start("words", incident)
    seen: list[str] = []
    while True:
        assert len(olga.read()) < 8000
        assert len(olga.screen.media) <= FILES
        seen += [line[:8] for line in olga.read().splitlines() if line.startswith("Слово")]
        if "Дальше ›" not in olga.titles:
            break
        await olga.press("Дальше ›")

    assert len(seen) == NOTES_MAX
    await olga.press("‹ Назад")
    assert "Дальше ›" in olga.titles


async def test_a_page_that_is_not_there_is_the_last_one(olga: Human, incident: IncidentId) -> None:
    """Whatever a forged button says."""
    for page in ("7", "999999", "x", "-1"):
        await olga.start("words", f"{incident}.{page}")
        assert "№ 1" in olga.read()
