"""Stories of answers that wait for somebody who left every channel."""

from core.notices.model import Assurance, Lane, ToPerson
from core.people.model import Person
from core.shared.msg import Msg
from tests.contract.stage import Stage, account_of, note


async def leaves(stage: Stage, person: Person) -> None:
    """They block the bot."""
    account = account_of(person, "max-citizen")
    await stage.channels.left(account.bot, account.user)


async def answered(stage: Stage, anna: Person, *keys: str, assurance: Assurance = Assurance.ONCE) -> None:
    """Each of them is on its way to Anna, about the same matter."""
    for key in keys:
        await stage.tell(anna, note(key, ToPerson(anna.id), assurance=assurance))


async def told(stage: Stage) -> list[Msg]:
    """What the curators get of it."""
    parcels = await stage.claim("telegram-staff")
    for parcel in parcels:
        await stage.outbox.sent(parcel, "m")
    return [parcel.text[0] for parcel in parcels]


async def test_curators_learn_once_that_an_answer_waits_for_somebody_who_left(stage: Stage) -> None:
    """Whether it was on its way when they left, or came later; one notice for one matter."""
    anna, _ = await stage.resident(), await stage.curator()
    await answered(stage, anna, "before")
    await leaves(stage, anna)
    await answered(stage, anna, "after")
    assert await stage.outbox.unreached() == 2
    assert await told(stage) == [Msg("notice-unreached", {"what": Msg("before"), "name": "Анна"})]
    await answered(stage, anna, "again")
    assert await stage.outbox.unreached() == 1
    assert await stage.outbox.unreached() == 0
    assert await told(stage) == []


async def test_it_goes_out_by_itself_when_the_person_comes_back(stage: Stage) -> None:
    """The curators' knowing changes nothing about that."""
    anna, _ = await stage.resident(), await stage.curator()
    await leaves(stage, anna)
    await answered(stage, anna, "answer")
    await stage.outbox.unreached()
    account = account_of(anna, "max-citizen")
    await stage.channels.came_back(account.bot, account.user, account.chat)
    assert await stage.texts("max-citizen") == ["answer"]


async def test_of_reminders_and_of_people_who_are_there_nobody_is_told(stage: Stage) -> None:
    """Nor when the other messenger is left."""
    anna, boris = await stage.resident(), await stage.resident("Борис", "max-citizen", "telegram-citizen")
    await stage.curator()
    await answered(stage, anna, "reminder", assurance=Assurance.LEAST)
    await leaves(stage, anna)
    await answered(stage, boris, "answer")
    await leaves(stage, boris)
    assert await stage.outbox.unreached() == 0
    assert await stage.claim("telegram-staff", Lane.INTERACTIVE) == []
