"""Stories of the outbox: to whom, in what order, and what happens when a sending goes wrong."""

import asyncio

import pytest

from core.notices.model import Assurance, Lane, Notice, ToPerson, ToRole
from core.notices.outbox import Parcel
from core.people.model import Person
from core.shared.actor import Cause
from core.shared.roles import Role
from tests.contract.stage import DEMO, EAST, Stage, acts, note

ONCE = Assurance.ONCE
CURATORS = ToRole(Role.CURATOR)


async def _two(stage: Stage, person: Person, assurance: Assurance = Assurance.LEAST) -> list[Parcel]:
    """Two notices for one person: what can be claimed of them."""
    to = ToPerson(person.id)
    await stage.tell(person, note("first", to, assurance=assurance), note("second", to))
    return await stage.claim("max-citizen")


async def test_a_notice_goes_where_its_person_wrote_last(stage: Stage) -> None:
    """Attaching a channel is using it; acting in another one later is too."""
    anna = await stage.resident("Анна", "telegram-citizen", "max-citizen", "max-staff")
    await stage.tell(anna, note("one", ToPerson(anna.id)))
    [parcel] = await stage.claim("max-citizen")
    assert (parcel.text[0].id, parcel.chat) == ("one", f"chat-max-citizen-{anna.id}")
    await stage.tell(anna, cause=Cause("telegram-citizen", ("u1",)))
    await stage.tell(anna, note("two", ToPerson(anna.id)))
    assert await stage.texts("telegram-citizen") == ["two"]


async def test_a_parcel_carries_all_that_is_needed_to_send_it(stage: Stage) -> None:
    """The person's present language, the city's clock, texts, buttons, media."""
    ann = await stage.settle("Ann", "max-citizen", language="en", municipality=EAST)
    notice = note("hello", ToPerson(ann.id), assurance=ONCE, args={"a": 1, "b": None})
    await stage.tell(ann, notice)
    [parcel] = await stage.claim("max-citizen")
    assert (parcel.voice.language, parcel.voice.zone) == ("en", "Asia/Vladivostok")
    assert parcel.text == notice.text
    assert dict(parcel.text[0].args) == {"a": 1, "b": None}
    assert (parcel.buttons, parcel.media, parcel.about) == (notice.buttons, notice.media, "nothing")
    assert (parcel.municipality, parcel.person, parcel.attempts) == (EAST, ann.id, 1)
    assert (parcel.assurance, parcel.lane) == (ONCE, Lane.INTERACTIVE)


async def test_a_notice_written_twice_is_sent_once(stage: Stage) -> None:
    """Its key is unique for its recipient."""
    anna = await stage.resident()
    for _ in range(2):
        await stage.tell(anna, note("same", ToPerson(anna.id)))
    assert await stage.texts("max-citizen") == ["same"]


async def test_who_has_no_channel_yet_gets_it_with_their_first_one(stage: Stage) -> None:
    """Nothing is lost, nothing is due."""
    anna = await stage.settle("Анна")
    await stage.tell(anna, note("early", ToPerson(anna.id)))
    assert await stage.claim("max-citizen") == []
    await stage.attach(anna, "max-citizen")
    assert await stage.texts("max-citizen") == ["early"]


async def test_a_recipient_gets_one_after_the_other_while_others_go_ahead(stage: Stage) -> None:
    """The next is claimed after the one before is settled."""
    anna, boris = await stage.resident(), await stage.resident("Борис")
    notices = [note(key, ToPerson(who.id)) for who in (anna, boris) for key in ("1", "2", "3")]
    await stage.tell(anna, *notices)
    parcels = await stage.claim("max-citizen")
    assert [(parcel.person, parcel.text[0].id) for parcel in parcels] == [(anna.id, "1"), (boris.id, "1")]
    assert await stage.claim("max-citizen") == []
    await stage.outbox.sent(parcels[1], "m1")
    assert [(each.person, each.text[0].id) for each in await stage.claim("max-citizen")] == [(boris.id, "2")]


async def test_what_is_put_off_holds_back_what_comes_after_it(stage: Stage) -> None:
    """An order that a slow messenger could break would be none."""
    anna, boris = await stage.resident(), await stage.resident("Борис")
    [first] = await _two(stage, anna)
    await stage.outbox.later(first, 3600)
    await stage.tell(boris, note("other", ToPerson(boris.id)))
    assert [parcel.text[0].id for parcel in await stage.claim("max-citizen")] == ["other"]


async def test_what_was_put_off_is_due_again(stage: Stage) -> None:
    """With one attempt more, and the rest behind it."""
    anna = await stage.resident()
    [first] = await _two(stage, anna)
    await stage.outbox.later(first, 0)
    [again] = await stage.claim("max-citizen")
    assert (again.id, again.attempts) == (first.id, 2)
    await stage.outbox.sent(again, "m")
    assert await stage.texts("max-citizen") == ["second"]


async def test_answers_do_not_wait_for_broadcasts(stage: Stage) -> None:
    """Two lanes, each with its own order."""
    anna, boris = await stage.resident(), await stage.resident("Борис")
    await stage.tell(
        anna,
        note("news", ToPerson(anna.id), lane=Lane.BROADCAST),
        note("news", ToPerson(boris.id), lane=Lane.BROADCAST),
        note("answer", ToPerson(anna.id)),
    )
    [answer] = await stage.claim("max-citizen")
    assert answer.text[0].id == "answer"
    [broadcast] = await stage.claim("max-citizen", Lane.BROADCAST)
    assert broadcast.person == boris.id
    await stage.outbox.sent(answer, "m")
    assert [each.person for each in await stage.claim("max-citizen", Lane.BROADCAST)] == [anna.id]


async def test_doubts_do_not_wait_for_other_news(stage: Stage) -> None:
    """However much waits for the curators: they are told at once, and what waits keeps its order."""
    anna, curator = await stage.resident(), await stage.curator()
    news = [note(f"news {n}", ToPerson(curator.id), audience="staff") for n in range(3)]
    await stage.tell(anna, *news, note("answer", ToPerson(anna.id), assurance=ONCE))
    [answer] = await stage.claim("max-citizen")
    await stage.outbox.uncertain(answer)
    [told] = await stage.claim("telegram-staff", Lane.URGENT)
    assert (told.person, told.text[0].id) == (curator.id, "notice-uncertain")
    assert await stage.claim("telegram-staff") == []
    await stage.outbox.sent(told, "m")
    assert await stage.texts("telegram-staff") == ["news 0", "news 1", "news 2"]


async def test_no_more_is_claimed_than_asked_for(stage: Stage) -> None:
    """The rest stays for the next time."""
    people = [await stage.resident(f"Житель {n}") for n in range(5)]
    await stage.tell(people[0], *(note("n", ToPerson(person.id)) for person in people))
    assert len(await stage.claim("max-citizen", limit=3)) == 3
    assert len(await stage.claim("max-citizen", limit=3)) == 2


async def test_many_sent_marks_at_once_are_all_kept(stage: Stage) -> None:
    """They may be written together."""
    people = [await stage.resident(f"Житель {n}") for n in range(20)]
    await stage.tell(people[0], *(note("n", ToPerson(person.id)) for person in people))
    parcels = await stage.claim("max-citizen")
    await asyncio.gather(*(stage.outbox.sent(parcel, f"m{parcel.id}") for parcel in parcels))
    assert await stage.outbox.recover("max-citizen") == 0
    assert await stage.claim("max-citizen") == []


async def test_after_a_kill_reminders_are_sent_again_and_answers_wait_for_a_person(stage: Stage) -> None:
    """Class `least` may repeat; class `once` never does, and a curator learns of it at once."""
    anna, boris, _ = await stage.resident(), await stage.resident("Борис"), await stage.curator()
    await stage.tell(
        anna, note("answer", ToPerson(anna.id), assurance=ONCE), note("reminder", ToPerson(boris.id))
    )
    killed = await stage.claim("max-citizen")
    assert len(killed) == 2
    assert await stage.outbox.recover("telegram-citizen") == 0
    assert await stage.outbox.recover("max-citizen") == 1
    assert await stage.texts("max-citizen") == ["reminder"]
    [doubt] = await stage.outbox.doubts(DEMO)
    assert (doubt.person_name, doubt.text[0].id, doubt.about) == ("Анна", "answer", "nothing")
    [told] = await stage.claim("telegram-staff", Lane.URGENT)
    assert told.text[0].id == "notice-uncertain"
    assert [(button.dialog, button.arg) for button in told.buttons] == [("doubt", doubt.question)]
    assert await stage.outbox.recover("max-citizen") == 0


async def test_a_doubtful_answer_waits_and_what_comes_after_it_does_not(stage: Stage) -> None:
    """The person is not punished for our doubt."""
    anna, _ = await stage.resident(), await stage.curator()
    [first] = await _two(stage, anna, assurance=ONCE)
    await stage.outbox.uncertain(first)
    assert await stage.texts("max-citizen") == ["second"]
    assert [doubt.id for doubt in await stage.outbox.doubts(DEMO)] == [first.id]
    assert await stage.outbox.doubts(EAST) == []
    assert await stage.texts("telegram-staff", Lane.URGENT) == ["notice-uncertain"]


async def test_a_doubtful_reminder_is_tried_again_after_a_pause(stage: Stage) -> None:
    """It may arrive twice; it holds its place in the order."""
    anna = await stage.resident()
    [first] = await _two(stage, anna)
    await stage.outbox.uncertain(first)
    assert await stage.outbox.doubts(DEMO) == []
    async with asyncio.timeout(20):
        while not (again := await stage.claim("max-citizen")):
            await stage.outbox.waiting("max-citizen")
    assert [parcel.text[0].id for parcel in again] == ["first"]


async def test_a_refused_notice_is_kept_and_the_curators_told(stage: Stage) -> None:
    """And their own refused notice starts no endless chain."""
    anna, _ = await stage.resident(), await stage.curator()
    [first] = await _two(stage, anna)
    await stage.outbox.failed(first, "Bad Request: chat not found")
    assert await stage.texts("max-citizen") == ["second"]
    [told] = await stage.claim("telegram-staff", Lane.URGENT)
    assert told.text[0].id == "notice-failed"
    await stage.outbox.failed(told, "Forbidden")
    assert await stage.texts("telegram-staff", Lane.URGENT) == []


async def test_settling_twice_settles_once(stage: Stage) -> None:
    """A settled parcel does not come back to life."""
    anna, _ = await stage.resident(), await stage.curator()
    await stage.tell(anna, note("answer", ToPerson(anna.id), assurance=ONCE))
    [parcel] = await stage.claim("max-citizen")
    await stage.outbox.sent(parcel, "m")
    await stage.outbox.uncertain(parcel)
    await stage.outbox.failed(parcel, "late")
    await stage.outbox.later(parcel, 0)
    assert await stage.claim("max-citizen") == []
    assert await stage.outbox.doubts(DEMO) == []
    assert await stage.texts("telegram-staff", Lane.URGENT) == []


async def test_who_blocked_one_bot_is_told_in_the_other(stage: Stage) -> None:
    """All that waits takes the other channel, in order; so does what comes later."""
    anna = await stage.resident("Анна", "telegram-citizen", "max-citizen")
    [first] = await _two(stage, anna)
    assert await stage.outbox.gone(first)
    assert await stage.has_left("max-citizen", first.user)
    assert await stage.claim("max-citizen") == []
    await stage.tell(anna, note("third", ToPerson(anna.id)))
    assert await stage.texts("telegram-citizen") == ["first", "second", "third"]


async def test_who_has_no_other_channel_is_waited_for(stage: Stage) -> None:
    """Their parcels go out when they come back, to the chat they come back with."""
    anna = await stage.resident()
    [first] = await _two(stage, anna)
    assert not await stage.outbox.gone(first)
    await stage.tell(anna, note("third", ToPerson(anna.id)))
    assert await stage.claim("max-citizen") == []
    await stage.channels.came_back("max-citizen", first.user, "new-chat")
    assert not await stage.has_left("max-citizen", first.user)
    [back] = await stage.claim("max-citizen")
    assert (back.text[0].id, back.chat) == ("first", "new-chat")
    await stage.outbox.sent(back, "m")
    assert await stage.texts("max-citizen") == ["second", "third"]


async def test_a_staff_channel_is_no_way_to_a_resident(stage: Stage) -> None:
    """A person who is both has two audiences."""
    anna = await stage.settle("Анна", "max-staff", "max-citizen", roles=frozenset({Role.EXECUTOR}))
    [first] = await _two(stage, anna)
    assert not await stage.outbox.gone(first)
    assert await stage.texts("max-staff") == []


async def test_a_bot_that_is_left_is_marked_before_anything_is_sent(stage: Stage) -> None:
    """The messenger says so itself; strangers leave without a trace."""
    anna = await stage.resident("Анна", "telegram-citizen", "max-citizen")
    await stage.tell(anna, note("one", ToPerson(anna.id)))
    await stage.channels.left("max-citizen", f"max-{anna.id}")
    await stage.channels.left("max-citizen", "stranger")
    await stage.channels.came_back("max-citizen", "stranger", "chat")
    assert not await stage.has_left("max-citizen", "stranger")
    assert await stage.texts("telegram-citizen") == ["one"]


async def test_curators_without_a_channel_learn_later(stage: Stage) -> None:
    """Trouble waits for somebody to tell."""
    anna = await stage.resident()
    mary = await stage.settle("Мария", roles=frozenset({Role.CURATOR}))
    await stage.tell(anna, note("answer", ToPerson(anna.id), assurance=ONCE))
    [parcel] = await stage.claim("max-citizen")
    await stage.outbox.uncertain(parcel)
    await stage.attach(mary, "telegram-staff")
    assert await stage.texts("telegram-staff", Lane.URGENT) == ["notice-uncertain"]


async def test_a_sender_is_woken_by_a_commit(stage: Stage) -> None:
    """It need not look all the time."""
    anna = await stage.resident()
    await stage.outbox.waiting("max-citizen")
    woken = asyncio.ensure_future(stage.outbox.waiting("max-citizen"))
    await stage.tell(anna, note("one", ToPerson(anna.id)))
    await woken
    assert await stage.texts("max-citizen") == ["one"]


async def test_nobody_is_told_by_a_commit_that_fails(stage: Stage) -> None:
    """Notices are part of the fact."""
    anna, mary = await stage.resident(), await stage.curator()
    await stage.tell(anna, cause=Cause("max-citizen", ("u",)))
    told: Notice = note("never", CURATORS, audience="staff")
    with pytest.raises(Exception, match=r"^$"):
        await stage.tell(anna, told, cause=Cause("max-citizen", ("u",)))
    assert await stage.texts("telegram-staff", Lane.URGENT) == []
    assert acts(mary).roles
