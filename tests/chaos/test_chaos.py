"""A short campaign: the books of `make chaos` balance after a dozen kills."""

from typing import get_args

import pytest

from tests.chaos.books import balance
from tests.chaos.campaign import Plan, run
from tests.chaos.fleet import Way

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("chaos")]


@pytest.mark.parametrize("way", get_args(Way))
async def test_the_books_balance_after_kills_under_load(way: Way) -> None:
    """Bots, worker, PostgreSQL and Valkey die under people who talk; nothing is lost, nothing is doubled."""
    campaign = await run(Plan(way=way, people=14, kills=7, seconds=20, seed=11, think=(0.1, 0.6)))
    wrong = [f"{book.name}: {line}" for book in balance(campaign) for line in book.wrong]
    if wrong:
        pytest.fail("\n".join(wrong))
    assert len(campaign.kills) >= 6
    assert all(resident.ended for resident in campaign.residents)
