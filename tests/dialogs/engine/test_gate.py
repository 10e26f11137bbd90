"""What has to come first: consent, sign-in; and going on with what the person came for."""

from dataclasses import replace

import orjson

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.arrival import pending_said, waiting
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Open, Text
from dialogs.engine.player import Player
from dialogs.engine.session import dump
from dialogs.engine.twins import MemoryKeeper, MemoryPassports
from dialogs.engine.update import Point, RemoteMedia, Said, Whence
from tests.dialogs.engine.samples import ANNA, HOUSE, REPORT, Town, as_app, enrol, registry, words


async def agree(player: Player, language: str = "English") -> None:
    """Through the welcome."""
    await player.press(language)
    await player.press("I agree")


async def test_a_newcomer_is_welcomed_then_shown_the_menu(newcomer: Player) -> None:
    """Nothing but the welcome is open; there is no way around it."""
    await newcomer.start()
    assert newcomer.ids == ["welcome-language"]
    assert newcomer.titles == ["Русский", "English"]

    await agree(newcomer)
    assert newcomer.ids == ["welcome-done", "menu"]


async def test_the_language_chosen_is_spoken_at_once(newcomer: Player) -> None:
    """Before the person is known, and after."""
    await newcomer.start()
    await newcomer.press("English")
    assert newcomer.outbound.voices[-1].language == "en"
    await newcomer.press("I agree")
    assert newcomer.outbound.voices[-1].language == "en"
    assert newcomer.outbound.voices[-1].zone == "Asia/Yekaterinburg"


async def test_words_typed_before_the_gate_are_not_lost(newcomer: Player) -> None:
    """Who begins with the problem goes on with it after the consent."""
    await newcomer.say("The lamp at the school is broken")
    assert newcomer.ids == ["welcome-language"]
    await agree(newcomer)
    assert newcomer.ids == ["welcome-done", "report-area"]


async def test_pictures_sent_before_the_gate_are_fetched_only_after_it(newcomer: Player) -> None:
    """No consent, no keeping of anything."""
    await newcomer.photo("lamp", text="The lamp at the school is broken")
    keeper = newcomer.ports.keeper
    assert isinstance(keeper, MemoryKeeper)
    assert keeper.kept == []

    await agree(newcomer)
    assert [one.ref for one in keeper.kept] == ["lamp"]
    session = newcomer.conversation.session
    assert session is not None
    assert session.answers["photos"] == ["lamp"]


async def test_a_point_sent_before_the_gate_is_kept(newcomer: Player) -> None:
    """It answers the question for a place."""
    await newcomer.place(55.0, 37.0)
    await agree(newcomer)
    session = newcomer.conversation.session
    assert session is not None
    assert session.answers == {"place": {"latitude": 55.0, "longitude": 37.0}}


def test_what_waits_at_the_gate_is_taken_up_as_it_was_said() -> None:
    """Where a forwarded message stood, too; what waited since before that was kept has none."""
    photo = RemoteMedia(kind="photo", ref="lamp", size=5)
    said = Said(
        text="A pit", media=(photo,), point=Point(55.0, 37.0), origin=Whence("City", "https://t.me/c/1")
    )
    pending = orjson.loads(orjson.dumps(pending_said(said)))
    assert waiting(pending) == (None, said)
    del pending["origin"]
    assert waiting(pending) == (None, replace(said, origin=None))


async def test_a_link_a_notice_and_a_command_are_gone_on_with(newcomer: Player) -> None:
    """The last thing the person came for counts."""
    await newcomer.link("h3")
    await newcomer.command("houses")
    assert newcomer.ids == ["welcome-language"]
    await newcomer.start(HOUSE, "h4")
    await agree(newcomer)
    assert newcomer.text[1:] == (Msg("house-card", {"id": "h4"}),)


async def test_start_again_does_not_lose_what_was_answered(newcomer: Player) -> None:
    """The welcome goes on where it was."""
    await newcomer.link("h3")
    await newcomer.press("English")
    await newcomer.start()
    assert newcomer.ids == ["welcome-consent"]
    await newcomer.press("I agree")
    assert newcomer.text[1:] == (Msg("house-card", {"id": "h3"}),)


async def test_the_gate_has_no_way_around(newcomer: Player) -> None:
    """Forged cancels and menus are stale; an unknown command is told."""
    await newcomer.start()
    option = newcomer.button("English").data
    for verb in ("c", "m", "r"):
        await newcomer.press_data(option.replace("oen", verb))
        assert Msg("engine-stale") == newcomer.toast
    await newcomer.command("nonsense")
    assert newcomer.ids == ["welcome-language"]


async def test_a_gate_that_closes_in_the_middle_keeps_the_dialog(newcomer: Player, town: Town) -> None:
    """New wording, new consent: what was being typed is taken up after it."""
    await newcomer.start()
    await agree(newcomer)
    await newcomer.start(REPORT)
    await newcomer.say("A tree fell on the path")
    town.enrolled.clear()
    forget(newcomer)

    await newcomer.say("area parks")
    assert newcomer.ids == ["welcome-language"]
    await agree(newcomer)
    assert newcomer.ids == ["welcome-done", "report-topic"]


async def test_a_press_stopped_by_the_gate_leaves_the_dialog_as_it_was(newcomer: Player, town: Town) -> None:
    """After the gate the same screen is there to press again."""
    await newcomer.start()
    await agree(newcomer)
    await newcomer.start(REPORT)
    await newcomer.say("A tree fell on the path")
    town.enrolled.clear()
    forget(newcomer)

    await newcomer.press("Area parks")
    await agree(newcomer)
    assert newcomer.ids == ["welcome-done", "report-area"]


async def test_who_became_known_elsewhere_is_past_the_gate(newcomer: Player, town: Town) -> None:
    """A colleague let them in meanwhile: the gate is left, and what they came for opens."""
    await newcomer.link("h3")
    town.enrolled["2002"] = ANNA
    await newcomer.press("English")
    assert newcomer.text == (Msg("house-card", {"id": "h3"}),)


async def accept(ctx: Ctx, key: str, given: Answers) -> Done:
    """A one-time code, from a link or typed."""
    if (given.get("code") or ctx.arg) != "right-code":
        raise Refusal("invitation-unknown")
    return await enrol(ctx, key, {"language": "ru"})


SIGN_IN = Dialog(
    name="sign-in",
    steps=(Text(name="code", parse=words(5), when=lambda ctx: not ctx.arg),),
    finish=accept,
)


def staffed(one: Town) -> Player:
    """A bot for staff, met by somebody without a post."""
    made = replace(
        registry(SIGN_IN),
        gate=lambda ctx: None if ctx.actor else "sign-in",
        started=lambda _, payload: Open("sign-in", payload),
    )
    return Player(made, as_app(one), passports=_Enrolled(one), user="3003")


class _Enrolled(MemoryPassports):
    """Whom the town enrolled."""

    def __init__(self, one: Town) -> None:
        super().__init__(one.enrolled)


async def test_a_code_in_the_link_signs_in_at_once(town: Town) -> None:
    """Nothing is asked."""
    player = staffed(town)
    await player.link("right-code")
    assert player.ids == ["welcome-done", "menu"]


async def test_a_wrong_code_in_the_link_asks_for_another(town: Town) -> None:
    """The reason is told, and the code can be typed."""
    player = staffed(town)
    await player.link("wrong-code")
    assert Msg("refusal-invitation-unknown") == player.error
    assert player.ids == ["sign-in-code"]
    await player.say("wrong again")
    assert Msg("refusal-invitation-unknown") == player.error
    await player.say("right-code")
    assert player.ids == ["welcome-done", "menu"]


def forget(player: Player) -> None:
    """The conversation forgets who the person is, as it does after a while."""
    conversation = player.conversation
    conversation.who = None
    player.conversations.kept[player.account.bot, player.account.user] = dump(conversation)
