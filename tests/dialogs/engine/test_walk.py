"""Random walks over the sample town: nothing a client can send breaks anything."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.engine.player import Player
from dialogs.engine.walk import Walker
from tests.dialogs.engine.conftest import Enrolled
from tests.dialogs.engine.samples import ANNA, Town, as_app, registry

ARGS = {"house": ("h1", "h2"), "approve": ("h1", "h2")}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.booleans(), st.integers(5, 40))
def test_any_act_in_any_state_gives_a_screen_with_a_way_on(
    drawn: st.DataObject,
    known: bool,  # noqa: FBT001 (drawn by Hypothesis)
    length: int,
) -> None:
    """Presses, words, pictures, forged data, old buttons, entries, redeliveries: always a way on or back."""
    town = Town()
    player = Player(registry(), as_app(town), **({"actor": ANNA} if known else {"passports": Enrolled(town)}))
    walker = Walker(player, lambda several: drawn.draw(st.sampled_from(several)), args=ARGS, payloads=("h1",))

    async def walk() -> None:
        for _ in range(length):
            await walker.step()

    asyncio.run(walk())
    assert all(shown.text for shown in player.outbound.shown)
