"""Everything the dialogs may do: the use cases, the queries with rights, and a few functions."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from core.incidents.ports import IncidentQueries, OpenWork, Topics
from core.incidents.queries import (
    AwaitingApproval,
    Executors,
    Inbox,
    MyAssignments,
    MyIncidents,
    OwnCard,
    StaffCard,
    TopicTree,
)
from core.incidents.use_cases import ApproveAnswer, AssignIncident, ReportIncident, ReturnDraft, SubmitDraft
from core.notices.outbox import Outbox
from core.notices.use_cases import Doubts, ResolveDoubt
from core.people.invitations import AcceptInvitation, InviteStaff, Team, Units
from core.people.model import Municipality
from core.people.ports import Codes, Directory
from core.people.use_cases import ChooseLanguage, Enrol, MyRecord, VerifyPhone, WhoAmI
from core.regulation.rules import Rules
from core.shared.clock import Clock
from core.shared.ids import Ids, Messenger


@dataclass(frozen=True, slots=True)
class InviteLink:
    """A deep link that signs in with a one-time code in one messenger."""

    messenger: Messenger
    url: str


InviteLinks = Callable[[str], Sequence[InviteLink]]
"""The deep links of a code: one for each messenger that has a staff bot here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One deployment's use cases, as the dialogs see them."""

    who: WhoAmI
    enrol: Enrol
    choose_language: ChooseLanguage
    verify_phone: VerifyPhone
    my_record: MyRecord
    invite: InviteStaff
    accept_invitation: AcceptInvitation
    team: Team
    units: Units
    municipalities: Callable[[], Awaitable[Sequence[Municipality]]]

    report: ReportIncident
    assign: AssignIncident
    submit_draft: SubmitDraft
    return_draft: ReturnDraft
    approve: ApproveAnswer

    topics: TopicTree
    my_incidents: MyIncidents
    own_card: OwnCard
    inbox: Inbox
    assignments: MyAssignments
    awaiting: AwaitingApproval
    staff_card: StaffCard
    executors: Executors

    doubts: Doubts
    resolve_doubt: ResolveDoubt

    rules: Rules
    invite_links: InviteLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """What an `App` is made of."""

    open: OpenWork
    directory: Directory
    queries: IncidentQueries
    outbox: Outbox
    codes: Codes
    ids: Ids
    clock: Clock
    rules: Rules
    topics: Topics
    invite_links: InviteLinks


def make_app(ports: Ports) -> App:
    """The use cases over these ports."""
    work, directory, queries = ports.open, ports.directory, ports.queries
    clock, ids, topics = ports.clock, ports.ids, ports.topics
    doubts = Doubts(outbox=ports.outbox)
    return App(
        who=WhoAmI(open=work, directory=directory),
        enrol=Enrol(open=work, directory=directory, ids=ids, clock=clock),
        choose_language=ChooseLanguage(open=work, clock=clock),
        verify_phone=VerifyPhone(open=work, clock=clock),
        my_record=MyRecord(open=work),
        invite=InviteStaff(open=work, directory=directory, codes=ports.codes, clock=clock),
        accept_invitation=AcceptInvitation(open=work, directory=directory, ids=ids, clock=clock),
        team=Team(open=work, directory=directory),
        units=Units(directory=directory),
        municipalities=directory.municipalities,
        report=ReportIncident(open=work, topics=topics, limits=ports.rules.limits, ids=ids, clock=clock),
        assign=AssignIncident(open=work, clock=clock),
        submit_draft=SubmitDraft(open=work, clock=clock),
        return_draft=ReturnDraft(open=work, clock=clock),
        approve=ApproveAnswer(open=work, clock=clock),
        topics=TopicTree(topics=topics),
        my_incidents=MyIncidents(queries=queries),
        own_card=OwnCard(queries=queries),
        inbox=Inbox(queries=queries),
        assignments=MyAssignments(queries=queries),
        awaiting=AwaitingApproval(queries=queries),
        staff_card=StaffCard(queries=queries),
        executors=Executors(queries=queries, directory=directory, topics=topics),
        doubts=doubts,
        resolve_doubt=ResolveDoubt(doubts=doubts),
        rules=ports.rules,
        invite_links=ports.invite_links,
    )
