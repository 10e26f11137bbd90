"""A sample of every fact that is told to somebody, for tests of the notices."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from core.deadlines.terms import Kind, SourceKind
from core.hints.model import Kind as Hint
from core.incidents.facts import (
    Answered,
    Approved,
    Asked,
    Assigned,
    DraftEndorsed,
    DraftReturned,
    DraftSubmitted,
    GivenBack,
    InterimAnswered,
    Passed,
    Registered,
)
from core.incidents.side_facts import (
    AuthorWrote,
    BecameSignificant,
    ClosedUnanswered,
    Declined,
    ExecutorLeft,
    Joined,
    Linked,
    Rated,
    Redirected,
    StatusAsked,
    StatusTold,
)
from core.incidents.values import Decline, DraftKind, Importance, Location
from core.people.roster_facts import SubstitutionEnded, SubstitutionMade, WorkHandedOver, WorkTakenBack
from core.people.substitution import Reason
from core.shared.actor import Actor
from core.shared.facts import Fact
from core.shared.ids import FileId, IncidentId, MunicipalityId, PersonId, SubstitutionId, TopicId, UnitId
from core.shared.msg import NUMBER
from core.shared.roles import Role
from tests.core.city import NOON

ID = IncidentId("1".zfill(26))
OTHER = IncidentId("2".zfill(26))
ANNA, BORIS, PETER, VERA = map(PersonId, ("anna", "boris", "peter", "vera"))
ROADS = UnitId("roads")
PHOTO = FileId("photo")
BY = Actor(person=PersonId("olga"), municipality=MunicipalityId("demo"), name="Ольга")
DUES = tuple((kind, NOON + hours * timedelta(hours=1)) for hours, kind in enumerate(Kind, 1))
"""Every clock runs, each until another hour."""


def due(kind: Kind) -> datetime:
    """When that clock ends in these samples."""
    return dict(DUES)[kind]


def about(version: int = 3, **more: Any) -> dict[str, Any]:
    """What every fact about an incident carries."""
    return {
        "subject": ID,
        "at": NOON,
        "by": BY,
        "number": 15,
        "author": ANNA,
        "text": "Яма " * 1000,
        "topic": TopicId("pothole"),
        "topic_title": "Яма на дороге",
        "dues": DUES,
        "version": version,
        **more,
    }


def at_home(**more: Any) -> dict[str, Any]:
    """What every fact about the roster carries."""
    return {"subject": PETER, "at": NOON, "by": BY, "version": 4, "absent_name": "Пётр", **more}


REGISTERED = Registered(
    **about(version=0, number=NUMBER),
    media=2,
    place=Location.point(53.2, 45.17),
    hints=(Hint.THREAT,),
)
FOUND = replace(
    REGISTERED, author=None, source=SourceKind.NETWORK, link="https://vk.example/1", repeats=OTHER, version=31
)
ASSIGNED = Assigned(
    **about(version=1, importance=Importance.HIGH),
    executor=PETER,
    unit=ROADS,
    previous=VERA,
    group=(PETER,),
    specialists=True,
    media=1,
    place=Location.typed("угол Мира и Ленина"),
)
GROUP = replace(ASSIGNED, group=(PETER, VERA, BORIS), previous=None, specialists=False, version=32)
PASSED = Passed(**about(version=5), executor=VERA, last=False, said="Дорогу осмотрели", media=(PHOTO,))
GIVEN_BACK = GivenBack(**about(version=6), reason="Это дорога области", late=True)
SUBMITTED = DraftSubmitted(
    **about(version=2), draft=1, answer="Засыпали", media=(PHOTO,), executor=PETER, slack=timedelta(hours=1)
)
FOR_EXECUTOR = replace(SUBMITTED, awaits=Role.EXECUTOR, slack=-timedelta(minutes=5), version=33)
ENDORSED = DraftEndorsed(
    **about(version=34), draft=1, answer="Засыпали", kind=DraftKind.INTERIM, executor=PETER
)
RETURNED = DraftReturned(**about(version=3), draft=1, executor=PETER, remark="Когда?")
APPROVED = Approved(
    **about(version=7),
    draft=2,
    kind=DraftKind.ANSWER,
    executor=PETER,
    answer="Засыпали",
    media=(PHOTO,),
    post="https://vk.example/1",
)
ANSWERED = Answered(
    **about(version=4), draft=2, executor=PETER, answer="Засыпали", media=(PHOTO,), followers=(BORIS, ANNA)
)
INTERIM = InterimAnswered(
    **about(version=8), draft=2, executor=PETER, answer="Чиним", media=(), followers=(BORIS,)
)
ASKED = Asked(**about(version=9), draft=2, executor=PETER, answer="Какой дом?", media=(), followers=(BORIS,))
WROTE = AuthorWrote(
    **about(version=10), said="Дом 5", media=(PHOTO,), replied=True, state="assigned", executor=PETER
)
UNANSWERED = ClosedUnanswered(**about(version=11), followers=(BORIS,), executor=PETER)
DECLINED = Declined(
    **about(version=12), reason=Decline.THREAT, comment="Не надо так", executor=PETER, followers=(BORIS,)
)
REDIRECTED = Redirected(**about(version=13), executor=PETER, followers=(BORIS,))
JOINED = Joined(**about(version=14), into=OTHER, into_number=7, executor=PETER, followers=(BORIS,))
LINKED = Linked(**about(version=15), earlier=OTHER, earlier_number=7, executor=PETER)
RATED = Rated(**about(version=16), score=2, comment="Яма снова на месте", executor=PETER)
STATUS_ASKED = StatusAsked(**about(version=17), executor=PETER)
STATUS_TOLD = StatusTold(**about(version=18), said="Ждём асфальт")
SIGNIFICANT = BecameSignificant(**about(version=19))
LEFT = ExecutorLeft(**about(version=20), executor=PETER)
SHIFT: dict[str, Any] = {
    "substitution": SubstitutionId("s1"),
    "substitute": VERA,
    "substitute_name": "Вера",
    "first": date(2026, 5, 6),
    "last": date(2026, 5, 20),
    "reason": Reason.LEAVE,
    "order": "12-к",
}
PEOPLE: tuple[Fact, ...] = (
    SubstitutionMade(**at_home(), **SHIFT, begins=False),
    SubstitutionEnded(**at_home(version=5), **SHIFT, began=True),
    WorkHandedOver(
        **at_home(version=6),
        **SHIFT,
        before=None,
        doer=VERA,
        doer_name="Вера",
        until=date(2026, 5, 20),
        work=3,
    ),
    WorkTakenBack(**at_home(version=7), before=VERA, work=3),
)
FACTS: tuple[Fact, ...] = (
    REGISTERED,
    FOUND,
    ASSIGNED,
    GROUP,
    PASSED,
    replace(PASSED, last=True, version=35),
    GIVEN_BACK,
    SUBMITTED,
    FOR_EXECUTOR,
    ENDORSED,
    RETURNED,
    APPROVED,
    ANSWERED,
    INTERIM,
    ASKED,
    WROTE,
    replace(WROTE, replied=False, state="answered", version=36),
    UNANSWERED,
    DECLINED,
    replace(DECLINED, reason=Decline.HARM, version=37),
    replace(DECLINED, reason=Decline.INSULT, version=38),
    REDIRECTED,
    JOINED,
    LINKED,
    RATED,
    STATUS_ASKED,
    STATUS_TOLD,
    SIGNIFICANT,
    LEFT,
    *PEOPLE,
)
