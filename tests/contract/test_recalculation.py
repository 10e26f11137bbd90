"""The clock's store when a calendar changed: what is found, what is moved, who decides anew."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.deadlines.model import Deadline
from core.deadlines.ports import Held
from core.deadlines.terms import Kind
from core.deadlines.timer import Due
from core.incidents.model import Incident
from core.incidents.ports import Wanted
from core.incidents.values import Decline, State
from core.shared.unit_of_work import Conflict
from tests.contract.stage import CALENDAR, DEMO, Stage, acts, at


async def test_open_deadlines_are_laid_under_another_calendar(stage: Stage) -> None:
    """What runs is found by its version and moved, the list with it; what has ended is left alone (T11)."""
    anna, mary = await stage.resident(), await stage.curator()
    incident, _ = await stage.report(anna)
    over, _ = await stage.report(anna)
    await stage.change(over, mary, lambda found: found.decline(Decline.INSULT, "", at=at(mary)))
    moment = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)

    assert list(await stage.deadlines.stale(DEMO, CALENDAR.version, 10)) == []
    assert list(await stage.deadlines.stale(DEMO, "other", 10)) == [incident]
    async with stage.deadlines.hold(DEMO, [incident, over]) as held:
        assert {each.subject for each in held.all} == {incident}
        assert {each.deadline.kind for each in held.all} == {Kind.TRIAGE, Kind.DRAFT, Kind.ANSWER}
        laid = [Held(each.subject, _moved(each, moment)) for each in held.all]
        await held.lay(laid, "other")

    assert list(await stage.deadlines.stale(DEMO, "other", 10)) == []
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
    assert {each.due_at for each in found.deadlines} == {moment}
    assert {each.due.calendar_version for each in found.deadlines if each.due} == {"other"}
    listed = await stage.queries.listed(DEMO, Wanted(states=frozenset({State.NEW})), page=0, per_page=5)
    assert [row.due_at for row in listed.items] == [moment]


def _moved(held: Held, moment: datetime) -> Deadline:
    return replace(held.deadline, due=Due(moment, "other"), fires_at=moment)


async def test_a_deadline_without_a_moment_is_laid_once_for_each_calendar(stage: Stage) -> None:
    """Past the calendar's end it has none; it is found until it was looked at under that version."""
    incident, _ = await stage.report(await stage.resident())

    async with stage.deadlines.hold(DEMO, [incident]) as held:
        laid = [Held(each.subject, replace(each.deadline, due=None, fires_at=None)) for each in held.all]
        await held.lay(laid, "short")

    assert list(await stage.deadlines.stale(DEMO, "short", 10)) == []
    assert list(await stage.deadlines.stale(DEMO, "longer", 10)) == [incident]


async def test_whoever_read_before_the_calendar_changed_decides_anew(stage: Stage) -> None:
    """They would write the old moments back."""
    incident, _ = await stage.report(await stage.resident())
    mary = await stage.curator()
    async with stage.open() as work:
        found: Incident = await work.incidents.get(DEMO, incident)
        async with stage.deadlines.hold(DEMO, [incident]) as held:
            await held.lay(held.all, "other")
        found.decline(Decline.INSULT, "", at=at(mary))
        work.incidents.change(found)
        with pytest.raises(Conflict):
            await work.commit(acts(mary))
