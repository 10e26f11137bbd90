"""An incident told in the plainest way, without clocks: what the aggregate has to agree with."""

from dataclasses import dataclass, field

from core.incidents.values import (
    OPEN,
    WORKING,
    DraftKind,
    State,
)


@dataclass
class Model:
    """What ought to be: told in the plainest way, without clocks."""

    state: State = State.NEW
    order: list[str] = field(default_factory=list)
    given: int = 0
    drafts: list[DraftKind] = field(default_factory=list)
    question: bool = False
    interim: bool = False

    @property
    def executor(self) -> str | None:
        return self.order[self.given] if self.order else None

    def closed(self) -> str | None:
        if self.state is State.ANSWERED:
            return "incident-answered"
        return None if self.state in OPEN else "incident-closed"

    def working(self) -> State:
        return State.INTERIM if self.interim else State.ASSIGNED

    def route(self, order: list[str]) -> str | None:
        if self.closed():
            return self.closed()
        if self.state not in WORKING | {State.NEW}:
            return "incident-not-assignable"
        if self.state is not State.NEW and order == self.order:
            return None
        self.order, self.given = order, 0
        self.state = self.working() if self.state is State.NEW else self.state
        return None

    def give_back(self, who: str) -> str | None:
        if self.closed():
            return self.closed()
        if self.executor != who:
            return "incident-not-yours"
        if self.state not in WORKING:
            return "incident-on-approval"
        self.state, self.order, self.given = State.NEW, [], 0
        return None

    def contribute(self, who: str) -> str | None:
        if self.closed():
            return self.closed()
        if self.executor != who:
            return "incident-not-yours"
        if self.state not in WORKING or self.given >= len(self.order) - 1:
            return "no-contribution"
        self.given += 1
        return None

    def submit(self, who: str, kind: DraftKind) -> str | None:  # noqa: PLR0911 (one line a rule)
        if self.closed():
            return self.closed()
        if self.executor != who:
            return "incident-not-yours"
        if self.state not in WORKING | {State.ON_APPROVAL}:
            return "incident-not-draftable"
        if self.given < len(self.order) - 1:
            return "contributions-missing"
        if kind is DraftKind.QUESTION and self.question:
            return "question-open"
        if kind is DraftKind.INTERIM and self.interim:
            return "interim-given"
        self.drafts.append(kind)
        self.state = State.ON_APPROVAL
        return None

    def decide(self, number: int, *, approve: bool) -> str | None:
        if self.closed():
            return self.closed()
        if self.state is not State.ON_APPROVAL:
            return "draft-not-on-approval"
        if number != len(self.drafts):
            return "draft-outdated"
        if not approve:
            self.state = State.REWORK
            return None
        kind = self.drafts[-1]
        if kind is DraftKind.ANSWER:
            self.state, self.question = State.ANSWERED, False
        elif kind is DraftKind.INTERIM:
            self.state, self.interim = State.INTERIM, True
        else:
            self.question, self.state = True, self.working()
        return None

    def ask(self) -> str | None:
        if self.closed():
            return self.closed()
        if self.state is State.ON_APPROVAL:
            return "incident-on-approval"
        if self.question:
            return "question-open"
        self.drafts.append(DraftKind.QUESTION)
        self.question = True
        return None

    def reply(self) -> None:
        if self.closed() is None:
            self.question = False

    def end(self, state: State) -> str | None:
        if self.closed():
            return self.closed()
        self.state = state
        return None
