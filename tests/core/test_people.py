"""People: enrolment, the same human through several bots, phones, invitations."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.people.facts import ConsentGiven, Invited, LanguageChosen, PhoneVerified, StaffJoined
from core.people.invitations import InvitationCode
from core.people.model import INVITATION_LIFE, Account, StaffName, tidy_name
from core.people.passport import SYSTEM
from core.people.phone import e164
from core.shared.ids import MunicipalityId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from storage.memory import World
from tests.core.city import DEMO, City

PHONE = "+79001234567"


async def test_a_newcomer_is_known_after_consent_and_not_before(city: City) -> None:
    """The gate asks `WhoAmI`."""
    account = Account("max-citizen", "7", "chat-7", "Анна")
    assert await city.app.who(account) is None

    await city.resident("7")

    known = await city.app.who(account)
    assert known is not None
    assert (known.name, known.voice.zone, known.roles) == ("Анна", "Europe/Moscow", frozenset())


async def test_enrolling_twice_makes_one_person(city: City) -> None:
    """The update may be delivered twice."""
    first, again = await city.resident("7"), await city.resident("7")

    assert first.person == again.person
    assert len(city.world.state.people) == 1


async def test_a_new_wording_is_agreed_to_anew(city: City) -> None:
    """An old consent opens nothing; one to a wording that is not today's is refused."""
    account = Account("max-citizen", "7", "chat-7", "Анна")
    anna = await city.resident("7")
    home = city.world.state.municipalities[0]
    city.world.state.municipalities[0] = type(home)(
        id=home.id, title=home.title, zone=home.zone, consent_version="2027-1"
    )

    assert await city.app.who(account) is None
    with pytest.raises(Refusal, match="consent-outdated"):
        await city.app.enrol(account, municipality=DEMO, language="ru", consent="2026-1")
    again = await city.app.enrol(account, municipality=DEMO, language="ru", consent="2027-1")
    assert again.person == anna.person


async def test_the_same_messenger_account_is_one_person_in_both_bots(city: City) -> None:
    """An executor who reports a pothole is the same human, and keeps both hats."""
    peter = await city.member(Role.EXECUTOR, "77", name="Пётр")

    resident = await city.resident("77", bot="telegram-citizen")

    assert resident.person == peter.person
    assert resident.roles == frozenset({Role.EXECUTOR})
    assert await city.app.who(Account("max-citizen", "77", "chat")) is None


async def test_the_same_account_in_two_cities_is_two_people() -> None:
    """A municipality is part of every key."""
    city = City("other")
    here = await city.resident("7")
    there = await city.resident("7", municipality=MunicipalityId("other"))

    assert here.person != there.person


async def test_a_verified_phone_joins_the_two_records_of_one_human(city: City) -> None:
    """MAX first, Telegram later: one list of incidents, answers in the channel used last."""
    in_max = await city.resident("7", bot="max-citizen")
    in_telegram = await city.resident("8", bot="telegram-citizen")
    incident = await city.report(in_telegram)
    await city.app.verify_phone(PHONE, own=True, by=in_max)

    joined = await city.app.verify_phone("79001234567", own=True, by=in_telegram)

    assert joined == in_max.person
    now = await city.app.who(Account("telegram-citizen", "8", "chat-8"))
    assert now is not None
    assert now.person == in_max.person
    assert (await city.app.own_card(incident, by=now)).incident.author == in_max.person
    retired = city.world.state.people[in_telegram.person]
    assert (retired.active, retired.roles) == (False, frozenset())


async def test_a_member_of_staff_keeps_the_posts_when_records_join(city: City) -> None:
    """The record with the number lives on, with the other's posts."""
    resident = await city.resident("7", bot="max-citizen")
    await city.app.verify_phone(PHONE, own=True, by=resident)
    peter = await city.member(Role.EXECUTOR, "77", unit="roads")

    await city.app.verify_phone(PHONE, own=True, by=peter)

    now = await city.app.who(Account("telegram-staff", "77", "chat-77"))
    assert now is not None
    assert (now.person, now.roles, now.unit) == (resident.person, frozenset({Role.EXECUTOR}), "roads")


async def test_somebody_elses_contact_is_refused(city: City) -> None:
    """Only what the messenger vouches for counts; nonsense is no number."""
    anna = await city.resident("7")

    with pytest.raises(Refusal, match="contact-not-own"):
        await city.app.verify_phone(PHONE, own=False, by=anna)
    with pytest.raises(Refusal, match="phone-impossible"):
        await city.app.verify_phone("123", own=True, by=anna)
    assert not (await city.app.my_record(by=anna)).has_phone


async def test_the_language_is_changed_for_all_bots_and_written_down(city: City) -> None:
    """A language nobody speaks is refused; the same one again is no news."""
    anna = await city.resident("7")

    await city.app.choose_language("en", by=anna)
    await city.app.choose_language("en", by=anna)
    with pytest.raises(Refusal, match="language-unknown"):
        await city.app.choose_language("de", by=anna)

    assert (await city.app.my_record(by=anna)).language == "en"
    assert journal(city).count(LanguageChosen.name) == 1


async def test_an_invitation_works_once(city: City) -> None:
    """Used by somebody else, expired, unknown: three different sentences."""
    code = await city.code(Role.CURATOR)
    late = await city.code(Role.CURATOR)
    ours = Account("telegram-staff", "7", "chat-7", "Ольга")
    theirs = Account("telegram-staff", "8", "chat-8", "Чужой")

    first = await city.app.accept_invitation(code, ours)
    again = await city.app.accept_invitation(code, ours)
    assert first.person == again.person
    assert first.roles == frozenset({Role.CURATOR})
    with pytest.raises(Refusal, match="invitation-used"):
        await city.app.accept_invitation(code, theirs)
    with pytest.raises(Refusal, match="invitation-unknown"):
        await city.app.accept_invitation("no-such-code", theirs)
    city.clock.advance(INVITATION_LIFE + timedelta(seconds=1))
    with pytest.raises(Refusal, match="invitation-expired"):
        await city.app.accept_invitation(late, theirs)
    assert await city.app.who(theirs) is None


async def test_a_used_code_gives_no_post_back_to_who_lost_it(city: City) -> None:
    """A repeat is no error, yet it restores nothing."""
    code = await city.code(Role.CURATOR)
    account = Account("telegram-staff", "7", "chat-7", "Ольга")
    olga = await city.app.accept_invitation(code, account)
    city.world.state.people[olga.person].roles = frozenset()

    with pytest.raises(Refusal, match="invitation-used"):
        await city.app.accept_invitation(code, account)

    assert await city.app.who(account) is None


async def test_a_second_invitation_adds_a_post(city: City) -> None:
    """A person may hold several roles (LAB-3.1)."""
    await city.member(Role.CURATOR, "7")

    both = await city.member(Role.EXECUTOR, "7", unit="roads")

    assert both.roles == frozenset({Role.CURATOR, Role.EXECUTOR})
    assert len(city.world.state.people) == 1


async def test_an_invitation_is_not_accepted_by_a_citizen_bot(city: City) -> None:
    """Whatever payload a citizen bot is started with."""
    code = await city.code(Role.CURATOR)

    with pytest.raises(Refusal, match="staff-only"):
        await city.app.accept_invitation(code, Account("max-citizen", "7", "chat-7"))


async def test_inviting_checks_names_roles_and_units(city: City) -> None:
    """What a client sends may be anything."""
    head = await city.member(Role.HEAD, "head")

    for name, roles, unit, code in (
        ("Я", {Role.CURATOR}, None, "too-short"),
        ("Я" * 101, {Role.CURATOR}, None, "too-long"),
        ("Пётр", set(), None, "roles-missing"),
        ("Пётр", {Role.EXECUTOR}, "nowhere", "unit-unknown"),
    ):
        with pytest.raises(Refusal, match=code):
            await city.app.invite(name, frozenset(roles), unit, by=head)  # type: ignore[arg-type]  # forged


async def test_the_journal_tells_of_people_without_naming_their_number(city: City) -> None:
    """Consent, language, phone, invitation, post; ids, never numbers or codes."""
    code = await city.code(Role.CURATOR)
    olga = await city.app.accept_invitation(code, Account("telegram-staff", "7", "chat-7"))
    anna = await city.resident("8")
    await city.app.verify_phone(PHONE, own=True, by=anna)

    assert journal(city) == [Invited.name, StaffJoined.name, ConsentGiven.name, PhoneVerified.name]
    rows = [row for _, row in city.world.state.journal]
    assert [row.by for row in rows] == [SYSTEM, olga.person, anna.person, anna.person]
    told = "".join(f"{row.subject}{row.details!r}" for row in rows)
    assert code not in told
    assert "9001234567" not in told


def test_codes_are_found_in_whatever_people_paste() -> None:
    """A code, a whole link, a typed command; anything else is told apart."""
    for raw in (
        "abcDEF12_-34",
        "  abcDEF12_-34\n",
        "/start abcDEF12_-34",
        "https://t.me/veche_staff_bot?start=abcDEF12_-34",
    ):
        assert InvitationCode.parse(raw).value == "abcDEF12_-34"
    for raw in ("", "привет", "abc", "a" * 33, "start="):
        with pytest.raises(Refusal, match="malformed"):
            InvitationCode.parse(raw)


def test_numbers_have_one_form() -> None:
    """With and without the plus, as typed in Russia, and from abroad."""
    for raw in ("79001234567", "+79001234567", "8 (900) 123-45-67", "9001234567"):
        assert e164(raw) == PHONE
    assert e164("+49 30 901820") == "+4930901820"
    for raw in ("", "123", "+7 000 000", "phone"):
        with pytest.raises(Refusal, match="phone-impossible"):
            e164(raw)


def test_names_are_one_readable_line() -> None:
    """A messenger's name can hold line breaks, reversed writing and other surprises."""
    assert tidy_name(" Анна\n\u202eПетровна\x00 ") == "Анна Петровна"
    assert StaffName.parse("  Иванов   Пётр ").value == "Иванов Пётр"


def journal(city: City) -> list[str]:
    """Names of all facts, oldest first."""
    return [row.name for _, row in city.world.state.journal]


async def test_who_belongs_to_a_municipality_served_no_more_is_a_stranger(city: City) -> None:
    """Its profile is gone: they are welcomed anew instead of meeting an error at every step."""
    anna = await city.resident("anna")
    elsewhere = World(municipalities=())
    who = replace(city.app.who, directory=elsewhere.directory)

    assert await who(Account("max-citizen", "anna", "chat-anna")) is None
    assert await city.app.who(Account("max-citizen", "anna", "chat-anna")) == anna
