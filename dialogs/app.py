"""Everything the dialogs may do: the use cases, the queries with rights, and a few functions."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from core.answers.ports import Guides
from core.catalogue.ports import CatalogueLists, Refresh
from core.deadlines.calendar import WorkingCalendar
from core.incidents.finding import AnswerBefore, FindByNumber
from core.incidents.found import RegisterFound
from core.incidents.occasion import Desk
from core.incidents.ports import IncidentQueries, Topics
from core.incidents.queries import (
    AwaitingApproval,
    Executors,
    Inbox,
    MyAssignments,
    MyIncidents,
    OpenQuestions,
    OwnCard,
    Register,
    StaffCard,
    TopicTree,
)
from core.incidents.side_cases import (
    AskStatus,
    AuthorWrites,
    CloseUnanswered,
    DeclineIncident,
    FollowIncident,
    GradeAnswer,
    JoinIncidents,
    LinkRepeat,
    NoteAppeal,
    RateAnswer,
    RedirectAppeal,
    ReopenUnsolved,
    ReturnWork,
    TellStatus,
)
from core.incidents.use_cases import (
    ApproveAnswer,
    AskAuthor,
    AssignIncident,
    Contribute,
    GiveBack,
    PublishAnswer,
    ReportIncident,
    ReturnDraft,
    RouteIncident,
    SubmitDraft,
)
from core.notices.outbox import Outbox
from core.notices.use_cases import Doubts, ResolveDoubt
from core.people.invitations import AcceptInvitation, InviteStaff, Team, Units
from core.people.model import Municipality
from core.people.ports import Codes, Directory, RosterWatch
from core.people.use_cases import ChooseLanguage, Enrol, MyRecord, VerifyPhone, WhoAmI
from core.regulation.rules import Rules
from core.shared.clock import Clock
from core.shared.ids import Ids, Messenger, MunicipalityId
from core.similar.ports import SimilarQueries
from core.similar.use_cases import EarlierSimilar, ProposeTopics, SimilarOpen
from dialogs.office import Office, OfficePorts, OpenAll, make_office, open_work_of


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

    desk: Desk
    report: ReportIncident
    register_found: RegisterFound
    route: RouteIncident
    assign: AssignIncident
    give_back: GiveBack
    contribute: Contribute
    submit_draft: SubmitDraft
    ask_author: AskAuthor
    return_draft: ReturnDraft
    approve: ApproveAnswer
    publish: PublishAnswer

    author_writes: AuthorWrites
    close_unanswered: CloseUnanswered
    decline: DeclineIncident
    redirect: RedirectAppeal
    note_appeal: NoteAppeal
    follow: FollowIncident
    join: JoinIncidents
    link: LinkRepeat
    rate: RateAnswer
    reopen: ReopenUnsolved
    grade: GradeAnswer
    ask_status: AskStatus
    tell_status: TellStatus
    return_work: ReturnWork

    similar_open: SimilarOpen
    earlier: EarlierSimilar
    propose_topics: ProposeTopics

    topics: TopicTree
    my_incidents: MyIncidents
    open_questions: OpenQuestions
    own_card: OwnCard
    inbox: Inbox
    register: Register
    assignments: MyAssignments
    awaiting: AwaitingApproval
    staff_card: StaffCard
    find: FindByNumber
    answer_before: AnswerBefore
    executors: Executors

    doubts: Doubts
    resolve_doubt: ResolveDoubt

    office: Office

    rules: Rules
    invite_links: InviteLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """What an `App` is made of."""

    open: OpenAll
    directory: Directory
    queries: IncidentQueries
    similar: SimilarQueries
    watch: RosterWatch
    guides: Guides
    catalogue: CatalogueLists
    refresh: Refresh
    outbox: Outbox
    codes: Codes
    ids: Ids
    clock: Clock
    calendar: Callable[[MunicipalityId], WorkingCalendar]
    rules: Rules
    topics: Topics
    invite_links: InviteLinks


def make_app(ports: Ports) -> App:
    """The use cases over these ports."""
    work, directory, queries = ports.open, ports.directory, ports.queries
    clock, ids, topics = ports.clock, ports.ids, ports.topics
    doubts = Doubts(outbox=ports.outbox)
    desk = Desk(clock=clock, calendar=ports.calendar, terms=ports.rules.terms, titles=ports.rules)
    return_work = ReturnWork(open=work, desk=desk)
    return App(
        who=WhoAmI(open=work, directory=directory),
        enrol=Enrol(open=work, directory=directory, ids=ids, clock=clock),
        choose_language=ChooseLanguage(open=work, clock=clock),
        verify_phone=VerifyPhone(open=work, clock=clock),
        my_record=MyRecord(open=work),
        invite=InviteStaff(open=work, directory=directory, codes=ports.codes, clock=clock),
        accept_invitation=AcceptInvitation(
            open=work, directory=directory, work_of=open_work_of(queries), ids=ids, clock=clock
        ),
        team=Team(open=work, directory=directory),
        units=Units(directory=directory),
        municipalities=directory.municipalities,
        desk=desk,
        report=ReportIncident(open=work, topics=topics, limits=ports.rules.limits, ids=ids, desk=desk),
        register_found=RegisterFound(open=work, topics=topics, ids=ids, desk=desk),
        route=RouteIncident(open=work, topics=topics, desk=desk),
        assign=AssignIncident(open=work, desk=desk),
        give_back=GiveBack(open=work, desk=desk),
        contribute=Contribute(open=work, desk=desk),
        submit_draft=SubmitDraft(open=work, desk=desk),
        ask_author=AskAuthor(open=work, desk=desk),
        return_draft=ReturnDraft(open=work, desk=desk),
        approve=ApproveAnswer(open=work, desk=desk),
        publish=PublishAnswer(open=work, desk=desk),
        author_writes=AuthorWrites(open=work, desk=desk),
        close_unanswered=CloseUnanswered(open=work, desk=desk),
        decline=DeclineIncident(open=work, desk=desk),
        redirect=RedirectAppeal(open=work, desk=desk),
        note_appeal=NoteAppeal(open=work, desk=desk),
        follow=FollowIncident(open=work, desk=desk),
        join=JoinIncidents(open=work, desk=desk),
        link=LinkRepeat(open=work, desk=desk),
        rate=RateAnswer(open=work, desk=desk),
        reopen=ReopenUnsolved(open=work, topics=topics, ids=ids, desk=desk),
        grade=GradeAnswer(open=work, desk=desk),
        ask_status=AskStatus(open=work, desk=desk),
        tell_status=TellStatus(open=work, desk=desk),
        similar_open=SimilarOpen(queries=ports.similar, clock=clock),
        earlier=EarlierSimilar(queries=ports.similar, clock=clock),
        propose_topics=ProposeTopics(topics=topics),
        return_work=return_work,
        topics=TopicTree(topics=topics),
        my_incidents=MyIncidents(queries=queries),
        open_questions=OpenQuestions(queries=queries),
        own_card=OwnCard(queries=queries),
        inbox=Inbox(queries=queries),
        register=Register(queries=queries, clock=clock),
        assignments=MyAssignments(queries=queries, desk=desk),
        awaiting=AwaitingApproval(queries=queries),
        staff_card=StaffCard(queries=queries),
        find=FindByNumber(open=work, card=StaffCard(queries=queries)),
        answer_before=AnswerBefore(card=StaffCard(queries=queries), queries=queries),
        executors=Executors(queries=queries, directory=directory, topics=topics),
        doubts=doubts,
        resolve_doubt=ResolveDoubt(doubts=doubts, clock=clock),
        office=make_office(
            OfficePorts(
                open=work,
                directory=directory,
                queries=queries,
                watch=ports.watch,
                guides=ports.guides,
                catalogue=ports.catalogue,
                refresh=ports.refresh,
                rules=ports.rules,
                return_work=return_work,
                ids=ids,
                clock=clock,
            )
        ),
        rules=ports.rules,
        invite_links=ports.invite_links,
    )
