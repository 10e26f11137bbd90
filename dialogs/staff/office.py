"""The dialogs of the team's side: people, substitutions, and what administrators keep."""

from dialogs.staff.absence import ABSENCE
from dialogs.staff.city import CITY
from dialogs.staff.examples import EXAMPLE, EXAMPLES, MARK_BEST, UNMARK_BEST
from dialogs.staff.invite import INVITE
from dialogs.staff.member import MEMBER, MEMBER_NAME, MEMBER_ROLES, MEMBER_UNIT
from dialogs.staff.parting import REMOVE, RESTORE
from dialogs.staff.substitutions import AWAY, BACK, SUBSTITUTION, SUBSTITUTIONS
from dialogs.staff.team import FORMER, MEMBERS, TEAM
from dialogs.staff.templates import (
    GUIDES,
    TEMPLATE,
    TEMPLATE_ADD,
    TEMPLATE_REMOVE,
    TEMPLATE_TEXT,
    TEMPLATE_TITLE,
    TEMPLATE_TOPIC,
    TEMPLATES,
)
from dialogs.staff.topic_tree import TOPIC, TOPIC_ADD, TOPIC_NAME, TOPIC_UNIT, TOPICS
from dialogs.staff.units import UNIT, UNIT_ADD, UNIT_NAME, UNITS

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
    CITY,
    UNITS,
    UNIT,
    UNIT_ADD,
    UNIT_NAME,
    TOPICS,
    TOPIC,
    TOPIC_ADD,
    TOPIC_NAME,
    TOPIC_UNIT,
    GUIDES,
    TEMPLATES,
    TEMPLATE,
    TEMPLATE_ADD,
    TEMPLATE_TITLE,
    TEMPLATE_TEXT,
    TEMPLATE_TOPIC,
    TEMPLATE_REMOVE,
    EXAMPLES,
    EXAMPLE,
    MARK_BEST,
    UNMARK_BEST,
)
