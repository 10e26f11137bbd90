"""A message in several parts: once the first has arrived, the rest is insisted on or becomes a doubt."""

from collections.abc import Awaitable, Callable

import pytest

from bots.delivery.inorder import in_order
from dialogs.engine.ports import PersonGone, Rejected, TryLater, Uncertain
from tests.delivery.virtual import play


def part(name: str, *errors: Exception) -> Callable[[], Awaitable[str]]:
    """Raises these first, then arrives."""
    left = list(errors)

    async def call() -> str:
        if left:
            raise left.pop(0)
        return name

    return call


def test_parts_go_in_order() -> None:
    """Each after the one before."""
    assert play(in_order([part("a"), part("b"), part("c")])) == ["a", "b", "c"]


@pytest.mark.parametrize("error", [TryLater(1), PersonGone(), Rejected("no"), Uncertain()])
def test_trouble_with_the_first_part_is_what_it_is(error: Exception) -> None:
    """Nothing was delivered, or it is known."""
    with pytest.raises(type(error)):
        play(in_order([part("a", error), part("b")]))


def test_a_later_part_that_may_be_tried_again_is_waited_for() -> None:
    """The message stays whole."""
    assert play(in_order([part("a"), part("b", TryLater(1), TryLater(2))])) == ["a", "b"]


@pytest.mark.parametrize("error", [TryLater(600), Rejected("no"), Uncertain()])
def test_a_later_part_that_is_lost_makes_a_doubt(error: Exception) -> None:
    """To say "later" or "refused" would send the first part twice, or never tell of it."""
    with pytest.raises(Uncertain):
        play(in_order([part("a"), part("b", error)]))


def test_a_person_who_leaves_in_the_middle_is_gone() -> None:
    """The rest waits for their other messenger."""
    with pytest.raises(PersonGone):
        play(in_order([part("a"), part("b", PersonGone())]))
