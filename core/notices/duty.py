"""Who is on duty: the staff by role and unit, each with whoever does their work now (ZAR-7)."""

from collections.abc import Iterable

from core.notices.ports import Member
from core.shared.ids import PersonId
from core.shared.roles import Right, Role, rights_of


class Duty:
    """Made once for many deadlines: an absent person's part, and rights, are their substitute's."""

    def __init__(self, staff: Iterable[Member]) -> None:
        self._staff = {member.person: member for member in staff}
        self._doing = {member.person: member.stand_in or member.person for member in self._staff.values()}
        self._roles: dict[PersonId, frozenset[Role]] = {}
        self._holders: dict[Role, tuple[PersonId, ...]] = {}
        for member in self._staff.values():
            doing = self._doing[member.person]
            self._roles[doing] = self._roles.get(doing, frozenset()) | member.roles
            if doing in self._staff:
                self._roles[doing] |= self._staff[doing].roles

    def doing(self, person: PersonId) -> PersonId | None:
        """Who does a person's work; None where the person has left the staff."""
        return self._doing.get(person)

    def having(self, role: Role) -> tuple[PersonId, ...]:
        """Whoever does the work of those with the role, each once."""
        found = self._holders.get(role)
        if found is None:
            doing = (self._doing[each.person] for each in self._staff.values() if role in each.roles)
            found = self._holders[role] = tuple(dict.fromkeys(doing))
        return found

    def may(self, person: PersonId, right: Right) -> bool:
        """Whether somebody has a right now, their own or that of a person they stand in for."""
        return right in rights_of(self._roles.get(person, frozenset()))

    def is_(self, person: PersonId, role: Role) -> bool:
        """Whether somebody does the work of a role now."""
        return role in self._roles.get(person, frozenset())

    def name(self, person: PersonId) -> str | None:
        """How a member of staff is called."""
        found = self._staff.get(person)
        return found.name if found else None
