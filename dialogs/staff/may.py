"""What a person may do with an incident now: buttons ask it first, use cases check it again."""

from core.incidents.model import Incident
from core.incidents.queries import roles_held
from core.incidents.values import WORKING, State
from core.shared.actor import Actor
from core.shared.roles import Right, Role
from dialogs.engine.ctx import Ctx

ROUTABLE = WORKING | {State.NEW}
"""While an answer waits for approval or publication, or went out, nobody is assigned."""

DRAFTABLE = WORKING | {State.ON_APPROVAL}


def decides(incident: Incident, me: Actor) -> bool:
    """Whether the chain of approval asks this person now, or somebody they substitute."""
    role = incident.awaits
    if role is Role.EXECUTOR:
        return incident.executor in me.stands_for
    return role in roles_held(me)


def executes(incident: Incident, me: Actor) -> bool:
    """Whether it is this person's work, or that of somebody they substitute (ZAR-7)."""
    return incident.is_open and incident.executor in me.stands_for and me.may(Right.DRAFT)


def drafts(ctx: Ctx, incident: Incident) -> bool:
    """Whether this person writes the answer now: its executor, or a specialist of their unit."""
    if incident.state not in DRAFTABLE or not incident.writes:
        return False
    return executes(incident, ctx.me) or _assists(ctx, incident)


def contributes(incident: Incident, me: Actor) -> bool:
    """Whether a part of this person is waited for (ZAR-16)."""
    return executes(incident, me) and not incident.writes and incident.state in WORKING


def gives_back(incident: Incident, me: Actor) -> bool:
    """Whether it can be told to be somebody else's (ZAR-9)."""
    return executes(incident, me) and incident.state in WORKING


def routes(incident: Incident, me: Actor) -> bool:
    """Whether this person may set who writes the answer."""
    return me.may(Right.ASSIGN) and incident.state in ROUTABLE


def _assists(ctx: Ctx, incident: Incident) -> bool:
    me = ctx.me
    if Role.SPECIALIST not in me.roles or me.unit is None or me.unit != incident.unit:
        return False
    return chain_has_executor(ctx) and incident.executor is not None


def chain_has_executor(ctx: Ctx) -> bool:
    """Whether specialists draft and executors approve here, before the curator."""
    return Role.EXECUTOR in ctx.app.rules.terms(ctx.me.municipality).approval_chain
