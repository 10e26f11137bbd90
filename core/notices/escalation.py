"""Notices of the clock: reminders, breaches, rungs of the ladder, with buttons that act on them (ZAR-21)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from core.deadlines.terms import Kind
from core.incidents.values import WORKING, State
from core.notices.duty import Duty
from core.notices.letter import REMINDER, button, topic
from core.notices.model import Button, Notice, ToPerson
from core.notices.ports import DueDeadline
from core.shared.excerpt import excerpt
from core.shared.ids import PersonId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.roles import Right, Role


class Stage(IntEnum):
    """What has come, the more urgent the greater."""

    REMINDER = 0
    MISSED = 1
    RUNG = 2


@dataclass(slots=True)
class Event:
    """Something about a deadline that somebody is told; `progress` tells its steps apart."""

    due: DueDeadline
    stage: Stage
    progress: int


_REMIND: Final[dict[Kind, Msg]] = {
    Kind.TRIAGE: Msg("remind-triage"),
    Kind.CONTRIBUTION: Msg("remind-contribution"),
    Kind.DRAFT: Msg("remind-draft"),
    Kind.APPROVAL: Msg("remind-approval"),
    Kind.REWORK: Msg("remind-rework"),
    Kind.PUBLISH: Msg("remind-publish"),
    Kind.ANSWER: Msg("remind-answer"),
    Kind.FINAL_DRAFT: Msg("remind-final-draft"),
}
_MISSED: Final[dict[Kind, Msg]] = {
    Kind.TRIAGE: Msg("missed-triage"),
    Kind.CONTRIBUTION: Msg("missed-contribution"),
    Kind.DRAFT: Msg("missed-draft"),
    Kind.APPROVAL: Msg("missed-approval"),
    Kind.REWORK: Msg("missed-rework"),
    Kind.PUBLISH: Msg("missed-publish"),
    Kind.ANSWER: Msg("missed-answer"),
    Kind.FINAL_DRAFT: Msg("missed-final-draft"),
}

_COMMON: Final = {True: Msg("remind-common"), False: Msg("missed-common")}
"""The last in an order has no part to give: their time is for the common answer (ZAR-16)."""


def what(kind: Kind, *, reminder: bool) -> Msg:
    """What has come due, in a few words."""
    return _REMIND[kind] if reminder else _MISSED[kind]


def told(event: Event, person: PersonId, duty: Duty) -> Notice:
    """One event to one person, with what they can do about it."""
    due = event.due
    return Notice(
        key=_key(event),
        to=ToPerson(person),
        audience="staff",
        about=due.incident,
        text=(
            stacked(_title(event), *_responsible(event, person, duty)),
            *_besides(event, person, duty),
            Msg("notice-resident-said", {"text": excerpt(due.text, REMINDER)}),
        ),
        buttons=(*_acts(due, person, duty), button("notice-registered.open", "incident", due.incident)),
    )


def author_reminded(due: DueDeadline, author: PersonId, progress: int) -> Notice:
    """To the author: a question waits for their reply, without which the message is closed."""
    return Notice(
        key=_key(Event(due, Stage.REMINDER, progress)),
        to=ToPerson(author),
        audience="citizen",
        about=due.incident,
        text=(
            Msg(
                "notice-remind-author", {"number": due.number, "topic": topic(due.topic_title, due.topic_en)}
            ),
            Msg("notice-reply-by", {"at": due.due_at}),
        ),
        buttons=(
            button("notice-asked.reply", "reply", due.incident),
            button("notice-answered.open", "incident", due.incident),
        ),
    )


def _key(event: Event) -> str:
    deadline = event.due.deadline
    return f"{deadline.kind}:{event.due.incident}:{deadline.generation}:{event.progress}"


def _title(event: Event) -> Msg:
    due, reminder = event.due, event.stage is Stage.REMINDER
    common = due.deadline.kind is Kind.CONTRIBUTION and due.writes
    return Msg(
        "notice-reminder" if reminder else "notice-missed",
        {
            "what": _COMMON[reminder] if common else what(due.deadline.kind, reminder=reminder),
            "number": due.number,
            "topic": topic(due.topic_title, due.topic_en),
            "at": due.due_at,
        },
    )


def _responsible(event: Event, person: PersonId, duty: Duty) -> tuple[Msg, ...]:
    """Whose it is, for everybody else; never a resident's name."""
    owner = event.due.deadline.owner
    if owner is None or duty.doing(owner) == person:
        return ()
    name = duty.name(owner)
    return (Msg("notice-responsible", {"who": name}),) if name else ()


def _besides(event: Event, person: PersonId, duty: Duty) -> tuple[Msg, ...]:
    """Why it comes to somebody so high, or why there is nothing to write."""
    if event.stage is Stage.RUNG:
        return (Msg("notice-rung"),)
    waits = event.due.state is State.ON_APPROVAL and _is_owner(event.due, person, duty)
    return (Msg("notice-on-approval"),) if waits and not _approves(event.due, person, duty) else ()


def _acts(due: DueDeadline, person: PersonId, duty: Duty) -> Iterator[Button]:
    """What the person may do: they do it themselves, or see to it that somebody does."""
    if due.state is State.NEW:
        if duty.may(person, Right.ASSIGN):
            yield button("notice-registered.assign", "triage", due.incident)
    elif due.state is State.ON_APPROVAL:
        yield from _decide(due, person, duty)
    elif _is_owner(due, person, duty):
        yield _own(due)
    else:
        yield from _press_on(due, person, duty)


def _decide(due: DueDeadline, person: PersonId, duty: Duty) -> Iterator[Button]:
    """Whichever term presses: who is asked decides, the executor can only have a word with the curators."""
    which = f"{due.incident}.{due.draft}"
    if _approves(due, person, duty):
        yield button("notice-draft.approve", "approve", which)
        yield button("notice-draft.return", "return", which)
    elif _is_owner(due, person, duty):
        yield button("notice-on-approval.tell", "status", due.incident)


def _is_owner(due: DueDeadline, person: PersonId, duty: Duty) -> bool:
    owner = due.deadline.owner
    return owner is not None and duty.doing(owner) == person


def _approves(due: DueDeadline, person: PersonId, duty: Duty) -> bool:
    if due.awaits is Role.EXECUTOR:
        return due.executor is not None and duty.doing(due.executor) == person
    return due.awaits is not None and duty.is_(person, due.awaits)


def _own(due: DueDeadline) -> Button:
    """To the owner: do it. Of several, the last one writes the answer, the others a part (ZAR-16)."""
    if not due.writes:
        return button("notice-assigned.contribute", "contribute", due.incident)
    if due.deadline.kind is Kind.PUBLISH or due.state is State.APPROVED:
        return button("notice-approved.publish", "publish", f"{due.incident}.{due.draft}")
    return button("notice-assigned.draft", "draft", due.incident)


def _press_on(due: DueDeadline, person: PersonId, duty: Duty) -> Iterator[Button]:
    """To those above: ask how it stands, give it to somebody else."""
    if due.executor is not None and duty.may(person, Right.SEE_INCIDENTS):
        yield button("notice-reminder.ask", "ask-status", due.incident)
    if due.state in WORKING and duty.may(person, Right.ASSIGN):
        yield button("notice-reminder.reassign", "reroute", due.incident)
