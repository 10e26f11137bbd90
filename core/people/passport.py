"""Who acts: actors made of persons, and the system itself."""

from core.people.model import Person
from core.shared.actor import Actor, Cause
from core.shared.ids import MunicipalityId, PersonId
from core.shared.roles import Role
from core.shared.voice import Voice

SYSTEM = PersonId("system")
"""Stands in the journal where no person acted: the command line, the sandbox."""


def actor_of(person: Person, zone: str, cause: Cause | None = None) -> Actor:
    """The person as they act now, on their municipality's clock, with the work of those they substitute."""
    return Actor(
        person=person.id,
        municipality=person.municipality,
        name=person.name,
        voice=Voice(language=person.language, zone=zone),
        roles=person.roles if person.active else frozenset(),
        unit=person.unit,
        absent=person.stands_for,
        cause=cause,
    )


def system_actor(municipality: MunicipalityId) -> Actor:
    """The deployment's operator at the command line: may invite, and nothing about incidents."""
    return Actor(
        person=SYSTEM,
        municipality=municipality,
        name="Veche",
        roles=frozenset({Role.ADMINISTRATOR}),
    )
