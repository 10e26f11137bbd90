"""People before the reference bot and before the floor: their place in the dialog is set, not walked to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
from redis.asyncio import Redis

from tests.benchmarks.crowd import together
from tests.benchmarks.places import Contender, Place
from tests.benchmarks.town import Town

GIVEN: Mapping[str, str] = {"text": "Глубокая яма на дороге у дома", "topic": "1"}
_STATES = {"topic:1": "Report:topic", "send": "Report:check"}


@dataclass(frozen=True, slots=True)
class Rivals:
    """People of Telegram who press `topic:1` and `send`."""

    town: Town
    url: str
    redis: Redis
    people: Sequence[int]

    @classmethod
    def before(cls, contender: Contender, place: Place, people: Sequence[int]) -> "Rivals":
        """People before one process."""
        return cls(place.town, contender.url, Redis.from_url(place.redis_url), people)

    async def stand(self, data: str) -> None:
        """Bring everybody where `data` can be pressed (aiogram's keys; the floor does not look at them)."""
        async with self.redis.pipeline(transaction=False) as flight:
            for user in self.people:
                flight.set(f"fsm:{user}:{user}:state", _STATES[data])
                flight.set(f"fsm:{user}:{user}:data", orjson.dumps(GIVEN))
            await flight.execute()

    async def press(self, user: int, data: str) -> None:
        """Press."""
        await self.town.push(self.url, self.town.updates.telegram_press(user, "1", data))

    async def choose(self, user: int) -> None:
        """A turn inside the dialog."""
        await self.press(user, "topic:1")

    async def send(self, user: int) -> None:
        """A turn that makes a fact."""
        await self.press(user, "send")

    async def all_choose(self) -> int:
        """Everybody chooses."""
        return await together(self.choose, self.people)

    async def all_send(self) -> int:
        """Everybody sends."""
        return await together(self.send, self.people)

    async def close(self) -> None:
        """Leave Redis."""
        await self.redis.aclose()
