"""What the staff bot may do about people and what administrators keep, as part of the `App`."""

from dataclasses import dataclass

from core.incidents.ports import IncidentQueries, Wanted
from core.incidents.values import OPEN
from core.people.ports import Directory, OpenPeople, OpenWorkOf, ReturnWorkOf, RosterWatch
from core.people.staffing import ChangeRole, MoveToUnit, RemoveStaff, RenameStaff, RestoreStaff
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

    work_of: OpenWorkOf
    change_role: ChangeRole
    move_to_unit: MoveToUnit
    rename: RenameStaff
    remove: RemoveStaff
    restore: RestoreStaff


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePorts:
    """What an `Office` is made of."""

    open: OpenPeople
    directory: Directory
    queries: IncidentQueries
    watch: RosterWatch
    return_work: ReturnWorkOf
    ids: Ids
    clock: Clock


def make_office(ports: OfficePorts) -> Office:
    """The use cases over these ports."""
    open_, directory, ids, clock = ports.open, ports.directory, ports.ids, ports.clock
    work_of = open_work_of(ports.queries)
    return Office(
        substitute=Substitute(open=open_, work_of=work_of, ids=ids, clock=clock),
        end_substitution=EndSubstitution(open=open_, work_of=work_of, clock=clock),
        apply_substitutions=ApplySubstitutions(open=open_, watch=ports.watch, work_of=work_of),
        substitutions=Substitutions(open=open_),
        colleagues=Colleagues(open=open_, directory=directory),
        work_of=work_of,
        change_role=ChangeRole(open=open_, directory=directory, work_of=work_of, clock=clock),
        move_to_unit=MoveToUnit(open=open_, directory=directory, clock=clock),
        rename=RenameStaff(open=open_, clock=clock),
        remove=RemoveStaff(
            open=open_,
            directory=directory,
            work_of=work_of,
            return_work=ports.return_work,
            ids=ids,
            clock=clock,
        ),
        restore=RestoreStaff(open=open_, work_of=work_of, clock=clock),
    )


def open_work_of(queries: IncidentQueries) -> OpenWorkOf:
    """An executor's open incidents, up to a thousand."""

    async def count(municipality: MunicipalityId, person: PersonId) -> int:
        return await queries.count(municipality, Wanted(states=OPEN, executors=frozenset({person})))

    return count
