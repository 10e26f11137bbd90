"""The people of the stories: who they are, in which messenger, and what they do in the city."""

from dataclasses import dataclass

from tests.e2e.acts import resident
from tests.e2e.city import City, Phone


@dataclass(frozen=True, slots=True)
class Cast:
    """Two residents and the staff of one city, half of them in each messenger."""

    city: City
    maria: Phone
    """A resident in MAX."""
    ivan: Phone
    """A resident in Telegram, Maria's neighbour."""
    olga: Phone
    """The curator, in MAX."""
    anna: Phone
    """Executors of the roads unit: Anna in MAX, Pyotr and Semyon in Telegram. Anna comes first by name."""
    petr: Phone
    semen: Phone
    vera: Phone
    """The head of the centre, in MAX."""
    igor: Phone
    """The city head, in Telegram."""
    nina: Phone
    """The administrator, in MAX."""


async def gather(city: City) -> Cast:
    """Everybody enters: residents agree to the processing of their data, staff are signed in."""
    return Cast(
        city=city,
        maria=await resident(city, "max", "Мария"),
        ivan=await resident(city, "telegram", "Иван"),
        olga=await city.phone("max", "staff", name="Ольга Белова", role="curator"),
        anna=await city.phone("max", "staff", name="Анна Кравцова", role="executor"),
        petr=await city.phone("telegram", "staff", name="Пётр Лебедев", role="executor"),
        semen=await city.phone("telegram", "staff", name="Семён Рогов", role="executor"),
        vera=await city.phone("max", "staff", name="Вера Головина", role="head"),
        igor=await city.phone("telegram", "staff", name="Игорь Громов", role="city-head"),
        nina=await city.phone("max", "staff", name="Нина Котова", role="administrator"),
    )
