"""The roster alone: days and midnights, chains, loops, overlaps, and any mixture of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.model import Person
from core.people.passport import system_actor
from core.people.roster import Roster, Shift
from core.people.substitution import Absence, Phase, Reason, Substitution
from core.shared.days import day_begins, local_day
from core.shared.ids import MunicipalityId, PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Role

HOME = MunicipalityId("demo")
BY = system_actor(HOME)
TODAY = date(2026, 5, 5)
NOON = datetime(2026, 5, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def human(name: str, *roles: Role) -> Person:
    """Somebody with a post, by default an executor."""
    return Person(
        id=PersonId(name), municipality=HOME, name=name.title(), roles=frozenset(roles or (Role.EXECUTOR,))
    )


def planned(
    absent: str, substitute: str, first: int = 0, last: int | None = 6, *, zone: str = "Europe/Moscow"
) -> Substitution:
    """Days are counted from today."""
    asked = Absence(
        absent=PersonId(absent),
        substitute=PersonId(substitute),
        first=TODAY + first * DAY,
        last=None if last is None else TODAY + last * DAY,
        reason=Reason.LEAVE,
    )
    name = f"{absent}{substitute}{first}"
    return Substitution.plan(name, asked, human(absent), human(substitute), zone=zone, now=NOON)


def roster(*made: Substitution, zone: str = "Europe/Moscow") -> Roster:
    """With these entered."""
    found = Roster(municipality=HOME, zone=zone)
    for each in made:
        enter(found, each)
    return found


def enter(found: Roster, made: Substitution) -> None:
    """One more."""
    names = {made.absent: str(made.absent).title(), made.substitute: str(made.substitute).title()}
    found.add(made, names, by=BY, now=NOON)


def doers(found: Roster) -> dict[str, str]:
    """Who does whose work now."""
    return {str(person): str(doer) for person, doer in found.standing.items()}


def test_it_is_in_force_from_the_first_midnight_until_the_one_after_the_last_day() -> None:
    """Never a moment early, never one late."""
    found = roster(planned("anna", "boris", 1, 2))
    starts, ends = day_begins(TODAY + DAY, "Europe/Moscow"), day_begins(TODAY + 3 * DAY, "Europe/Moscow")
    instant = timedelta(microseconds=1)
    expected = ((starts - instant, {}), (starts, {"anna": "boris"}), (ends - instant, {"anna": "boris"}))
    for moment, doing in (*expected, (ends, {})):
        found.settle(moment)
        assert doers(found) == doing, moment
    assert found.open == []


def test_what_is_asked_twice_changes_nothing_the_second_time() -> None:
    """The worker may look as often as it likes."""
    found = roster(planned("anna", "boris"))
    assert found.settle(NOON) == [
        Shift(person=PersonId("anna"), before=PersonId("anna"), after=PersonId("boris"))
    ]
    assert found.settle(NOON) == []


def test_after_a_long_sleep_what_passed_meanwhile_never_begins() -> None:
    """The machine was off for a month: nobody gets news of an absence that is over."""
    found = roster(planned("anna", "boris", 1, 2))
    assert found.settle(NOON + 30 * DAY) == []
    assert [each.phase for each in found.substitutions] == [Phase.OVER]


def test_a_chain_ends_at_the_last_who_is_there_and_unwinds_link_by_link() -> None:
    """A is on leave, B fell ill, C works; then B is back, then A."""
    found = roster(planned("anna", "boris", 0, 9), planned("boris", "clara", 2, 4))
    found.settle(NOON)
    assert doers(found) == {"anna": "boris"}
    shifts = found.settle(NOON + 2 * DAY)
    assert doers(found) == {"anna": "clara", "boris": "clara"}
    assert [(str(each.person), str(each.before)) for each in shifts] == [
        ("anna", "boris"),
        ("boris", "boris"),
    ]
    found.settle(NOON + 5 * DAY)
    assert doers(found) == {"anna": "boris"}
    found.settle(NOON + 10 * DAY)
    assert doers(found) == {}


def test_a_loop_is_refused_through_a_chain_too() -> None:
    """A to B, B to C; C to A would send the work round."""
    found = roster(planned("anna", "boris"), planned("boris", "clara"))
    for made in (planned("clara", "anna"), planned("clara", "boris")):
        with pytest.raises(Refusal, match="substitution-loop"):
            enter(found, made)
    enter(found, planned("clara", "dora"))


def test_it_is_no_loop_when_the_days_do_not_meet() -> None:
    """They go on leave one after the other; and a chain none of whose days is common to all is no chain."""
    assert len(roster(planned("anna", "boris", 0, 4), planned("boris", "anna", 5, 9)).open) == 2
    found = roster(planned("anna", "boris", 0, 4), planned("boris", "clara", 4, 8))
    enter(found, planned("clara", "anna", 5, 9))
    with pytest.raises(Refusal, match="substitution-loop"):
        enter(found, planned("clara", "anna", 3, 4))
    assert len(found.open) == 3


def test_one_person_has_one_substitute_a_day() -> None:
    """The refusal says who it is and when; the days beside it are free."""
    found = roster(planned("anna", "boris", 2, 4))
    with pytest.raises(Refusal, match="substitution-overlap") as refused:
        enter(found, planned("anna", "clara", 4, None))
    assert refused.value.args_["substitute"] == "Boris"
    enter(found, planned("anna", "clara", 0, 1))
    enter(found, planned("anna", "clara", 5, None))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (-1, 3, "substitution-past"),
        (3, 2, "substitution-backwards"),
        (0, 1200, "substitution-too-long"),
        (1200, None, "substitution-too-long"),
    ],
)
def test_days_that_cannot_be_are_refused(first: int, last: int | None, code: str) -> None:
    """Each with its own sentence."""
    with pytest.raises(Refusal, match=code):
        planned("anna", "boris", first, last)


def test_nobody_substitutes_themselves() -> None:
    """Nor can a resident, or somebody who left."""
    with pytest.raises(Refusal, match="substitution-self"):
        planned("anna", "anna")
    gone = Person(id=PersonId("gone"), municipality=HOME, name="Gone")
    asked = Absence(
        absent=PersonId("anna"), substitute=gone.id, first=TODAY, last=None, reason=Reason.ILLNESS
    )
    with pytest.raises(Refusal, match="substitute-without-post"):
        Substitution.plan("x", asked, human("anna"), gone, zone="Europe/Moscow", now=NOON)


def test_the_head_is_substituted_by_order_and_the_number_is_one_line() -> None:
    """NVK-5.2."""
    asked = Absence(
        absent=PersonId("head"), substitute=PersonId("boris"), first=TODAY, last=None, reason=Reason.TRIP
    )
    head, boris = human("head", Role.HEAD), human("boris")
    with pytest.raises(Refusal, match="order-missing"):
        Substitution.plan("x", asked, head, boris, zone="Europe/Moscow", now=NOON)
    ordered = Absence(
        **{name: getattr(asked, name) for name in asked.__slots__} | {"order": " 12-к \n от 5 мая "}
    )
    made = Substitution.plan("x", ordered, head, boris, zone="Europe/Moscow", now=NOON)
    assert made.order == "12-к от 5 мая"


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("Europe/Moscow", date(2026, 5, 6), datetime(2026, 5, 5, 21, tzinfo=UTC)),
        ("Asia/Kamchatka", date(2026, 5, 6), datetime(2026, 5, 5, 12, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 3, 30), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # after the shift
        ("America/Santiago", date(2026, 9, 6), datetime(2026, 9, 6, 4, tzinfo=UTC)),  # midnight is skipped
        ("America/Havana", date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC)),  # midnight comes twice
    ],
)
def test_a_day_begins_at_its_own_midnight(zone: str, day: date, begins: datetime) -> None:
    """Also where clocks are changed at midnight: the first moment of the day counts."""
    assert day_begins(day, zone) == begins
    assert local_day(begins, zone) == day
    assert local_day(begins - timedelta(microseconds=1), zone) == day - DAY


PLANS = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.sampled_from("abcde"),
        st.integers(0, 8),
        st.one_of(st.none(), st.integers(0, 8)),
    ),
    max_size=12,
)


@given(PLANS)
def test_whatever_is_entered_the_work_ends_at_somebody_who_is_there(
    plans: list[tuple[str, str, int, int | None]],
) -> None:
    """Day by day, beside a naive walk over what was taken; nothing is refused without need."""
    found, taken = Roster(municipality=HOME, zone="Europe/Moscow"), []
    for absent, substitute, first, length in plans:
        if absent == substitute:
            continue
        last = None if length is None else first + length
        try:
            enter(found, planned(absent, substitute, first, last))
        except Refusal:
            assert _impossible([*taken, (absent, substitute, first, last)])
        else:
            taken.append((absent, substitute, first, last))
    assert not _impossible(taken)
    for day in range(20):
        found.settle(NOON + day * DAY)
        assert doers(found) == _naive(taken, day)


def _there(taken: list[tuple[str, str, int, int | None]], day: int) -> list[tuple[str, str]]:
    return [(who, by) for who, by, first, last in taken if first <= day and (last is None or day <= last)]


def _impossible(taken: list[tuple[str, str, int, int | None]]) -> bool:
    """Some day somebody has two substitutes, or the work goes round."""
    for day in range(20):
        pairs = _there(taken, day)
        if len({who for who, _ in pairs}) < len(pairs) or any(
            _walk(dict(pairs), who) is None for who, _ in pairs
        ):
            return True
    return False


def _naive(taken: list[tuple[str, str, int, int | None]], day: int) -> dict[str, str | None]:
    pairs = dict(_there(taken, day))
    return {who: _walk(pairs, who) for who in pairs}


def _walk(pairs: dict[str, str], who: str) -> str | None:
    at = who
    for _ in range(10):
        if at not in pairs:
            return at
        at = pairs[at]
    return None
