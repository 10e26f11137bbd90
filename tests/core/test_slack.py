"""The slack of an answer: what one full rework would leave of its term, the regulation's first trap."""

from datetime import datetime, timedelta

import pytest

from core.deadlines.terms import Terms
from core.incidents.occasion import Occasion
from core.incidents.slack import slack
from core.people.passport import system_actor
from core.shared.ids import MunicipalityId
from core.shared.roles import Role
from tests.deadlines.cities import HOUR, MINUTE, at, city

DUE = at("22.04.2026 17:00")


def occasion(now: str, terms: Terms | None = None) -> Occasion:
    """A moment in Zarechny."""
    return Occasion(
        by=system_actor(MunicipalityId("demo")),
        now=at(now),
        calendar=city("zarechny"),
        terms=terms or Terms(),
    )


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("22.04.2026 08:00", 6 * HOUR),
        ("22.04.2026 11:30", 2 * HOUR + 30 * MINUTE),
        ("22.04.2026 14:00", HOUR),
        ("22.04.2026 15:00", timedelta()),
        ("22.04.2026 16:00", -HOUR),
        ("22.04.2026 16:30", -(HOUR + 30 * MINUTE)),
    ],
)
def test_a_rework_and_an_approval_are_taken_off_the_rest_of_the_term(now: str, left: timedelta) -> None:
    """Two working hours, lunch and night left out; below zero the answer comes too late."""
    assert slack(DUE, occasion(now), publishing=False) == left


def test_a_post_needs_time_for_its_publication_too() -> None:
    """Half an hour more than a bot's message, which goes out by itself (ZAR-14)."""
    assert slack(DUE, occasion("22.04.2026 14:00"), publishing=True) == 30 * MINUTE


def test_each_role_of_the_chain_takes_its_time() -> None:
    """A specialist's draft is approved twice."""
    chain = Terms(approval_chain=(Role.EXECUTOR, Role.CURATOR))

    assert slack(DUE, occasion("22.04.2026 13:00", chain), publishing=False) == HOUR


def test_without_a_term_or_a_calendar_there_is_no_slack_to_tell() -> None:
    """After an interim answer; past the end of the calendar."""
    end = city("zarechny").last
    late = datetime(end.year, end.month, end.day, 10, tzinfo=DUE.tzinfo)

    assert slack(None, occasion("22.04.2026 08:00"), publishing=False) is None
    assert slack(late, occasion(f"{end:%d.%m.%Y} 23:30"), publishing=False) is None
