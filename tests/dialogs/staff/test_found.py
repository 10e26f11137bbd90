"""Messages found elsewhere (ZAR-4, ZAR-6): forwarded or typed, with a link, registered in a few presses."""

import pytest

from core.deadlines.terms import SourceKind
from core.incidents.model import Incident
from core.shared.msg import Msg
from core.shared.roles import Role
from dialogs.engine.update import Point, RemoteMedia, Said, Whence
from dialogs.staff.found import parted
from tests.dialogs.town import Human, Town


def registered(town: Town) -> Incident:
    """The only incident there is."""
    (found,) = town.world.state.incidents.values()
    return found


async def test_a_typed_post_with_its_link_takes_three_presses(town: Town, olga: Human, peter: Human) -> None:
    """Text and link in one message; topic, register; then it is routed at once."""
    assert peter.ids
    await olga.say("На Мира, 7 провалился асфальт, яма в метр\nhttps://vk.com/wall-1_22")
    await olga.press("💡 Яма на дороге")
    told = olga.read()
    assert "Откуда: соцсеть" in told
    assert "🔗 https://vk.com/wall-1_22" in told
    assert "Автор: имя не указано (впишите, если знаете)" in told
    await olga.press("✅ Зарегистрировать")
    assert Msg("found-done", {"number": 1}) in olga.text
    assert "plan-check" in olga.ids

    found = registered(town)
    assert found.author is None
    assert found.text == "На Мира, 7 провалился асфальт, яма в метр"
    assert (found.origin.kind, found.origin.link) == (SourceKind.NETWORK, "https://vk.com/wall-1_22")


async def test_a_forwarded_post_with_photos_and_no_link(town: Town, olga: Human) -> None:
    """The photos come along; where it stood is asked; author and place can be added."""
    await olga.press("Входящие")
    photos = tuple(RemoteMedia(kind="photo", ref=f"post-{number}") for number in range(2))
    await olga.do(Said(text="Во дворе на Мира не горят фонари", media=photos, forwarded=True))
    await olga.press("соцсеть")
    await olga.say("нет ссылки")
    assert olga.error == Msg("found-link.link-malformed")
    await olga.say("ok.ru/group/1")
    await olga.press("💡 Не горят фонари" if "💡 Не горят фонари" in olga.titles else olga.titles[0])
    assert olga.screen.media == ("post-0", "post-1")
    await olga.press("Указать автора")
    await olga.say("Соседка Лена")
    await olga.press("Указать место")
    await olga.do(Said(point=Point(55.5, 37.5)))
    await olga.press("✅ Зарегистрировать")

    found = registered(town)
    assert found.origin.author_name == "Соседка Лена"
    assert found.location.latitude == 55.5
    assert found.media == ("post-0", "post-1")
    await olga.start("incident", found.id)
    assert "От кого: Соседка Лена" in olga.read()
    assert "Откуда: соцсеть, https://ok.ru/group/1" in olga.read()


async def test_a_forwarded_post_of_a_channel_brings_its_link_and_its_author(town: Town, olga: Human) -> None:
    """Topic, register: nothing is typed. Another link in the words stays there."""
    post = Whence("Подслушано в Заречном", "https://t.me/zarechny/512")
    await olga.do(Said(text="Яма на Мира, подробнее: https://vk.com/wall-1_2", forwarded=True, origin=post))
    assert olga.ids[0] == "found-topic"
    await olga.press(olga.titles[0])
    assert "🔗 https://t.me/zarechny/512" in olga.read()
    assert "Автор: Подслушано в Заречном" in olga.read()
    await olga.press("✅ Зарегистрировать")

    found = registered(town)
    assert found.text == "Яма на Мира, подробнее: https://vk.com/wall-1_2"
    assert (found.origin.kind, found.origin.link) == (SourceKind.NETWORK, "https://t.me/zarechny/512")
    assert found.origin.author_name == "Подслушано в Заречном"


async def test_a_post_forwarded_where_its_text_is_asked_brings_the_same(town: Town, olga: Human) -> None:
    """By the button first: the link and the author come along, the address in typed words is taken out."""
    await olga.start("register")
    await olga.press("➕ Найдено в сети")
    await olga.do(
        Said(
            text="Яма на Мира, объехать нельзя",
            forwarded=True,
            media=(RemoteMedia(kind="photo", ref="hole"),),
            origin=Whence("Подслушано", "https://t.me/zarechny/512"),
        )
    )
    await olga.press(olga.titles[0])
    assert "🔗 https://t.me/zarechny/512" in olga.read()
    assert "Автор: Подслушано" in olga.read()
    await olga.press("Текст")
    await olga.say("Яма на Мира, 7, объехать нельзя https://vk.com/wall-1_2")
    assert "🔗 https://t.me/zarechny/512" in olga.read()
    await olga.press("✅ Зарегистрировать")
    assert registered(town).media == ("hole",)


async def test_a_text_typed_with_its_link_where_the_text_is_asked_is_not_asked_for_the_link(
    olga: Human,
) -> None:
    """By the button first; the words stand without the address."""
    await olga.start("register")
    await olga.press("➕ Найдено в сети")
    await olga.say("Яма на Мира, объехать нельзя ok.ru/group/1")
    assert olga.ids[0] == "found-topic"
    await olga.press(olga.titles[0])
    assert "🔗 https://ok.ru/group/1" in olga.read()
    assert "нельзя ok.ru" not in olga.read()


async def test_a_post_of_a_private_channel_has_no_link_of_its_own(olga: Human) -> None:
    """Who published it is known; where it stands is asked."""
    await olga.do(Said(text="Яма на Мира, объехать нельзя", forwarded=True, origin=Whence("Двор, 5")))
    assert olga.ids[0] == "found-source"


async def test_a_post_of_a_photo_and_a_link_asks_for_the_words(olga: Human) -> None:
    """The link is not asked for again."""
    post = Whence(link="https://ok.ru/group/1")
    await olga.do(Said(media=(RemoteMedia(kind="photo", ref="hole"),), forwarded=True, origin=post))
    assert olga.ids == ["engine-brought-media", "found-text"]
    await olga.say("Яма на Мира, объехать нельзя")
    assert olga.ids[0] == "found-topic"


async def test_an_address_that_tells_no_network_is_kept_and_its_kind_asked(town: Town, olga: Human) -> None:
    """A newspaper, a portal of the region: whichever it is, the address stands."""
    await olga.say("Яма на Мира, объехать нельзя https://zato-news.ru/5")
    assert olga.ids[0] == "found-source"
    await olga.press("портал")
    await olga.press(olga.titles[0])
    await olga.press("✅ Зарегистрировать")
    assert (registered(town).origin.kind, registered(town).origin.link) == (
        SourceKind.PORTAL,
        "https://zato-news.ru/5",
    )


async def test_a_post_without_text_that_is_only_forwarded_asks_for_its_words(olga: Human) -> None:
    """A channel's name and nothing we could read: one sentence says what is missing."""
    await olga.do(Said(odd="sticker", forwarded=True, origin=Whence("Город", "https://t.me/city/1")))
    assert olga.error is not None
    assert olga.ids[0] == "menu-staff"


async def test_a_forwarded_post_without_text_asks_for_it(town: Town, olga: Human) -> None:
    """A photo alone: what it shows has to be said."""
    await olga.do(Said(media=(RemoteMedia(kind="photo", ref="hole"),), forwarded=True))
    assert olga.ids == ["engine-brought-media", "found-text"]
    await olga.say("Яма")
    assert olga.error == Msg("found-text.too-short", {"min": 10, "length": 3})
    await olga.say("Яма на Мира, объехать нельзя")
    await olga.press("горячая линия")
    await olga.press("💡 Яма на дороге")
    await olga.press("✅ Зарегистрировать")

    assert registered(town).media == ("hole",)
    assert registered(town).origin.kind is SourceKind.HOTLINE


async def test_a_page_of_the_portal_may_have_no_link(town: Town, olga: Human) -> None:
    """Its link is asked for and may be left out; one from the portal is known as such."""
    await olga.say("Лифт в доме 5 на Мира стоит третий день")
    await olga.press("портал")
    await olga.press("Пропустить")
    await olga.press("💡 Лифт")
    await olga.press("✅ Зарегистрировать")
    assert registered(town).origin.link is None

    await olga.command("menu")
    await olga.say("Снег не убран https://pos.gosuslugi.ru/card/1")
    assert olga.ids[0] == "found-topic"


async def test_thirty_photos_are_cut_to_ten(town: Town, olga: Human) -> None:
    """What the messengers carry in one album; the rest is left out."""
    photos = tuple(RemoteMedia(kind="photo", ref=f"post-{number}") for number in range(30))
    await olga.do(Said(text="Яма на Мира https://vk.com/wall-1_2", media=photos, forwarded=True))
    await olga.press(olga.titles[0])
    await olga.press("✅ Зарегистрировать")

    assert len(registered(town).media) == 10


async def test_short_words_begin_nothing(olga: Human) -> None:
    """A thank-you at the menu is no message."""
    await olga.say("Спасибо!")
    assert olga.error == Msg("engine-expected-button")
    assert olga.ids[0] == "menu-staff"


async def test_only_those_who_register_may(town: Town, peter: Human) -> None:
    """An executor's forwarded post, a forged button, a deputy's words."""
    await peter.do(Said(text="Во дворе на Мира не горят фонари", forwarded=True))
    assert peter.error == Msg("engine-expected-button")
    await peter.start("found")
    assert peter.error == Msg("refusal-no-right")
    deputy = await town.colleague(Role.DEPUTY, "Орлова Анна")
    await deputy.say("Во дворе на Мира не горят фонари")
    assert deputy.error == Msg("engine-expected-button")


async def test_registered_twice_by_a_repeated_delivery_it_is_one(town: Town, olga: Human) -> None:
    """The session's id is the key."""
    await olga.say("Яма на Мира, объехать нельзя https://vk.com/wall-1_2")
    await olga.press(olga.titles[0])
    await olga.press("✅ Зарегистрировать")
    await olga.deliver_again()

    assert registered(town).number == 1


@pytest.mark.parametrize(
    ("text", "said", "link"),
    [
        ("Яма vk.com/wall-1_2 у дома", "Яма у дома", "https://vk.com/wall-1_2"),
        ("Смотрите (https://t.me/city/5).", "Смотрите ( ).", "https://t.me/city/5"),
        ("https://vk.com/wall-1_2", "", "https://vk.com/wall-1_2"),
        ("Просто слова. И ещё слова", "Просто слова. И ещё слова", None),
        ("Адрес https://x не адрес", "Адрес https://x не адрес", None),
    ],
)
def test_the_address_of_the_post_is_taken_out_of_the_words(text: str, said: str, link: str | None) -> None:
    """What is left reads as the author wrote it."""
    assert parted(text) == (said, link)
