"""What staff do in their bots: every dialog, and what opens them."""

from core.people.invitations import INVITATION_CODE
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Open, Registry
from dialogs.engine.update import Whence
from dialogs.language import LANGUAGE
from dialogs.staff.assign import EXECUTOR
from dialogs.staff.at_once import ASSIGNED, AT_ONCE
from dialogs.staff.contribute import CONTRIBUTE
from dialogs.staff.curate import ASK, DECLINE, GRADE, REDIRECT
from dialogs.staff.decide import APPROVE, CONFIRM, RETURN
from dialogs.staff.doubts import DOUBT, DOUBTS
from dialogs.staff.draft import DRAFT, INTERIM, QUESTION
from dialogs.staff.due import DUE
from dialogs.staff.found import FOUND, begin, worth
from dialogs.staff.give_back import GIVE_BACK
from dialogs.staff.incident import INCIDENT
from dialogs.staff.menu import MENU
from dialogs.staff.more import MORE
from dialogs.staff.office import OFFICE
from dialogs.staff.plan import PLAN
from dialogs.staff.publish import PUBLISH
from dialogs.staff.queues import ASSIGNMENTS, AWAITING, INBOX
from dialogs.staff.reading import HISTORY, WORDS
from dialogs.staff.register import BY_STATE, BY_UNIT, CUT, NUMBER, NUMBER_MOST, REGISTER
from dialogs.staff.settings import SETTINGS
from dialogs.staff.sign_in import SIGN_IN
from dialogs.staff.status import ASK_STATUS, STATUS
from dialogs.staff.ties import MERGE, REPEAT, number_of
from dialogs.staff.triage import ASSIGN, REROUTE, TRIAGE

_DIALOGS = (
    MENU,
    SIGN_IN,
    INBOX,
    ASSIGNMENTS,
    AWAITING,
    REGISTER,
    BY_STATE,
    BY_UNIT,
    CUT,
    NUMBER,
    INCIDENT,
    MORE,
    WORDS,
    HISTORY,
    DUE,
    TRIAGE,
    ASSIGN,
    REROUTE,
    AT_ONCE,
    ASSIGNED,
    PLAN,
    EXECUTOR,
    GIVE_BACK,
    CONTRIBUTE,
    DRAFT,
    INTERIM,
    QUESTION,
    ASK_STATUS,
    STATUS,
    APPROVE,
    CONFIRM,
    RETURN,
    PUBLISH,
    ASK,
    DECLINE,
    REDIRECT,
    REPEAT,
    MERGE,
    GRADE,
    FOUND,
    *OFFICE,
    SETTINGS,
    LANGUAGE,
    DOUBTS,
    DOUBT,
)


def registry() -> Registry:
    """All dialogs of the staff bots."""
    return Registry(
        dialogs={dialog.name: dialog for dialog in _DIALOGS},
        root="menu",
        gate=gate,
        typed=typed,
        anywhere=True,
        started=started,
        commands={
            "menu": "menu",
            "inbox": "inbox",
            "tasks": "assignments",
            "approval": "awaiting",
            "register": "register",
            "team": "team",
            "settings": "settings",
        },
    )


def gate(ctx: Ctx) -> str | None:
    """Only staff come in, by invitation."""
    return "sign-in" if ctx.actor is None else None


def typed(ctx: Ctx, text: str, origin: Whence | None) -> Open | None:
    """A number opens its incident; a curator's forwarded post, or words of some length, are registered."""
    try:
        number = number_of(text)
    except Refusal:
        if ctx.me.may(Right.REGISTER) and (not text or worth(text, origin)):
            return begin(text, origin)
        return None
    return Open("number", given={"number": number}) if number <= NUMBER_MOST else None


def started(_ctx: Ctx, payload: str) -> Open | None:
    """Deep links: an invitation's code (also for staff: another post), `incident-<id>`."""
    if payload.startswith("incident-"):
        return Open("incident", payload.removeprefix("incident-"))
    if INVITATION_CODE.fullmatch(payload):
        return Open("sign-in", payload)
    return None
