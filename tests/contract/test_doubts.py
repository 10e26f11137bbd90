"""Stories of a doubt: a person decides, once, and the journal knows who."""

from dataclasses import replace

import pytest

from core.notices.facts import DoubtDecided
from core.notices.model import Assurance, ToPerson
from core.notices.outbox import Parcel
from core.people.model import Person
from core.shared.actor import Cause
from tests.contract.stage import DEMO, EAST, NOON, Stage, acts, note


async def doubtful(stage: Stage, anna: Person) -> Parcel:
    """Of two answers nobody knows whether the first arrived."""
    for key in ("first", "second"):
        await stage.tell(anna, note(key, ToPerson(anna.id), assurance=Assurance.ONCE))
    [first] = await stage.claim("max-citizen")
    await stage.outbox.uncertain(first)
    return first


def decision(mary: Person, parcel: Parcel, *, resend: bool) -> DoubtDecided:
    """What Mary decides, from Telegram."""
    by = acts(mary, Cause("telegram-staff", ("u7",)))
    return DoubtDecided(
        subject=parcel.about, at=NOON, by=by, parcel=parcel.id, attempt=parcel.attempts, resend=resend
    )


@pytest.mark.parametrize("resend", [True, False])
async def test_a_person_decides_about_a_doubt_once(stage: Stage, resend: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    """Deciding twice, or the other way, changes nothing; in another city it is nobody's."""
    anna, mary = await stage.resident(), await stage.curator()
    first = await doubtful(stage, anna)
    decided = decision(mary, first, resend=resend)
    await stage.outbox.resolve(replace(decided, by=replace(decided.by, municipality=EAST)))
    assert len(await stage.outbox.doubts(DEMO)) == 1
    await stage.outbox.resolve(decided)
    await stage.outbox.resolve(replace(decided, resend=not resend))
    assert await stage.outbox.doubts(DEMO) == []
    assert await stage.texts("max-citizen") == (["first", "second"] if resend else ["second"])
    assert await stage.journal("notices") == [
        ("doubt-decided", mary.id, "telegram-staff", {"parcel": first.id, "resend": resend})
    ]


async def test_a_decision_about_one_try_is_none_about_the_next(stage: Stage) -> None:
    """A press that is repeated after a crash must not send what arrived meanwhile."""
    anna, mary = await stage.resident(), await stage.curator()
    decided = decision(mary, await doubtful(stage, anna), resend=True)
    await stage.outbox.resolve(decided)
    [again] = await stage.claim("max-citizen")
    await stage.outbox.uncertain(again)
    await stage.outbox.resolve(decided)
    [doubt] = await stage.outbox.doubts(DEMO)
    assert (doubt.id, doubt.attempt) == (again.id, 2)
    assert await stage.texts("max-citizen") == ["second"]


@pytest.mark.parametrize("resend", [True, False])
async def test_what_was_refused_for_good_is_decided_the_same_way(stage: Stage, resend: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    """By its number: it stands in no list; once, and in its own city only."""
    anna, mary = await stage.resident(), await stage.curator()
    await stage.tell(anna, note("first", ToPerson(anna.id), assurance=Assurance.ONCE))
    [first] = await stage.claim("max-citizen")
    assert await stage.outbox.doubt(DEMO, first.id) is None
    await stage.outbox.failed(first, "Bad Request: chat not found")
    found = await stage.outbox.doubt(DEMO, first.id)
    assert found is not None
    assert (found.question, found.refused, found.person) == (first.question, True, anna.id)
    assert await stage.outbox.doubt(EAST, first.id) is None
    assert await stage.outbox.doubts(DEMO) == []

    decided = decision(mary, first, resend=resend)
    await stage.outbox.resolve(decided)
    await stage.outbox.resolve(replace(decided, resend=not resend))
    assert await stage.outbox.doubt(DEMO, first.id) is None
    assert await stage.texts("max-citizen") == (["first"] if resend else [])
    assert len(await stage.journal("notices")) == 1
