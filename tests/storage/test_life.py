"""Parts of incidents and their clocks survive being JSON, whatever is in them."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.model import Deadline, Outcome
from core.deadlines.timer import Ahead, CalendarDays, Due, Happened, Timer, WorkingDays, WorkingTime
from core.incidents.model import Incident
from core.incidents.parts import Draft, Note, Origin, Rating, Share
from core.incidents.values import DraftKind
from core.shared.ids import IncidentId, MunicipalityId, TopicId
from core.shared.roles import Role
from storage.life import pack_drafts, pack_life, pack_shares, unpack_drafts, unpack_life, unpack_shares
from storage.packing import pack
from storage.timers import deadline_of, deadline_row, unpack_term

WORDS: Final = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
MOMENTS: Final = st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (the strategy adds the zone)
SPANS: Final = st.timedeltas(timedelta(), timedelta(days=400))
FILES: Final = st.lists(WORDS, max_size=3).map(tuple)
LENGTHS: Final = st.one_of(
    st.builds(WorkingTime, SPANS),
    st.builds(WorkingDays, st.integers(1, 400)),
    st.builds(CalendarDays, st.integers(1, 400)),
)
TIMERS: Final = st.builds(
    Timer,
    term=st.one_of(LENGTHS, st.builds(Ahead, of=LENGTHS, lead=SPANS)),
    started=MOMENTS,
    happened=st.lists(st.builds(Happened, at=MOMENTS), max_size=4).map(tuple),
)


def _there_and_back(packed: Any) -> Any:
    return orjson.loads(pack(packed))


@given(
    st.builds(
        Deadline,
        generation=st.integers(1, 50),
        timer=TIMERS,
        owner=st.none() | WORDS,
        unit=st.none() | WORDS,
        due=st.none() | st.builds(Due, MOMENTS, WORDS),
        fires_at=st.none() | MOMENTS,
        progress=st.integers(0, 110),
        outcome=st.sampled_from(Outcome),
    )
)
def test_a_deadline_is_read_as_it_was_written(deadline: Deadline) -> None:
    """Every kind of term, pauses, an end that lies beyond the calendar, parts of seconds."""
    row = _there_and_back(deadline_row("i1", deadline))
    assert deadline_of(row) == deadline
    assert row["subject"] == "i1"


def test_a_term_of_a_kind_nobody_knows_is_not_guessed() -> None:
    """A newer program wrote it."""
    with pytest.raises(ValueError, match="lunar-days"):
        unpack_term({"lunar-days": 3})


@given(
    st.lists(
        st.builds(
            Draft,
            number=st.integers(1, 20),
            text=WORDS,
            media=FILES,
            by=WORDS,
            at=MOMENTS,
            kind=st.sampled_from(DraftKind),
            awaits=st.lists(st.sampled_from(Role), max_size=3).map(tuple),
            remark=st.none() | WORDS,
            published_at=st.none() | MOMENTS,
            link=st.none() | WORDS,
            key=WORDS,
        ),
        max_size=4,
    ).map(tuple),
    st.lists(
        st.builds(
            Share,
            executor=WORDS,
            unit=st.none() | WORDS,
            text=WORDS,
            media=FILES,
            at=st.none() | MOMENTS,
        ),
        max_size=4,
    ).map(tuple),
)
def test_drafts_and_shares_are_read_as_they_were_written(
    drafts: tuple[Draft, ...], shares: tuple[Share, ...]
) -> None:
    """All kinds of drafts, with who has yet to approve."""
    assert unpack_drafts(_there_and_back(pack_drafts(drafts))) == drafts
    assert unpack_shares(_there_and_back(pack_shares(shares))) == shares


@given(
    also=FILES,
    asking=FILES,
    shortened=st.none() | SPANS,
    notes=st.lists(st.builds(Note, by=WORDS, at=MOMENTS, text=WORDS, media=FILES, key=WORDS), max_size=4).map(
        tuple
    ),
    rating=st.none() | st.builds(Rating, score=st.integers(1, 5), comment=WORDS, at=MOMENTS),
    quality=st.none() | st.integers(1, 5),
    interim_at=st.none() | MOMENTS,
)
def test_a_life_is_read_as_it_was_written(**parts: Any) -> None:
    """And takes no room for what is not there."""
    incident = Incident(
        id=IncidentId("i"),
        municipality=MunicipalityId("demo"),
        key="k",
        author=None,
        origin=Origin(),
        text="Яма",
        topic=TopicId("t"),
        topic_title="Ямы",
        registered_at=datetime(2026, 3, 2, tzinfo=UTC),
        **parts,
    )
    packed = _there_and_back(pack_life(incident))
    assert unpack_life(packed) == parts
    assert set(packed) <= {name for name, value in parts.items() if value not in (None, ())}
