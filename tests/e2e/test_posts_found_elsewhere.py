"""A curator forwards what stands in a channel or another network: nothing is typed again (ZAR-4, ZAR-6)."""

import pytest

from tests.e2e.acts import number_in
from tests.e2e.city import Phone, running_city

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("city")]

HOLE = "На Мира, 7 провалился асфальт, яма в метр"
POST = "https://t.me/zarechny_talk/512"
ELSEWHERE = "https://vk.com/wall-1_4711"
UNSIGNED = "https://max.ru/zarechny_talk/AZ512"


async def test_a_post_is_registered_by_forwarding_it_in_both_messengers() -> None:
    """A channel's post, one of another network, one without words; a channel of MAX tells no name."""
    async with running_city() as city:
        olga = await city.phone("max", "staff", name="Ольга Белова", role="curator")
        vera = await city.phone("telegram", "staff", name="Вера Белова", role="curator")

        await vera.forward(HOLE, whence="Подслушано в Заречном", link=POST)
        await _registered(vera, link=POST, author="Подслушано в Заречном")
        await olga.forward("Лифт стоит третий день, дом 5 на Мира", whence="Наш двор", link=ELSEWHERE)
        await _registered(olga, link=ELSEWHERE, author="Наш двор")
        await olga.forward("У вокзала разбили стекло остановки", whence="Подслушано", link=UNSIGNED)
        await _registered(olga, link=UNSIGNED, author="имя не указано (впишите, если знаете)")
        await vera.forward("Во дворе на Мира, 9 не горят фонари", whence="Лена Котова", link=ELSEWHERE)
        await _registered(vera, link=ELSEWHERE, author="Лена Котова")

        for curator in (olga, vera):
            await curator.forward("", whence="Город", link=POST, pictures=2)
            await curator.told("Фото и видео сохранили.*Что найдено")


async def _registered(curator: Phone, *, link: str, author: str) -> str:
    """Topic, register: two presses; the register number."""
    await curator.told("Какая тема")
    await curator.press("💡")
    shown = await curator.told("Зарегистрировать это сообщение")
    assert f"🔗 {link}" in shown
    assert "Откуда: соцсеть" in shown
    assert f"Автор: {author}" in shown
    await curator.press("✅ Зарегистрировать")
    number = number_in(await curator.told(r"Зарегистрировано: № \d+"))
    await curator.say("/menu")
    return number
