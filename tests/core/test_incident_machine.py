"""The incident aggregate against a plain model, in random walks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.incidents.facts import Answered, Assigned, DraftReturned, DraftSubmitted, Registered
from core.incidents.model import Incident, Topic
from core.incidents.values import AnswerText, IncidentText, Location, Remark, State
from core.shared.actor import Actor
from core.shared.facts import Fact
from core.shared.ids import FileId, MunicipalityId, PersonId, TopicId
from core.shared.refusal import Refusal
from tests.core.city import NOON

CITY = MunicipalityId("demo")
TOPIC = Topic(id=TopicId("pothole"), municipality=CITY, sector="roads", title_ru="Яма", title_en="Pothole")
EXECUTORS = ("peter", "vera", "igor")
executors = st.sampled_from(EXECUTORS)
numbers = st.integers(min_value=0, max_value=5)


def actor(name: str) -> Actor:
    """Somebody of the city."""
    return Actor(person=PersonId(name), municipality=CITY, name=name)


@dataclass
class Model:
    """What ought to be: told in the plainest way."""

    state: State = State.NEW
    executor: str | None = None
    drafts: list[str] = field(default_factory=list)
    facts: list[type[Fact]] = field(default_factory=lambda: [Registered])

    def assign(self, to: str) -> str | None:
        if self.state in {State.ON_APPROVAL, State.ANSWERED}:
            return "incident-not-assignable"
        if self.executor != to:
            self.executor = to
            self.state = State.ASSIGNED if self.state is State.NEW else self.state
            self.facts.append(Assigned)
        return None

    def submit(self, who: str) -> str | None:
        if self.state is State.ANSWERED:
            return "incident-answered"
        if self.executor != who:
            return "incident-not-yours"
        self.drafts.append(who)
        self.state = State.ON_APPROVAL
        self.facts.append(DraftSubmitted)
        return None

    def decide(self, number: int, *, approve: bool) -> str | None:
        if self.state is State.ANSWERED:
            return "incident-answered"
        if self.state is not State.ON_APPROVAL:
            return "draft-not-on-approval"
        if number != len(self.drafts):
            return "draft-outdated"
        self.state = State.ANSWERED if approve else State.REWORK
        self.facts.append(Answered if approve else DraftReturned)
        return None


class IncidentWalk(RuleBasedStateMachine):
    """Curators and executors do whatever comes to mind; the aggregate and the model agree."""

    @initialize()
    def register(self) -> None:
        self.now = NOON
        self.model = Model()
        self.facts: list[Fact] = []
        self.incident = Incident.register(
            new_id="1".zfill(26),
            key="key",
            text=IncidentText.parse("Яма на дороге у дома 5"),
            topic=TOPIC,
            location=Location(),
            media=(),
            source="max-citizen",
            by=actor("anna"),
            now=self.now,
        )

    def refused(self, act: Callable[[], None], expected: str | None) -> None:
        """The aggregate refuses exactly what the model refuses."""
        self.now += timedelta(minutes=1)
        code = None
        try:
            act()
        except Refusal as refusal:
            code = refusal.code
        assert code == expected
        taken = self.incident.take()
        self.facts += taken
        self.incident.version += len(taken)

    @rule(to=executors)
    def assign(self, to: str) -> None:
        expected = self.model.assign(to)
        by = actor("curator")
        self.refused(lambda: self.incident.assign(PersonId(to), by=by, now=self.now), expected)

    @rule(who=executors, photo=st.booleans())
    def submit(self, who: str, photo: bool) -> None:  # noqa: FBT001 (Hypothesis gives it by name)
        expected = self.model.submit(who)
        media = (FileId("photo"),) if photo else ()
        text = AnswerText.parse(f"Сделали: {who}, завтра проверим")
        self.refused(lambda: self.incident.submit_draft(text, media, by=actor(who), now=self.now), expected)

    @rule(number=numbers)
    def give_back(self, number: int) -> None:
        expected = self.model.decide(number, approve=False)
        remark = Remark.parse("Уточните срок")
        by = actor("curator")
        self.refused(lambda: self.incident.return_draft(number, remark, by=by, now=self.now), expected)

    @rule(number=numbers)
    def approve(self, number: int) -> None:
        expected = self.model.decide(number, approve=True)
        by = actor("curator")
        self.refused(lambda: self.incident.approve(number, by=by, now=self.now), expected)

    @invariant()
    def agrees(self) -> None:
        assert self.incident.state is self.model.state
        assert self.incident.executor == self.model.executor
        assert [draft.by for draft in self.incident.drafts] == self.model.drafts
        assert [draft.number for draft in self.incident.drafts] == list(range(1, len(self.model.drafts) + 1))

    @invariant()
    def told_every_change_once(self) -> None:
        self.facts += self.incident.take()
        assert [type(fact) for fact in self.facts] == self.model.facts

    @invariant()
    def answered_has_its_moment_and_every_other_draft_its_remark(self) -> None:
        answered = self.incident.state is State.ANSWERED
        assert (self.incident.answered_at is not None) == answered
        if answered:
            assert self.incident.draft is not None
            assert self.incident.draft.remark is None
        if self.incident.state is State.REWORK:
            assert self.incident.draft is not None
            assert self.incident.draft.remark == "Уточните срок"


TestIncidentWalk = IncidentWalk.TestCase
TestIncidentWalk.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
