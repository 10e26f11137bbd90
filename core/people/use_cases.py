"""What people do with their own record: enrol, choose a language, prove a phone; who they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.people.model import Account, Municipality, Person, tidy_name
from core.people.passport import actor_of
from core.people.phone import e164
from core.people.ports import Directory, OpenPeople, People
from core.shared.actor import Actor, Cause
from core.shared.clock import Clock
from core.shared.ids import Ids, MunicipalityId, PersonId
from core.shared.refusal import Refusal
from core.shared.retried import retried

NAME_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """Whom a bot talks to: the actor behind an account, or nobody yet.

    A resident is known after consent to the current wording, staff while they hold a post, both while
    their municipality is served here: otherwise the gate lets nobody in.
    """

    open: OpenPeople
    directory: Directory

    async def __call__(self, account: Account) -> Actor | None:
        """One read; changes nothing."""
        async with self.open() as work:
            person = await work.people.by_account(account)
        if person is None or not person.active:
            return None
        homes = await self.directory.municipalities()
        home = next((home for home in homes if home.id == person.municipality), None)
        if home is None or (account.audience == "staff" and not person.roles):
            return None
        if account.audience == "citizen" and not _agreed(person, home):
            return None
        return actor_of(person, home.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """A resident agrees to the processing of personal data and becomes known to a citizen bot.

    The same messenger account, known in the municipality through another of our bots, keeps its person.
    """

    open: OpenPeople
    directory: Directory
    ids: Ids
    clock: Clock

    @retried
    async def __call__(
        self,
        account: Account,
        *,
        municipality: MunicipalityId,
        language: str,
        consent: str,
        cause: Cause | None = None,
    ) -> Actor:
        """Refuses `municipality-unknown`, `consent-outdated` (the wording changed), `language-unknown`."""
        home = await municipality_of(self.directory, municipality)
        if consent != home.consent_version:
            raise Refusal("consent-outdated")
        now = self.clock.now()
        async with self.open() as work:
            person = await known(work.people, municipality, account)
            if person is None:
                person = _newcomer(self.ids.new(), municipality, account, language)
                work.people.add(person)
            else:
                work.people.change(person)
            by = actor_of(person, home.zone, cause)
            person.speak(language, by=by, now=now)
            person.consent_to(consent, by=by, now=now)
            person.active = True
            work.people.attach(person, account)
            await work.commit(by)
        return actor_of(person, home.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage:
    """A person changes the language in which all our bots speak to them."""

    open: OpenPeople
    clock: Clock

    @retried
    async def __call__(self, language: str, *, by: Actor) -> None:
        """Refuses `language-unknown`."""
        async with self.open() as work:
            person = await work.people.get(by.municipality, by.person)
            person.speak(language, by=by, now=self.clock.now())
            work.people.change(person)
            await work.commit(by)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPhone:
    """The messenger vouched for the person's own number: keep it, and join the two records of one human.

    The record that had the number first lives on; the channels and incidents of the other move to it.
    """

    open: OpenPeople
    clock: Clock

    @retried
    async def __call__(self, phone: str, *, own: bool, by: Actor) -> PersonId:
        """The person's id from now on. Refuses `contact-not-own` and `phone-impossible`."""
        if not own:
            raise Refusal("contact-not-own")
        number = e164(phone)
        now = self.clock.now()
        async with self.open() as work:
            people = work.people
            person = await people.get(by.municipality, by.person)
            first = await people.by_phone(by.municipality, number)
            if first is None:
                person.own_phone(by=by, now=now)
                people.keep_phone(person, number)
                people.change(person)
            elif first.id != person.id:
                first.absorb(person, by=by, now=now)
                people.move(person, first)
                people.change(person)
                people.change(first)
            await work.commit(by)
        return first.id if first else person.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MyRecord:
    """What the bot keeps about the person who asks; a member of staff has a record too."""

    open: OpenPeople

    async def __call__(self, *, by: Actor) -> Person:
        """One's own record and nobody else's."""
        async with self.open() as work:
            return await work.people.get(by.municipality, by.person)


async def municipality_of(directory: Directory, municipality: MunicipalityId) -> Municipality:
    """The municipality; refuses `municipality-unknown`."""
    return home_of(await directory.municipalities(), municipality)


def home_of(homes: Iterable[Municipality], municipality: MunicipalityId) -> Municipality:
    """The one with this id; refuses `municipality-unknown`."""
    for home in homes:
        if home.id == municipality:
            return home
    raise Refusal("municipality-unknown")


async def known(people: People, municipality: MunicipalityId, account: Account) -> Person | None:
    """The account's person in this municipality: met by this bot, or by another one of the messenger."""
    person = await people.by_account(account)
    if person is not None and person.municipality == municipality:
        return person
    return await people.by_messenger(municipality, account)


def _newcomer(new_id: str, municipality: MunicipalityId, account: Account, language: str) -> Person:
    name = tidy_name(account.name)[:NAME_SHOWN]
    return Person(id=PersonId(new_id), municipality=municipality, name=name, language=language)


def _agreed(person: Person, home: Municipality) -> bool:
    return person.consent is not None and person.consent.version == home.consent_version
