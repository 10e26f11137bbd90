"""Random walks over the residents' dialogs: nothing a client can send breaks anything."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.engine.walk import Walker
from tests.dialogs.town import Town


@pytest.mark.parametrize("known", [True, False])
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(drawn=st.data())
def test_a_resident_may_do_anything(known: bool, drawn: st.DataObject) -> None:  # noqa: FBT001 (by name)
    """Every screen renders in both languages; another's incident is never shown."""

    async def walk() -> None:
        town = Town()
        other = await town.newcomer("telegram-citizen")
        actor = await town.app.who(other.account)
        assert actor is not None
        secret = await town.report(actor, "Тайна соседа за стеной")
        anna = await town.newcomer() if known else town.human("max-citizen")
        walker = Walker(
            anna,
            lambda several: drawn.draw(st.sampled_from(several)),
            args={"incident": (secret,)},
            words=("На улице Ленина у дома 5 огромная яма",),
            payloads=("report", f"incident-{secret}"),
        )
        for _ in range(30):
            await walker.step()
            assert not anna.outbound.shown or "Тайна" not in anna.read()

    asyncio.run(walk())
