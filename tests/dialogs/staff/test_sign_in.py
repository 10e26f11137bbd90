"""Signing in: by deep link, by a typed code, and every way it can fail."""

from datetime import timedelta

from core.people.model import INVITATION_LIFE
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Town


async def test_a_deep_link_signs_in_at_once(town: Town) -> None:
    """One press in the invitation, and the menu is there."""
    olga = town.human("telegram-staff")
    await olga.link(await town.code(Role.CURATOR, "Смирнова Ольга"))

    assert olga.ids[:2] == ["sign-in-done", "menu-staff"]
    assert "Добро пожаловать!" in olga.read()
    assert olga.titles == ["Входящие", "На согласовании", "Реестр", "Команда", "Настройки"]


async def test_a_code_may_be_typed_or_pasted_with_its_link(town: Town) -> None:
    """Whatever people copy."""
    olga = town.human("max-staff")
    await olga.start()
    assert olga.ids == ["sign-in-code"]

    await olga.say("привет")
    assert olga.error == Msg("sign-in-code.malformed")
    await olga.say(f"https://max.ru/veche?start={await town.code(Role.EXECUTOR)}")
    assert olga.ids[0] == "sign-in-done"


async def test_used_expired_and_unknown_codes_are_told_apart(town: Town) -> None:
    """Each is one clear sentence, and another code can be typed."""
    used, late, good = [await town.code(Role.CURATOR) for _ in range(3)]
    first = town.human("telegram-staff")
    await first.link(used)
    second = town.human("telegram-staff")

    await second.link(used)
    assert second.error == Msg("refusal-invitation-used")
    assert second.ids == ["sign-in-code"]
    await second.say("no-such-code-at-all")
    assert second.error == Msg("refusal-invitation-unknown")
    town.clock.advance(INVITATION_LIFE + timedelta(minutes=1))
    await second.say(late)
    assert second.error == Msg("refusal-invitation-expired")
    await second.say(good)
    assert second.error == Msg("refusal-invitation-expired")
    await second.say(await town.code(Role.CURATOR))
    assert second.ids[0] == "sign-in-done"


async def test_a_stranger_gets_nowhere(town: Town) -> None:
    """No dialog, command or forged button opens without a post."""
    stranger = town.human("telegram-staff")
    for dialog in stranger.registry.dialogs:
        await stranger.start(dialog, "00000000000000000000000001")
        assert stranger.ids[-1] in {"sign-in-code", "engine-now"}
    for command in stranger.registry.commands:
        await stranger.command(command)
        assert stranger.ids[-1] in {"sign-in-code", "engine-now"}


async def test_a_second_invitation_adds_a_post(town: Town) -> None:
    """A curator who opens a link for executors is both (LAB-3.1)."""
    olga = await town.colleague(Role.CURATOR, "Смирнова Ольга")
    await olga.link(await town.code(Role.EXECUTOR, "Смирнова Ольга"))

    assert olga.titles == ["Входящие", "Мои поручения", "На согласовании", "Реестр", "Команда", "Настройки"]


async def test_a_curator_is_told_in_one_sentence_that_a_link_was_used(town: Town) -> None:
    """Somebody signed in opens an old invitation: the menu stays."""
    code = await town.code(Role.CURATOR)
    await town.human("telegram-staff").link(code)
    olga = await town.colleague(Role.CURATOR, "Смирнова Ольга")
    await olga.link(code)

    assert olga.error == Msg("refusal-invitation-used")
    assert olga.ids[0] == "menu-staff"


async def test_who_lost_every_post_meets_the_sign_in_again(town: Town) -> None:
    """At the next start the record of today is read."""
    olga = await town.colleague(Role.CURATOR, "Смирнова Ольга")
    for person in town.world.state.people.values():
        person.roles = frozenset()
    await olga.start()

    assert olga.ids[-1] == "sign-in-code"
