"""The cases that broke other systems, on the engine's side: who is told, how often, and never too early."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from core.deadlines.model import Outcome
from core.deadlines.terms import Kind, Rung
from core.incidents.values import State
from core.people.substitution import Absence, Reason
from core.shared.roles import Role
from tests.deadlines.cities import HOUR, MINUTE, at, city, told
from tests.deadlines.engine import Engine, Team, moments, team

ZARECHNY = city("zarechny")
QUARTER = 15 * MINUTE


async def answered(clock: Engine, people: Team, moment: str) -> None:
    """The whole way to the answer, in a moment."""
    clock.clock.at = at(moment)
    await clock.app.submit_draft(people.incident, "Яму засыпали сегодня", (), by=people.peter)
    await clock.app.approve(people.incident, 1, by=people.olga)
    await clock.hushed(people.olga, people.peter, people.anna)


async def test_t8_a_reminder_is_sent_once_however_often_one_looks(clock: Engine) -> None:
    """Every minute, and three times each."""
    people = await team(clock)

    for moment in moments("22.04.2026 08:10", "22.04.2026 15:00", MINUTE):
        for _ in range(3):
            await clock.tick(moment)

    heard = Counter(await clock.reminded(people.peter))
    assert heard == {"remind-draft": 2, "remind-answer": 1, "missed-draft": 1}


async def test_t9_nothing_is_told_at_night_or_on_a_weekend(clock: Engine) -> None:
    """A breach of Friday 17:00 is told on Monday at 8:00, and so is every level after it."""
    people = await team(clock)
    clock.clock.at = at("24.04.2026 08:00")
    late = await clock.report(people.anna)
    await clock.route(late, people.vera, by=people.olga, moment="24.04.2026 08:10")
    await clock.hushed(people.olga, people.vera, people.head)
    assert told((await clock.deadline(late, Kind.ANSWER)).due_at) == "24.04.2026 17:00"

    when: list[datetime] = []
    for moment in moments("24.04.2026 17:03", "27.04.2026 12:55", QUARTER):
        await clock.tick(moment)
        heard = [await clock.reminded(person) for person in (people.olga, people.vera, people.head)]
        when += [moment] * sum(map(len, heard))

    assert when
    assert all(ZARECHNY.is_working(moment) for moment in when)
    assert min(when) == at("27.04.2026 08:03")


async def test_t9_what_was_due_before_a_jump_into_the_night_waits_for_the_morning(clock: Engine) -> None:
    """The worker comes back at midnight: people sleep, and find it at eight."""
    people = await team(clock)

    assert await clock.tick("23.04.2026 00:10") == 0
    assert await clock.reminded(people.peter) == []
    assert await clock.tick("23.04.2026 08:00") > 0
    assert await clock.reminded(people.peter)


async def test_t10_two_reminders_of_one_day_are_both_sent(clock: Engine) -> None:
    """Half and 80 % of the same term, on the same morning."""
    people = await team(clock)

    await clock.tick("22.04.2026 10:30")
    first = await clock.reminded(people.peter)
    await clock.tick("22.04.2026 13:00")
    second = await clock.reminded(people.peter)

    assert "remind-draft" in first
    assert "remind-draft" in second


async def test_t12_a_rule_that_was_dropped_stops_escalating(clock: Engine) -> None:
    """The profile lost its ladder in the middle of it; a part that is no longer asked for is not told."""
    people = await team(clock)
    await clock.route(people.incident, people.vera, people.peter, by=people.olga, moment="22.04.2026 08:20")
    await clock.route(people.incident, people.vera, by=people.olga, moment="22.04.2026 08:30")
    clock.terms = {"ladder": (Rung(role=Role.HEAD, after=HOUR),)}
    await clock.tick("22.04.2026 14:10")
    clock.terms = {"ladder": ()}

    for moment in moments("22.04.2026 14:20", "24.04.2026 17:00", 30 * MINUTE):
        await clock.tick(moment)

    heard = await clock.reminded(people.vera)
    assert not [word for word in heard if word.endswith("contribution")]
    assert await clock.reminded(people.head) == []
    assert all(name != "escalated" for name, _ in await clock.journal(people.incident))


async def test_t13_a_question_that_is_not_solved_runs_on_a_clock_of_its_own(clock: Engine) -> None:
    """The answered message never fires again; the repeat counts from now."""
    people = await team(clock)
    await answered(clock, people, "22.04.2026 09:00")
    clock.clock.at = at("23.04.2026 10:00")
    again = await clock.app.reopen(
        people.incident, "Яма снова на месте", (), key="again", source="max-citizen", by=people.anna
    )

    assert told((await clock.deadline(again.id, Kind.ANSWER)).due_at) == "24.04.2026 10:00"
    old = (await clock.incident(people.incident)).deadlines
    assert {each.outcome for each in old} <= {Outcome.MET, Outcome.CANCELLED}
    assert {each.fires_at for each in old} == {None}


async def test_t14_a_message_that_was_merged_escalates_no_more(clock: Engine) -> None:
    """Its clocks ended with it; the other one's go on, for both."""
    people = await team(clock)
    other = await clock.report(await clock.resident("Борис"), "22.04.2026 08:30")
    number = (await clock.incident(people.incident)).number
    assert number is not None
    await clock.app.join(other, number, by=people.olga)

    for moment in moments("22.04.2026 09:00", "24.04.2026 17:00", HOUR):
        await clock.tick(moment)

    assert (await clock.incident(other)).state is State.JOINED
    assert await clock.journal(other) == []
    assert await clock.journal(people.incident)


async def test_t20_a_thank_you_starts_and_keeps_no_clock(clock: Engine) -> None:
    """After the answer it is read, and that is all."""
    people = await team(clock)
    await answered(clock, people, "22.04.2026 09:00")
    clock.clock.at = at("22.04.2026 09:30")
    await clock.app.author_writes(people.incident, "Спасибо", by=people.anna)

    assert not any(each.is_open for each in (await clock.incident(people.incident)).deadlines)
    assert await clock.tick("30.04.2026 12:00") == 0


async def test_t25_reassigned_outside_hours_the_clock_goes_on_for_the_new_owner(clock: Engine) -> None:
    """Peter has it until midnight, Vera from then on: no minute is lost, and only Vera is reminded."""
    people = await team(clock)
    late = await clock.report(people.anna, "22.04.2026 15:00")
    await clock.route(late, people.peter, by=people.olga)
    before = await clock.deadline(late, Kind.ANSWER)
    await clock.route(late, people.vera, by=people.olga, moment="23.04.2026 00:30")
    await clock.tick("22.04.2026 17:01")
    await clock.hushed(people.peter, people.vera)

    assert (await clock.deadline(late, Kind.ANSWER)).due_at == before.due_at
    assert told((await clock.deadline(late, Kind.RETURN)).due_at) == "23.04.2026 08:30"
    await clock.tick("23.04.2026 10:00")
    heard = await clock.told(people.vera)
    assert [each.clock for each in heard if ("draft", late) in each.buttons]
    assert not [each for each in await clock.told(people.peter) if ("draft", late) in each.buttons]


async def test_t26_during_leave_the_reminder_goes_to_the_substitute_and_the_timer_goes_on(
    clock: Engine,
) -> None:
    """Peter falls ill: Vera is reminded, the breach is Peter's; back again, he is reminded himself."""
    people = await team(clock)
    before = await clock.deadline(people.incident, Kind.DRAFT)
    today = at("22.04.2026 08:00").date()
    made = await clock.app.office.substitute(
        Absence(
            absent=people.peter.person,
            substitute=people.vera.person,
            first=today,
            last=today + timedelta(days=1),
            reason=Reason.ILLNESS,
            order="",
        ),
        by=people.peter,
    )
    await clock.hushed(people.peter, people.vera)

    await clock.tick("22.04.2026 10:30")
    assert (await clock.deadline(people.incident, Kind.DRAFT)).due_at == before.due_at
    [reminder] = await clock.told(people.vera)
    assert (reminder.clock, reminder.opens) == (("remind-draft",), ("draft", "incident"))
    assert await clock.told(people.peter) == []

    await clock.app.office.end_substitution(made.id, by=people.peter)
    await clock.hushed(people.peter, people.vera)
    await clock.tick("22.04.2026 13:00")
    assert "remind-draft" in await clock.reminded(people.peter)
    assert await clock.reminded(people.vera) == []
    await clock.tick("22.04.2026 14:30")
    [(_, missed)] = await clock.journal(people.incident)
    assert missed["owner"] == people.peter.person


@pytest.mark.parametrize("messages", [1, 4])
async def test_t27_after_a_day_of_downtime_each_deadline_fires_once_gathered_into_a_digest(
    clock: Engine, messages: int
) -> None:
    """Everybody gets one notice, which counts what has come due by kind; the journal has each."""
    people = await team(clock)
    incidents = [people.incident]
    for _ in range(messages - 1):
        incidents.append(await clock.report(people.anna, "22.04.2026 08:00"))
        await clock.route(incidents[-1], people.peter, by=people.olga, moment="22.04.2026 08:10")
    await clock.hushed(people.olga, people.peter, people.head)

    await clock.tick("23.04.2026 09:30")

    for incident in incidents:
        booked = Counter(
            details["kind"] for name, details in await clock.journal(incident) if name != "escalated"
        )
        assert booked == {"draft": 1, "answer": 1}
    hers, his = await clock.told(people.olga), await clock.told(people.peter)
    if messages == 1:
        assert [each.clock for each in his] == [("missed-draft",), ("missed-answer",)]
    else:
        [digest] = his
        assert digest.clock[0] == "notice-digest"
        assert digest.texts[0].args["count"] == 2 * messages
        assert digest.clock[1:] == (
            "notice-digest-line",
            "missed-answer",
            "notice-digest-line",
            "missed-draft",
        )
        assert digest.opens == ("assignments",)
        assert [each.opens for each in hers] == [("register",)]
        assert len(await clock.told(people.head)) == 1
    assert await clock.tick("23.04.2026 09:30") == 0
