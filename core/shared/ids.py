"""Identifiers of the domain, distinct for the type checker, and the port that makes new ones."""

from typing import Literal, NewType, Protocol

MunicipalityId = NewType("MunicipalityId", str)
PersonId = NewType("PersonId", str)
UnitId = NewType("UnitId", str)
TopicId = NewType("TopicId", str)
IncidentId = NewType("IncidentId", str)
FileId = NewType("FileId", str)
SubstitutionId = NewType("SubstitutionId", str)
TemplateId = NewType("TemplateId", str)

Messenger = Literal["max", "telegram"]
Audience = Literal["citizen", "staff"]
BotId = Literal["max-citizen", "max-staff", "telegram-citizen", "telegram-staff"]

BOTS: tuple[BotId, ...] = ("max-citizen", "max-staff", "telegram-citizen", "telegram-staff")


def audience_of(bot: BotId) -> Audience:
    """Whom a bot serves."""
    return "staff" if bot.endswith("staff") else "citizen"


class Ids(Protocol):
    """Makes identifiers: 26 lower-case characters, sortable by the time they were made."""

    def new(self) -> str:
        """A new identifier; never the same twice."""
        ...
