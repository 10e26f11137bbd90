"""One notice instead of many: what came due for a person all at once, counted, the worst first (T27)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from core.deadlines.terms import Kind
from core.notices.duty import Duty
from core.notices.escalation import Event, Stage, what
from core.notices.letter import button
from core.notices.model import Button, Notice, ToPerson
from core.shared.ids import PersonId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.roles import Right

MANY: Final = 3
"""So many notices for one person at once become one."""

OPEN: Final = timedelta(seconds=1)
"""How long a digest takes in what follows; it is sent no sooner than `core.notices.ports.Fired` says."""

URGENCY: Final = (
    Kind.ANSWER,
    Kind.FINAL_DRAFT,
    Kind.PUBLISH,
    Kind.APPROVAL,
    Kind.TRIAGE,
    Kind.REWORK,
    Kind.DRAFT,
    Kind.CONTRIBUTION,
)
"""Kinds by what a resident feels first."""

_PLACE: Final = {kind: place for place, kind in enumerate(URGENCY)}


Which = tuple[bool, int]
"""Reminders after what is missed; then by urgency."""


@dataclass(slots=True)
class _Page:
    """What one digest has counted so far; its `number` tells it from earlier ones of the same run."""

    number: int
    at: datetime
    counts: Counter[Which] = field(default_factory=Counter)


class Digests:
    """The digests of one run of the clock, which may take many commits: one page a person for all of them."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._pages: dict[PersonId, _Page] = {}
        self._alone: Counter[PersonId] = Counter()

    def wants(self, person: PersonId, events: Sequence[Event]) -> bool:
        """Whether these go into a digest: together with what the person got in this run they are many."""
        if person in self._pages or self._alone[person] + len(events) >= MANY:
            return True
        self._alone[person] += len(events)
        return False

    def add(self, person: PersonId, events: Sequence[Event], duty: Duty, now: datetime) -> Notice:
        """The person's digest with these in it: it takes the place of what it was before."""
        page = self._page(person, now)
        page.at = now
        page.counts.update([_which(event) for event in events])
        return _told(page, person, duty, f"digest:{self._run}:{page.number}")

    def _page(self, person: PersonId, now: datetime) -> _Page:
        """One that may have been sent by now is finished: the next one begins."""
        page = self._pages.get(person)
        if page is None or now - page.at > OPEN:
            number = 1 if page is None else page.number + 1
            page = self._pages[person] = _Page(number, now)
        return page


def _which(event: Event) -> Which:
    return event.stage is Stage.REMINDER, _PLACE[event.due.deadline.kind]


def _told(page: _Page, person: PersonId, duty: Duty, key: str) -> Notice:
    lines = [
        Msg("notice-digest-line", {"what": what(URGENCY[place], reminder=reminder), "count": count})
        for (reminder, place), count in sorted(page.counts.items())
    ]
    return Notice(
        key=key,
        to=ToPerson(person),
        audience="staff",
        about="digest",
        text=(Msg("notice-digest", {"count": page.counts.total()}), stacked(*lines)),
        buttons=tuple(_lists(person, duty)),
    )


def _lists(person: PersonId, duty: Duty) -> list[Button]:
    """Where to look: everything that is late, or what is one's own."""
    found = []
    if duty.may(person, Right.SEE_INCIDENTS):
        found.append(button("notice-digest.list", "register", "late"))
    if duty.may(person, Right.DRAFT):
        found.append(button("notice-digest.mine", "assignments", ""))
    return found
