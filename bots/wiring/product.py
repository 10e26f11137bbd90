"""The use cases over the ports of this deployment."""

from collections.abc import Mapping, Sequence

from core.deadlines.shelf import Calendars
from core.regulation.rules import Rules
from core.shared.clock import Clock
from dialogs.app import App, InviteLink, InviteLinks, Ports, make_app

from .ids import TimeIds
from .stores import Stores


class StaffLinks:
    """Deep links of the staff bots, as far as they have said who they are."""

    def __init__(self) -> None:
        self._nicks: Mapping[str, str] = {}

    def learn(self, nicks: Mapping[str, str]) -> None:
        """All nicks by bot, as they are now."""
        self._nicks = nicks

    def __call__(self, code: str) -> Sequence[InviteLink]:
        """The links that sign in with a one-time code."""
        found = []
        if nick := self._nicks.get("max-staff"):
            found.append(InviteLink("max", f"https://max.ru/{nick}?start={code}"))
        if nick := self._nicks.get("telegram-staff"):
            found.append(InviteLink("telegram", f"https://t.me/{nick}?start={code}"))
        return found


def build_product(
    stores: Stores, rules: Rules, calendars: Calendars, clock: Clock, links: InviteLinks
) -> App:
    """One deployment's use cases."""
    return make_app(
        Ports(
            open=stores.open,
            directory=stores.directory,
            queries=stores.queries,
            similar=stores.similar,
            watch=stores.watch,
            guides=stores.guides,
            catalogue=stores.catalogue,
            refresh=stores.refresh,
            outbox=stores.outbox,
            codes=stores.codes,
            ids=TimeIds(),
            clock=clock,
            calendar=calendars.of,
            rules=rules,
            topics=rules,
            invite_links=links,
        )
    )
