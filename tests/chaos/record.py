"""What a campaign leaves for its books, and what a book is."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.chaos.clock import Clock
from tests.chaos.fleet import Kill
from tests.chaos.ledger import Ledger
from tests.chaos.phone import Phone
from tests.chaos.residents import Resident
from tests.chaos.staff import Worker
from tests.chaos.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What happened, and what it left; what was due by the moment `ended` has had its time to fire."""

    way: str
    ledger: Ledger
    residents: Sequence[Resident]
    staff: Sequence[Worker]
    kills: Sequence[Kill]
    seconds: float
    clock: Clock
    ended: datetime
    watch: Watch


@dataclass(frozen=True, slots=True)
class Book:
    """One book: `checked` things, `wrong` ones in words."""

    name: str
    checked: int
    wrong: list[str] = field(default_factory=list)


def twice(what: str, values: Sequence[Hashable]) -> list[str]:
    """What is there more than once."""
    return [f"{count} {what}: {value}" for value, count in Counter(values).items() if count > 1]


def phones(campaign: Campaign) -> dict[tuple[str, str], Phone]:
    """Everybody's phone, by bot and user."""
    people = [*campaign.residents, *campaign.staff]
    return {(person.phone.bot, str(person.phone.user)): person.phone for person in people}
