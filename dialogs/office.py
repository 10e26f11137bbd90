"""What the staff bot may do about people and what administrators keep, as part of the `App`."""

from dataclasses import dataclass
from typing import Protocol

from core.answers.ports import AnswerOf, AnswersWork, Guides, PublishedAnswer
from core.answers.use_cases import (
    AddTemplate,
    BestAnswers,
    EditTemplate,
    MarkBest,
    Templates,
    UnmarkBest,
)
from core.catalogue.ports import CatalogueLists, CatalogueWork, Refresh
from core.catalogue.use_cases import CatalogueView, EditTopics, EditUnits
from core.incidents.ports import IncidentQueries, IncidentWork, Wanted
from core.incidents.values import OPEN, State
from core.people.ports import Directory, OpenWorkOf, ReturnWorkOf, RosterWatch
from core.people.staffing import ChangeRole, MoveToUnit, RemoveStaff, RenameStaff, RestoreStaff
from core.people.substitutions import (
    ApplySubstitutions,
    Colleagues,
    EndSubstitution,
    Substitute,
    Substitutions,
)
from core.regulation.rules import Rules
from core.shared.clock import Clock
from core.shared.ids import Ids, IncidentId, MunicipalityId, PersonId


class WholeWork(IncidentWork, AnswersWork, CatalogueWork, Protocol):
    """A unit of work over everything the office changes."""


class OpenAll(Protocol):
    """Opens one."""

    def __call__(self) -> WholeWork:
        """A fresh one."""
        ...


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

    add_template: AddTemplate
    edit_template: EditTemplate
    templates: Templates
    mark_best: MarkBest
    unmark_best: UnmarkBest
    best_answers: BestAnswers

    edit_units: EditUnits
    edit_topics: EditTopics
    catalogue: CatalogueView


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePorts:
    """What an `Office` is made of."""

    open: OpenAll
    directory: Directory
    queries: IncidentQueries
    watch: RosterWatch
    return_work: ReturnWorkOf
    guides: Guides
    catalogue: CatalogueLists
    refresh: Refresh
    rules: Rules
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
        add_template=AddTemplate(open=open_, ids=ids, clock=clock),
        edit_template=EditTemplate(open=open_, clock=clock),
        templates=Templates(open=open_, guides=ports.guides),
        mark_best=MarkBest(open=open_, answer_of=answer_of(ports.queries), clock=clock),
        unmark_best=UnmarkBest(open=open_, clock=clock),
        best_answers=BestAnswers(open=open_, guides=ports.guides),
        edit_units=EditUnits(open=open_, refresh=ports.refresh, ids=ids, clock=clock),
        edit_topics=EditTopics(
            open=open_,
            sectors=lambda home: [sector.id for sector in ports.rules.of(home).sectors],
            refresh=ports.refresh,
            ids=ids,
            clock=clock,
        ),
        catalogue=CatalogueView(open=open_, lists=ports.catalogue),
    )


def open_work_of(queries: IncidentQueries) -> OpenWorkOf:
    """An executor's open incidents, up to a thousand."""

    async def count(municipality: MunicipalityId, person: PersonId) -> int:
        return await queries.count(municipality, Wanted(states=OPEN, executors=frozenset({person})))

    return count


def answer_of(queries: IncidentQueries) -> AnswerOf:
    """An incident's answer as it went out, read from its card."""

    async def read(municipality: MunicipalityId, incident: IncidentId) -> PublishedAnswer | None:
        found = (await queries.card(municipality, incident)).incident
        if found.state is not State.ANSWERED or found.draft is None:
            return None
        return PublishedAnswer(number=found.number or 0, topic=found.topic, text=found.draft.text)

    return read
