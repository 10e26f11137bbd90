"""The cases that broke other systems when a calendar changed: T11 and T24, on the engine's side."""

from collections import Counter
from datetime import date

import pytest

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.model import Outcome
from core.deadlines.shelf import Shelf
from core.deadlines.terms import Kind
from tests.deadlines.cities import OFFICE_WEEK, Sketch, at, city, files, told
from tests.deadlines.engine import DEMO, Engine, team

ZARECHNY = city("zarechny")


def edited(before: str, after: str) -> WorkingCalendar:
    """Zarechny's calendar after somebody changed its file."""
    text = dict(files())["zarechny.toml"]
    assert before in text
    return WorkingCalendar.of(Shelf.read(files(zarechny=text.replace(before, after))).plans["zarechny"])


async def test_t11_a_calendar_edit_moves_what_runs_and_leaves_what_has_ended(clock: Engine) -> None:
    """Tomorrow becomes a day off: the open clock is told a day later, the ended one keeps its version."""
    people = await team(clock)
    late = await clock.report(people.anna, "22.04.2026 16:00")
    await clock.route(late, people.vera, by=people.olga)
    await clock.hushed(people.olga, people.vera)
    ended = await clock.deadline(late, Kind.TRIAGE)
    assert told((await clock.deadline(late, Kind.ANSWER)).due_at) == "23.04.2026 16:00"

    clock.working.append(edited("[2025-04-29]", "[2025-04-29, 2026-04-23]"))
    assert await clock.recalculate() > 0
    assert await clock.recalculate() == 0

    answer = await clock.deadline(late, Kind.ANSWER)
    assert told(answer.due_at) == "24.04.2026 16:00"
    assert await clock.deadline(late, Kind.TRIAGE) == ended
    assert (ended.outcome, ended.due and ended.due.calendar_version) == (Outcome.MET, ZARECHNY.version)
    assert (await clock.app.my_incidents(by=people.anna, page=0)).items[0].due_at == at("24.04.2026 12:00")
    assert await clock.tick("23.04.2026 16:30") == 0
    await clock.tick("24.04.2026 16:30")
    assert "missed-answer" in await clock.reminded(people.vera)


async def test_t11_a_deadline_laid_under_another_calendar_is_never_told_early(clock: Engine) -> None:
    """The clock looks before anything was computed anew: it computes, waits, and asks for the rest."""
    people = await team(clock)
    clock.working.append(edited("[2025-04-29]", "[2025-04-29, 2026-04-22]"))

    assert await clock.tick("23.04.2026 08:00") > 0

    assert await clock.reminded(people.peter) == []
    assert clock.other_calendars == 1
    assert told((await clock.deadline(people.incident, Kind.DRAFT)).due_at) == "23.04.2026 14:00"


async def test_t11_beyond_the_calendar_a_clock_waits_until_it_is_continued(clock: Engine) -> None:
    """The file ends on Wednesday: Thursday's moments come with the file's next version."""
    people = await team(clock)
    whole = clock.working.pop()
    first, last = date(2026, 4, 1), date(2026, 4, 22)
    clock.working.append(Sketch(week=OFFICE_WEEK, first=first, last=last).calendar())
    late = await clock.report(people.anna, "22.04.2026 16:00")
    assert (await clock.deadline(late, Kind.ANSWER)).due_at is None
    await clock.recalculate()

    clock.working.append(whole)
    await clock.recalculate()

    assert told((await clock.deadline(late, Kind.ANSWER)).due_at) == "23.04.2026 16:00"


async def test_t24_a_calendar_that_makes_a_clock_overdue_at_once_gives_one_escalation(clock: Engine) -> None:
    """Hours until 20:00 are announced after the fact: due yesterday, several rungs passed, told as one."""
    people = await team(clock)
    clock.working.append(edited('"13:00-17:00"', '"13:00-20:00"'))
    await clock.tick("22.04.2026 08:15")
    late = await clock.report(people.anna, "22.04.2026 16:00")
    await clock.route(late, people.vera, by=people.olga, moment="22.04.2026 16:05")
    await clock.hushed(people.olga, people.vera, people.head)
    clock.working.pop()
    await clock.recalculate()
    assert told((await clock.deadline(late, Kind.ANSWER)).due_at) == "23.04.2026 16:00"

    clock.working.append(edited('"13:00-17:00"', '"13:00-20:00"'))
    clock.clock.at = at("23.04.2026 15:00")
    await clock.recalculate()
    for _ in range(3):
        await clock.tick("23.04.2026 15:00")

    assert told((await clock.deadline(late, Kind.ANSWER)).due_at) == "23.04.2026 12:00"
    booked = [(name, details["kind"]) for name, details in await clock.journal(late)]
    assert Counter(booked) == {
        ("deadline-missed", "answer"): 1,
        ("escalated", "answer"): 1,
        ("deadline-missed", "draft"): 1,
        ("escalated", "draft"): 1,
    }


async def test_a_recalculation_killed_midway_goes_on_where_it_was(clock: Engine) -> None:
    """What was committed stays; the next start finds the rest by its version."""
    people = await team(clock)
    for _ in range(5):
        await clock.report(people.anna)
    clock.working.append(edited("[2025-04-29]", "[2025-04-29, 2026-04-22]"))
    version = clock.calendar.version
    found = list(await clock.store.stale(DEMO, version, 100))
    assert len(found) == 6

    async def lay(*, killed: bool) -> None:
        async with clock.store.hold(DEMO, found[:3]) as held:
            await held.lay(held.all, version)
            if killed:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await lay(killed=True)
    assert len(await clock.store.stale(DEMO, version, 100)) == 6
    await lay(killed=False)
    assert set(await clock.store.stale(DEMO, version, 100)) == set(found[3:])
    assert await clock.recalculate() == 9
