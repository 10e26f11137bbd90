"""What the staff bot may do about people and what administrators keep, as part of the `App`."""

from dataclasses import dataclass

from core.incidents.ports import IncidentQueries, Wanted
from core.incidents.values import OPEN
from core.people.ports import Directory, OpenPeople, OpenWorkOf, RosterWatch
from core.people.substitutions import (
    ApplySubstitutions,
    Colleagues,
    EndSubstitution,
    Substitute,
    Substitutions,
)
from core.shared.clock import Clock
from core.shared.ids import Ids, MunicipalityId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The use cases of the team's side."""

    substitute: Substitute
    end_substitution: EndSubstitution
    apply_substitutions: ApplySubstitutions
    substitutions: Substitutions
    colleagues: Colleagues


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePorts:
    """What an `Office` is made of."""

    open: OpenPeople
    directory: Directory
    queries: IncidentQueries
    watch: RosterWatch
    ids: Ids
    clock: Clock


def make_office(ports: OfficePorts) -> Office:
    """The use cases over these ports."""
    work_of = open_work_of(ports.queries)
    return Office(
        substitute=Substitute(open=ports.open, work_of=work_of, ids=ports.ids, clock=ports.clock),
        end_substitution=EndSubstitution(open=ports.open, work_of=work_of, clock=ports.clock),
        apply_substitutions=ApplySubstitutions(open=ports.open, watch=ports.watch, work_of=work_of),
        substitutions=Substitutions(open=ports.open),
        colleagues=Colleagues(open=ports.open, directory=ports.directory),
    )


def open_work_of(queries: IncidentQueries) -> OpenWorkOf:
    """An executor's open incidents, up to a thousand."""

    async def count(municipality: MunicipalityId, person: PersonId) -> int:
        return await queries.count(municipality, Wanted(states=OPEN, executors=frozenset({person})))

    return count
