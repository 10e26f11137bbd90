"""Heightened activity: more than a few, and more than usual (ZAR-23)."""

from datetime import timedelta

import pytest

from core.deadlines.terms import Activity
from core.incidents.activity import Rate, heightened, usual
from core.shared.ids import TopicId

DAILY = Activity(window=timedelta(days=1), usual=timedelta(days=28), factor=3, least=5)


def rate(now: int, before: int) -> Rate:
    """So many today, so many in the four weeks before."""
    return Rate(topic=TopicId("snow"), topic_title="Снег", now=now, before=before)


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        (4, 0, False),  # a quiet topic: a few are no storm
        (5, 0, True),
        (8, 84, False),  # three a day are usual, nine would be thrice that
        (9, 84, True),
        (100, 2800, False),
    ],
)
def test_a_rate_is_heightened_beyond_its_usual_band(now: int, before: int, found: bool) -> None:  # noqa: FBT001 (a case)
    """Three times the usual, five at least."""
    assert heightened(rate(now, before), DAILY) is found


def test_the_usual_number_is_that_of_a_window() -> None:
    """A share of the weeks before."""
    assert usual(rate(0, 84), DAILY) == pytest.approx(3.0)
