"""Alarms: a calendar that has to be continued, a topic that many write about at once."""

from core.shared.msg import Msg
from core.shared.roles import Role
from tests.deadlines.cities import at
from tests.deadlines.engine import Engine


async def test_from_october_a_missing_year_is_told_once_a_week_until_it_is_there(clock: Engine) -> None:
    """To the administrators; the calendar here ends with 2027."""
    admin = await clock.member(Role.ADMINISTRATOR, "Админ")

    async def told(moment: str) -> list[tuple[str, ...]]:
        clock.clock.at = at(moment)
        await clock.alarm()
        await clock.alarm()
        return [each.words for each in await clock.told(admin)]

    assert await told("30.09.2027 10:00") == []
    assert await told("01.10.2027 10:00") == [("notice-calendar-short",)]
    assert await told("03.10.2027 22:00") == []
    assert await told("04.10.2027 00:30") == []
    assert await told("04.10.2027 08:30") == [("notice-calendar-short",)]
    assert await told("10.01.2028 03:00") == [("notice-calendar-over",)]


async def test_a_storm_of_messages_on_a_topic_is_told_to_the_heads_once_a_day(clock: Engine) -> None:
    """Five potholes in a day where there are none usually: at night, too (ZAR-23)."""
    head, mayor = await clock.member(Role.HEAD, "Глава"), await clock.member(Role.CITY_HEAD, "Мэр")
    anna = await clock.resident()
    for _ in range(4):
        await clock.report(anna, "22.04.2026 10:00")
    await clock.alarm()
    assert await clock.told(head) == []

    await clock.report(anna, "22.04.2026 21:00")
    for _ in range(3):
        await clock.alarm()

    for person in (head, mayor):
        [told] = await clock.told(person)
        assert told.words == ("notice-activity", "topic-title")
        title = Msg("topic-title", {"ru": "Яма на дороге", "en": "Pothole"})
        assert told.texts[0].args == {"topic": title, "hours": 24, "count": 5, "usual": 0}
        assert told.buttons == (("cut", "topic:pothole"),)
