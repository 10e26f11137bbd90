"""Answers that are typed or sent: text, numbers, dates, places, the person's own contact."""

from datetime import UTC, datetime

import pytest

from core.shared.msg import Msg
from dialogs.engine.player import Player
from dialogs.engine.twins import SetClock
from dialogs.engine.update import Point, Said
from tests.dialogs.engine.samples import ANNA, PAST, REPORT, SURVEY, Town, as_app, registry


async def at_place(player: Player) -> None:
    """The question for a place."""
    await player.start(REPORT)
    await player.say("A bench is broken in the park")
    await player.press("Area parks")
    await player.press("topic-trees")


async def at_age(player: Player) -> None:
    """The question for a number."""
    await player.start(SURVEY)
    await player.press("Red")
    await player.press("engine-done")


async def at_day(player: Player) -> None:
    """The question for a date."""
    await at_age(player)
    await player.say("42")


async def at_contact(player: Player) -> None:
    """The question for a contact."""
    await at_day(player)
    await player.press("engine-today")


def answers(player: Player) -> dict[str, object]:
    """What was answered so far."""
    session = player.conversation.session
    return {} if session is None else session.answers


@pytest.mark.parametrize("odd", ["voice", "sticker", "poll", "file", "audio", "other"])
async def test_what_has_no_words_is_no_text(player: Player, odd: str) -> None:
    """A voice message, a sticker, a poll: one clear sentence, and the question stays."""
    await player.start(REPORT)

    await player.do(Said(odd=odd))
    assert Msg("engine-odd", {"kind": odd, "wanted": Msg("engine-expected-text")}) == player.error
    assert player.ids == ["report-text"]


async def test_a_text_without_its_spaces_is_kept(player: Player) -> None:
    """The answer is what was typed, stripped, without signs that no database keeps."""
    await player.start(REPORT)
    await player.say("  The bench\x00 is \ud83d broken  ")
    assert answers(player)["text"] == "The bench is ? broken"


async def test_a_picture_with_words_answers_the_text_and_the_pictures(player: Player) -> None:
    """Who sends a photo with a caption to the first question is not asked for the photo again."""
    await player.start(REPORT)
    await player.photo("hole", text="A hole in the road, a deep one")
    assert answers(player) == {"text": "A hole in the road, a deep one", "photos": ["hole"]}

    await player.press("Area roads")
    await player.press("topic-holes")
    await player.press("engine-skip")
    assert player.ids == ["report-summary"]


@pytest.mark.parametrize(("typed", "number"), [("42", 42), (" +7 ", 7), ("1\u00a0000", None), ("4,2", None)])
async def test_a_number_is_typed(player: Player, typed: str, number: int | None) -> None:
    """Whole numbers within the bounds are taken."""
    await at_age(player)

    await player.say(typed)
    assert answers(player).get("age") == number


async def test_a_number_out_of_bounds_is_explained(player: Player) -> None:
    """The bounds are told; words are asked to be figures."""
    await at_age(player)
    await player.say("130")
    assert Msg("engine-number-range", {"least": 1, "most": 120}) == player.error

    await player.say("sixty")
    assert Msg("engine-expected-number") == player.error
    assert player.ids == ["survey-age"]


async def test_near_days_are_buttons(player: Player) -> None:
    """Today, tomorrow and four days more."""
    await at_day(player)
    assert player.titles[:3] == ["engine-today", "engine-tomorrow", "engine-day"]

    await player.press(Msg("engine-day", {"weekday": "thu", "day": 7, "month": "may"}))
    assert answers(player)["day"] == "2026-05-07"


async def test_a_day_in_words(player: Player) -> None:
    """Words people use, in Russian too."""
    await at_day(player)
    await player.say("В пятницу!")
    assert answers(player)["day"] == "2026-05-08"


async def test_today_is_the_persons_today(town: Town) -> None:
    """At 22:30 UTC it is already tomorrow in Moscow."""
    late = SetClock(datetime(2026, 5, 5, 22, 30, tzinfo=UTC))
    player = Player(registry(), as_app(town), actor=ANNA, clock=late)
    await at_day(player)
    await player.say("сегодня")
    assert answers(player)["day"] == "2026-05-06"


async def test_a_day_out_of_bounds_is_told_with_the_bounds(player: Player) -> None:
    """The bounds are spelled as people say them; nonsense is asked again."""
    await player.start(PAST)
    await player.say("вчера")
    assert player.error == Msg(
        "engine-day-range",
        {
            "first": Msg("engine-day", {"weekday": "thu", "day": 1, "month": "jan"}),
            "last": Msg("engine-day", {"weekday": "thu", "day": 30, "month": "apr"}),
        },
    )
    await player.say("когда-нибудь")
    assert Msg("engine-expected-day") == player.error


async def test_days_behind_are_offered_backwards(player: Player, town: Town) -> None:
    """When only the past is asked for, the newest of it comes first, and a weekday means the last one."""
    await player.start(PAST)
    assert player.buttons[0].title == Msg("engine-day", {"weekday": "thu", "day": 30, "month": "apr"})

    await player.say("29 апреля")
    assert [sent["day"] for sent in town.sent.values()] == ["2026-04-29"]


async def test_a_forged_day_is_stale(player: Player) -> None:
    """Not every string is a date, and not every date is allowed."""
    await at_day(player)
    good = player.button("engine-today").data
    await player.press_data(good.replace("2026-05-05", "2026-99-99"))
    assert Msg("engine-stale") == player.toast

    await player.press_data(good.replace("2026-05-05", "1999-01-01"))
    assert player.error is not None
    assert player.error.id == "engine-day-range"


async def test_a_place_from_the_map(player: Player) -> None:
    """The messenger's own button is on the screen; the point is the answer."""
    await at_place(player)
    assert player.screen.ask == "place"

    await player.place(55.75, 37.62)
    assert answers(player)["place"] == {"latitude": 55.75, "longitude": 37.62}


async def test_a_typed_address_is_checked_by_its_parser(player: Player) -> None:
    """Too short an address is explained under the step's own text."""
    await at_place(player)
    await player.say("1")
    assert Msg("report-place.too-short", {"min": 3, "length": 1}) == player.error

    await player.say("улица Ленина, 5")
    assert answers(player)["place"] == {"address": "улица Ленина, 5"}


async def test_a_place_that_is_nowhere_is_not_taken(player: Player) -> None:
    """Coordinates off the globe, or none at all."""
    await at_place(player)
    for point in (Point(91.0, 0.0), Point(0.0, float("nan")), Point(0.0, -181.0)):
        await player.do(Said(point=point))
        assert Msg("engine-expected-place") == player.error


async def test_the_own_contact_is_taken(player: Player, town: Town) -> None:
    """With or without a plus it is kept as E.164."""
    await at_contact(player)
    assert player.screen.ask == "contact"

    await player.contact("79001234567")
    assert [sent["contact"] for sent in town.sent.values()] == ["+79001234567"]


@pytest.mark.parametrize(("own", "forwarded"), [(False, False), (True, True), (False, True)])
async def test_nobody_elses_contact_is_taken(player: Player, *, own: bool, forwarded: bool) -> None:
    """Somebody else's, a forwarded and a forged one are refused alike."""
    await at_contact(player)

    await player.contact(own=own, forwarded=forwarded)
    assert Msg("engine-contact-foreign") == player.error
    assert player.screen.ask == "contact"


async def test_a_typed_number_is_no_contact(player: Player) -> None:
    """Anybody can type any number: the messenger has to vouch for it."""
    await at_contact(player)
    await player.say("+79001234567")
    assert Msg("engine-expected-contact") == player.error


async def test_a_contact_without_a_number_is_told(player: Player) -> None:
    """The messenger vouches for nonsense now and then."""
    await at_contact(player)
    await player.contact("12")
    assert Msg("refusal-phone-impossible") == player.error
