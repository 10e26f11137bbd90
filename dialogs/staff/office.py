"""The dialogs of the team's side: people, substitutions, and what administrators keep."""

from dialogs.staff.absence import ABSENCE
from dialogs.staff.invite import INVITE
from dialogs.staff.member import MEMBER, MEMBER_NAME, MEMBER_ROLES, MEMBER_UNIT
from dialogs.staff.parting import REMOVE, RESTORE
from dialogs.staff.substitutions import AWAY, BACK, SUBSTITUTION, SUBSTITUTIONS
from dialogs.staff.team import FORMER, MEMBERS, TEAM

OFFICE = (
    TEAM,
    MEMBERS,
    FORMER,
    MEMBER,
    MEMBER_ROLES,
    MEMBER_UNIT,
    MEMBER_NAME,
    REMOVE,
    RESTORE,
    INVITE,
    SUBSTITUTIONS,
    AWAY,
    SUBSTITUTION,
    ABSENCE,
    BACK,
)
