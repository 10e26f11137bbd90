"""The clock: who is told what, when, with which buttons, and what the journal keeps."""

from datetime import UTC, timedelta

from core.deadlines.terms import Kind, SourceKind
from core.incidents.found import Found
from core.incidents.values import State
from core.shared.actor import Actor
from core.shared.ids import IncidentId, TopicId
from core.shared.roles import Role
from tests.deadlines.cities import MINUTE, at
from tests.deadlines.engine import NAME, Engine, moments, team

DRAFT = "Яму засыпали, фото приложили"


async def test_a_message_nobody_routes_is_told_to_curators_then_up_the_ladder(clock: Engine) -> None:
    """Half, 80 %, the breach, then the head, the deputy, each with what they may do (ZAR-8, ZAR-21)."""
    olga = await clock.member(Role.CURATOR, "Ольга")
    head = await clock.member(Role.HEAD, "Глава центра")
    deputy = await clock.member(Role.DEPUTY, "Заместитель")
    incident = await clock.report(await clock.resident(), "22.04.2026 09:00")
    await clock.hushed(olga, head, deputy)

    heard: list[tuple[str, str, str]] = []
    for moment in moments("22.04.2026 09:00", "22.04.2026 13:10", 5 * MINUTE):
        await clock.tick(moment)
        for name, person in (("curator", olga), ("head", head), ("deputy", deputy)):
            for told in await clock.told(person):
                assert told.opens[-1] == "incident"
                assert ("triage" in told.opens) is (person is not deputy)
                assert ("notice-rung" in told.words) is (person is not olga)
                heard.append((f"{moment:%H:%M}", name, *told.clock))

    assert [each for each in heard if each[2].endswith("triage")] == [
        ("09:30", "curator", "remind-triage"),
        ("09:50", "curator", "remind-triage"),
        ("10:05", "curator", "missed-triage"),
        ("11:05", "head", "missed-triage"),
        ("13:05", "deputy", "missed-triage"),
    ]
    journal = await clock.journal(incident)
    assert [(name, details.get("rung")) for name, details in journal] == [
        ("deadline-missed", None),
        ("escalated", 1),
        ("escalated", 2),
    ]


async def test_the_breach_is_booked_to_its_owner_and_their_unit(clock: Engine) -> None:
    """ZAR-20: person, unit, term and moment; the owner and the curators are told at once."""
    people = await team(clock)

    await clock.tick("22.04.2026 14:00")
    await clock.hushed(people.peter)
    assert await clock.journal(people.incident) == []
    await clock.tick(at("22.04.2026 14:00") + timedelta(seconds=1))

    due = at("22.04.2026 14:00").astimezone(UTC).isoformat()
    owner = {"owner": people.peter.person, "unit": "roads"}
    assert await clock.journal(people.incident) == [
        ("deadline-missed", {"kind": "draft", "generation": 1, "due": due, **owner})
    ]
    [mine] = await clock.told(people.peter)
    assert (mine.clock, mine.opens) == (("missed-draft",), ("draft", "incident"))
    [hers] = [told for told in await clock.told(people.olga) if told.clock == ("missed-draft",)]
    assert hers.opens == ("ask-status", "reroute", "incident")
    assert "notice-responsible" in hers.words


async def test_without_an_owner_a_breach_is_the_curators(clock: Engine) -> None:
    """Nobody was made responsible: that is booked too."""
    await clock.member(Role.CURATOR, "Ольга")
    incident = await clock.report(await clock.resident(), "22.04.2026 09:00")

    await clock.tick("22.04.2026 10:30")

    [(_, details)] = await clock.journal(incident)
    assert (details["kind"], details["owner"], details["unit"]) == ("triage", None, None)


async def test_an_approval_is_asked_of_whoever_has_to_give_it(clock: Engine) -> None:
    """Curators, with the buttons of the decision on this very draft; the executor hears nothing."""
    people = await team(clock)
    clock.clock.at = at("22.04.2026 10:00")
    await clock.app.submit_draft(people.incident, DRAFT, (), by=people.peter)
    await clock.hushed(people.olga, people.peter)

    await clock.tick("22.04.2026 10:30")

    [told] = await clock.told(people.olga)
    assert told.clock == ("remind-approval",)
    assert told.buttons == (
        ("approve", f"{people.incident}.1"),
        ("return", f"{people.incident}.1"),
        ("incident", people.incident),
    )
    assert await clock.told(people.peter) == []


async def test_residents_names_are_in_no_notice_of_the_clock(clock: Engine) -> None:
    """They stand in chats for long, on phones that others see."""
    people = await team(clock)

    for moment in moments("22.04.2026 08:00", "23.04.2026 17:00", 30 * MINUTE):
        await clock.tick(moment)

    told = [await clock.told(person) for person in (people.olga, people.peter, people.head)]
    assert all(told)
    assert NAME not in repr(told)


async def test_a_question_the_author_lets_pass_closes_the_message(clock: Engine) -> None:
    """They are reminded twice, then told that it is closed; the clocks of the staff end with it (ZAR-6)."""
    people = await team(clock)
    clock.clock.at = at("22.04.2026 09:00")
    await clock.app.ask_author(people.incident, "Уточните, пожалуйста, номер дома", by=people.olga)
    await clock.hushed(people.anna)

    for moment in moments("22.04.2026 09:00", "27.04.2026 16:45", 15 * MINUTE):
        await clock.tick(moment)
    reminders = await clock.told(people.anna)
    assert [told.clock for told in reminders] == [("notice-remind-author",)] * 2
    assert {told.audience for told in reminders} == {"citizen"}
    assert reminders[0].opens == ("reply", "incident")
    assert (await clock.incident(people.incident)).state is State.ASSIGNED

    await clock.tick("28.04.2026 08:00")
    assert (await clock.incident(people.incident)).state is State.CLOSED
    [closed] = await clock.told(people.anna)
    assert closed.words[0] == "notice-closed-unanswered"
    assert await clock.tick("30.04.2026 10:00") == 0


async def test_a_draft_on_its_way_holds_the_closing_and_nothing_else(clock: Engine) -> None:
    """The question's term is over, the answer waits for approval: it goes out, the message stays open."""
    people = await team(clock)
    clock.clock.at = at("22.04.2026 09:00")
    await clock.app.ask_author(people.incident, "Уточните, пожалуйста, номер дома", by=people.olga)
    clock.clock.at = at("27.04.2026 16:00")
    await clock.app.submit_draft(people.incident, DRAFT, (), by=people.peter)

    await clock.tick("28.04.2026 08:00")
    assert (await clock.incident(people.incident)).state is State.ON_APPROVAL
    assert await clock.tick("28.04.2026 08:01") == 0
    clock.clock.at = at("28.04.2026 08:05")
    await clock.app.approve(people.incident, 2, by=people.olga)
    await clock.tick("28.04.2026 08:20")

    assert (await clock.incident(people.incident)).state is State.ANSWERED


async def test_what_is_done_late_before_anybody_was_told_is_booked_once(clock: Engine) -> None:
    """The draft comes at 14:30 while the worker is down: one breach in the journal, however one looks."""
    people = await team(clock)
    clock.clock.at = at("22.04.2026 14:30")
    await clock.app.submit_draft(people.incident, DRAFT, (), by=people.peter)

    await clock.tick("22.04.2026 15:00")

    missed = [details["kind"] for name, details in await clock.journal(people.incident)]
    assert missed == ["draft"]
    assert "missed-draft" not in await clock.reminded(people.peter)


async def test_a_publication_is_reminded_of_with_the_way_to_send_the_link(clock: Engine) -> None:
    """A post's answer stands where the post stood; only the executor can put it there (ZAR-14)."""
    people = await team(clock)
    found = await _found(clock, people.olga)
    await clock.route(found, people.peter, by=people.olga)
    await clock.app.submit_draft(found, DRAFT, (), by=people.peter)
    await clock.app.approve(found, 1, by=people.olga)
    await clock.hushed(people.peter)
    assert (await clock.deadline(found, Kind.PUBLISH)).due_at == at("22.04.2026 10:30")

    await clock.tick("22.04.2026 10:15")

    [told] = [each for each in await clock.told(people.peter) if each.clock == ("remind-publish",)]
    assert told.buttons[0] == ("publish", f"{found}.1")


async def test_the_last_in_an_order_is_reminded_of_the_common_answer(clock: Engine) -> None:
    """Vera gives her part, whatever clock reminds her; Peter, the last, writes the answer (ZAR-16)."""
    people = await team(clock)
    await clock.route(people.incident, people.vera, people.peter, by=people.olga, moment="22.04.2026 08:20")
    await clock.hushed(people.vera, people.peter)

    await clock.tick("22.04.2026 09:25")
    [hers] = await clock.told(people.vera)
    assert (hers.clock, hers.opens[0]) == (("remind-contribution",), "contribute")
    clock.clock.at = at("22.04.2026 09:50")
    await clock.app.contribute(people.incident, "Асфальт привезут к двум", (), by=people.vera)
    await clock.hushed(people.peter)

    await clock.tick("22.04.2026 10:55")
    mine = {told.clock: told.opens[0] for told in await clock.told(people.peter)}
    assert mine[("remind-common",)] == "draft"
    assert set(mine.values()) == {"draft"}


async def test_while_a_draft_waits_for_approval_everybody_gets_what_they_can_do(clock: Engine) -> None:
    """The executor writes to the curators instead of writing anew; they decide, the head looks (ZAR-12)."""
    people = await team(clock)
    clock.clock.at = at("22.04.2026 13:30")
    await clock.app.submit_draft(people.incident, DRAFT, (), by=people.peter)
    await clock.hushed(people.olga, people.peter, people.head)

    await clock.tick("22.04.2026 15:40")
    [mine] = await clock.told(people.peter)
    assert (mine.clock, mine.opens) == (("remind-answer",), ("status", "incident"))
    assert "notice-on-approval" in mine.words

    await clock.tick("23.04.2026 09:10")
    [hers] = [told for told in await clock.told(people.olga) if told.clock == ("missed-answer",)]
    assert hers.opens == ("approve", "return", "incident")
    await clock.tick("23.04.2026 10:10")
    his = [told for told in await clock.told(people.head) if told.clock == ("missed-answer",)]
    assert [told.opens for told in his] == [("incident",)]


async def _found(clock: Engine, olga: Actor) -> IncidentId:
    """A post that a curator registered at ten."""
    clock.clock.at = at("22.04.2026 10:00")
    found = Found(
        source=SourceKind.NETWORK,
        text="Фонарь не горит вторую неделю",
        link="https://vk.example/wall-1_2",
        topic=TopicId("pothole"),
    )
    made = await clock.app.register_found(found, key=clock.new(), by=olga)
    return made.id
