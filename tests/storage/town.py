"""A resident, a curator, and reports, for stories about the servers rather than about the town."""

from core.incidents.model import Incident
from core.incidents.occasion import Occasion
from core.incidents.parts import Origin
from core.incidents.values import IncidentText, Location
from core.notices.policy import notices_of
from core.people.model import Account, Person
from core.shared.actor import Actor
from core.shared.ids import BotId, PersonId
from core.shared.roles import Role
from storage.codes import SecretCodes
from storage.postgres.bell import Bell
from storage.postgres.phones import Phones
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from storage.postgres.unit import Units
from tests.contract.stage import CALENDAR, DEMO, MUNICIPALITIES, NOON, TERMS, TOPICS, UNITS, acts

STAFF_BOT: BotId = "telegram-staff"


def units_over(database: Database, bell: Bell | None = None) -> Units:
    """Units of work with the product's notices."""
    return Units(
        database,
        policy=notices_of,
        codes=SecretCodes(),
        phones=Phones("s" * 32),
        bell=bell or Bell(database),
    )


async def settle(database: Database, units: Units) -> tuple[Person, Person]:
    """Anna in MAX and the curator Mary in Telegram."""
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    anna = Person(id=PersonId("anna"), municipality=DEMO, name="Анна")
    mary = Person(id=PersonId("mary"), municipality=DEMO, name="Мария", roles=frozenset({Role.CURATOR}))
    async with units() as work:
        work.people.add(anna)
        work.people.attach(anna, Account("max-citizen", "1", "1"))
        work.people.add(mary)
        work.people.attach(mary, Account(STAFF_BOT, "2", "2"))
        await work.commit(acts(anna))
    return anna, mary


def report(number: int, by: Actor) -> Incident:
    """The report of this number: the same id and key every time."""
    return Incident.register(
        new_id=f"i{number}",
        key=f"k{number}",
        text=IncidentText("Яма во дворе"),
        topic=TOPICS[0],
        location=Location(),
        media=(),
        origin=Origin(bot="max-citizen"),
        author=by.person,
        at=Occasion(by=by, now=NOON, calendar=CALENDAR, terms=TERMS),
    )
