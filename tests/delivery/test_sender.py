"""The outbox's sender in virtual time: order, lanes, tries, doubts, and a database that goes away."""

import asyncio
from dataclasses import dataclass

import pytest
import structlog

from bots.delivery.limits import Limits, Rule, Window
from bots.delivery.ports import TokenRefused
from core.notices.model import Assurance, Lane
from core.notices.outbox import Parcel
from core.people.model import Account
from core.shared.ids import BotId, PersonId
from dialogs.engine.ports import PersonGone, Rejected, TryLater, Uncertain
from storage.memory.outbox import MemoryOutbox
from tests.delivery.town import BOT, Courier, Town, sending
from tests.delivery.virtual import play


def account(user: str, bot: str = BOT) -> Account:
    return Account(bot, user, f"chat-{user}")  # type: ignore[arg-type]  # a bot's name


def people(town: Town, count: int) -> list[PersonId]:
    return [town.person(f"p{n}", account(str(n))) for n in range(count)]


def unlucky(error: Exception, times: int = 1, text: str = "answer") -> Courier:
    """Raises so many times for one text, then delivers."""
    left = times

    def luck(told: str) -> None:
        nonlocal left
        if told == text and left:
            left -= 1
            raise error

    return Courier(luck)


def test_notices_reach_their_people_in_the_order_of_the_facts() -> None:
    """One person's second notice waits for the first, others do not wait for either."""

    async def story() -> list[tuple[str, str]]:
        town, courier = Town(), Courier(seconds=0.2)
        anna, boris = people(town, 2)
        for text in ("one", "two", "three"):
            town.tell(anna, text)
        town.tell(boris, "hello")
        await sending(town, courier).until(town.sent)
        return [(chat, text) for _, chat, text in courier.delivered]

    told = play(story())
    assert [text for chat, text in told if chat == "chat-0"] == ["one", "two", "three"]
    assert told.index(("chat-1", "hello")) <= 1


def test_an_answer_overtakes_a_broadcast() -> None:
    """It is claimed first and goes first, even when hundreds are on their way."""

    async def story() -> int:
        town, limits = Town(), Limits(Rule(30, lambda: Window(100, 1.0)))
        courier = Courier(limits=limits)
        crowd = people(town, 301)
        for person in crowd[:300]:
            town.tell(person, f"news-{person}", lane=Lane.BROADCAST)
        running = sending(town, courier, limits=limits)
        await asyncio.sleep(3)
        before = len(courier.delivered)
        town.tell(crowd[300], "answer")
        await running.until(town.sent)
        return courier.texts.index("answer") - before

    assert play(story()) <= 2


def test_what_cannot_wait_overtakes_what_waits_for_the_same_person() -> None:
    """A curator has a minute of news before them; a doubt is the next thing they see."""

    async def story() -> int:
        town, limits = Town(), Limits(Rule(30, lambda: Window(2, 1.0)))
        courier = Courier(limits=limits)
        [curator] = people(town, 1)
        for number in range(120):
            town.tell(curator, f"news {number}")
        running = sending(town, courier, limits=limits)
        await asyncio.sleep(3)
        before = len(courier.delivered)
        town.tell(curator, "doubt", lane=Lane.URGENT)
        await running.until(town.sent)
        assert [text for text in courier.texts if text != "doubt"] == [f"news {n}" for n in range(120)]
        return courier.texts.index("doubt") - before

    assert play(story()) <= 1


def test_a_refusal_for_now_is_tried_again_with_growing_pauses() -> None:
    """In the end it arrives, once."""

    async def story() -> tuple[float, list[str]]:
        town, courier = Town(), unlucky(TryLater(0.5), times=4)
        town.tell(people(town, 1)[0], "answer")
        await sending(town, courier).until(town.sent)
        return asyncio.get_running_loop().time(), courier.texts

    seconds, texts = play(story())
    assert texts == ["answer"]
    assert 10 < seconds < 40


def test_a_silence_is_never_repeated_for_once_and_repeated_for_least() -> None:
    """An answer becomes a doubt that a person settles; a reminder may come twice."""

    async def story(assurance: Assurance) -> tuple[str, list[str], list[str]]:
        town, courier = Town(), unlucky(Uncertain())
        town.tell(people(town, 1)[0], "answer", assurance=assurance)
        running = sending(town, courier)
        await asyncio.sleep(30)
        await running.end()
        return town.states()["answer"], courier.texts, running.counted

    assert play(story(Assurance.ONCE)) == ("uncertain", [], ["uncertain"])
    assert play(story(Assurance.LEAST)) == ("sent", ["answer"], ["uncertain", "sent"])


def test_what_is_refused_for_good_is_kept_with_its_reason() -> None:
    """And so is what breaks in our own hands; the next parcel goes on."""

    async def story(error: Exception) -> tuple[dict[str, str], str | None]:
        town, courier = Town(), unlucky(error)
        anna, boris = people(town, 2)
        town.tell(anna, "answer")
        town.tell(boris, "other")
        await sending(town, courier).until(lambda: "pending" not in town.states().values())
        return town.states(), town.world.state.outbox[0].error

    for error, why in ((Rejected("sendMessage: no"), "sendMessage: no"), (KeyError("text"), "KeyError")):
        states, reason = play(story(error))
        assert (states["answer"], states["other"]) == ("failed", "sent")
        assert reason == why


def test_a_person_who_left_is_reached_by_their_other_messenger() -> None:
    """Everything that waits for them goes there."""

    async def story() -> tuple[list[str], list[str]]:
        town, telegram, max_ = Town(), unlucky(PersonGone(), times=9), Courier()
        anna = town.person("anna", account("2", "max-citizen"), account("1"))
        town.tell(anna, "answer")
        town.tell(anna, "second")
        running = sending(town, telegram), sending(town, max_, bot="max-citizen")
        await running[0].until(town.sent)
        await running[1].end()
        return telegram.texts, max_.texts

    assert play(story()) == ([], ["answer", "second"])


def test_a_refused_token_pauses_the_bot_and_is_told_clearly() -> None:
    """Nothing is lost: it goes out when the token is right again."""

    async def story() -> tuple[list[str], list[str]]:
        town, courier = Town(), unlucky(TokenRefused("telegram-citizen: copy it anew"))
        town.tell(people(town, 1)[0], "answer")
        with structlog.testing.capture_logs() as lines:
            await sending(town, courier).until(town.sent)
        return courier.texts, [line["remedy"] for line in lines]

    assert play(story()) == (["answer"], ["telegram-citizen: copy it anew"])


@dataclass(frozen=True, slots=True)
class Forgetful(MemoryOutbox):
    """A database that is away when it should be told."""

    away: list[str]

    async def sent(self, parcel: Parcel, message: str) -> None:
        if self.away:
            raise ConnectionError(self.away.pop())
        await MemoryOutbox.sent(self, parcel, message)


def test_a_database_that_is_away_after_the_sending_makes_no_second_one() -> None:
    """The outcome is kept in hand until it can be told."""

    async def story() -> tuple[list[str], dict[str, str]]:
        town, courier = Town(), Courier()
        town.tell(people(town, 1)[0], "answer", assurance=Assurance.ONCE)
        outbox = Forgetful(town.world.state, ["gone"] * 8)
        await sending(town, courier, outbox=outbox).until(town.sent)
        return courier.texts, town.states()

    assert play(story()) == (["answer"], {"answer": "sent"})


def test_what_a_killed_sender_left_in_the_middle_is_settled_first() -> None:
    """A reminder goes again, an answer becomes a doubt."""

    async def story() -> dict[str, str]:
        town, courier = Town(), Courier()
        anna, boris = people(town, 2)
        town.tell(anna, "answer", assurance=Assurance.ONCE)
        town.tell(boris, "reminder")
        await town.world.outbox.claim(BOT, Lane.INTERACTIVE, 10)
        await sending(town, courier).until(
            lambda: "sending" not in town.states().values() and bool(courier.texts)
        )
        assert courier.texts == ["reminder"]
        return town.states()

    states = play(story())
    assert (states["answer"], states["reminder"]) == ("uncertain", "sent")


def test_a_stop_ends_what_is_on_its_way_and_begins_nothing_new() -> None:
    """Nobody is left in the middle."""

    async def story() -> dict[str, str]:
        town, courier = Town(), Courier(seconds=5)
        (anna,) = people(town, 1)
        town.tell(anna, "first")
        town.tell(anna, "second")
        running = sending(town, courier)
        await asyncio.sleep(1)
        await running.end()
        return town.states()

    assert play(story()) == {"first": "sent", "second": "pending"}


def test_a_429_pauses_the_claiming_too() -> None:
    """Parcels are not taken out only to be put back."""

    async def story() -> tuple[float, int]:
        town, limits = Town(), Limits()
        courier = Courier(limits=limits)
        limits.pause(60)
        town.tell(people(town, 1)[0], "answer")
        await sending(town, courier, limits=limits).until(town.sent)
        return courier.delivered[0][0], town.world.state.outbox[0].attempts

    at, attempts = play(story())
    assert at == pytest.approx(60, abs=1)
    assert attempts == 1


def test_an_outbox_that_does_not_answer_ends_the_run_for_its_keeper_to_repeat() -> None:
    """What is on its way is ended first."""

    @dataclass(frozen=True, slots=True)
    class Broken(MemoryOutbox):
        """Breaks when it is asked for broadcasts."""

        async def claim(self, bot: BotId, lane: Lane, limit: int) -> list[Parcel]:
            if lane is Lane.BROADCAST:
                raise ConnectionError("gone")
            return list(await MemoryOutbox.claim(self, bot, lane, limit))

    async def story() -> dict[str, str]:
        town, courier = Town(), Courier(seconds=1)
        town.tell(people(town, 1)[0], "answer")
        running = sending(town, courier, outbox=Broken(town.world.state))
        with pytest.raises(ConnectionError):
            await running.task
        return town.states()

    assert play(story()) == {"answer": "sent"}


def test_a_big_broadcast_is_claimed_by_handfuls() -> None:
    """A query for every message would cost more than the message."""

    @dataclass(frozen=True, slots=True)
    class Counting(MemoryOutbox):
        """Counts the claims."""

        claims: list[int]

        async def claim(self, bot: BotId, lane: Lane, limit: int) -> list[Parcel]:
            found = await MemoryOutbox.claim(self, bot, lane, limit)
            if lane is Lane.BROADCAST:
                self.claims.append(len(found))
            return list(found)

    async def story() -> list[int]:
        town, limits = Town(), Limits(Rule(30, lambda: Window(100, 1.0)))
        courier = Courier(limits=limits)
        for person in people(town, 600):
            town.tell(person, f"news-{person}", lane=Lane.BROADCAST)
        outbox = Counting(town.world.state, [])
        await sending(town, courier, limits=limits, outbox=outbox).until(town.sent)
        return outbox.claims

    claims = play(story())
    assert sum(claims) == 600
    assert len([one for one in claims if one]) <= 60
