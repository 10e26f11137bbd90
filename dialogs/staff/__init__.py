"""What staff do: sign in, route, draft, approve, return, see the team, invite."""

from core.people.invitations import INVITATION_CODE
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Open, Registry
from dialogs.language import LANGUAGE
from dialogs.staff.assign import ASSIGN, EXECUTOR
from dialogs.staff.decide import APPROVE, CONFIRM, RETURN
from dialogs.staff.doubts import DOUBT, DOUBTS
from dialogs.staff.draft import DRAFT
from dialogs.staff.incident import INCIDENT, WORDS
from dialogs.staff.menu import MENU
from dialogs.staff.office import OFFICE
from dialogs.staff.queues import ASSIGNMENTS, AWAITING, INBOX
from dialogs.staff.settings import SETTINGS
from dialogs.staff.sign_in import SIGN_IN

_DIALOGS = (
    MENU,
    SIGN_IN,
    INBOX,
    ASSIGNMENTS,
    AWAITING,
    INCIDENT,
    WORDS,
    ASSIGN,
    EXECUTOR,
    DRAFT,
    APPROVE,
    CONFIRM,
    RETURN,
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
        started=started,
        commands={
            "menu": "menu",
            "inbox": "inbox",
            "tasks": "assignments",
            "approval": "awaiting",
            "team": "team",
            "settings": "settings",
        },
    )


def gate(ctx: Ctx) -> str | None:
    """Only staff come in, by invitation."""
    return "sign-in" if ctx.actor is None else None


def typed(_ctx: Ctx, _text: str) -> Open | None:
    """Words at the menu begin nothing: what staff write belongs to an incident."""
    return None


def started(_ctx: Ctx, payload: str) -> Open | None:
    """Deep links: an invitation's code (also for staff: another post), `incident-<id>`."""
    if payload.startswith("incident-"):
        return Open("incident", payload.removeprefix("incident-"))
    if INVITATION_CODE.fullmatch(payload):
        return Open("sign-in", payload)
    return None
