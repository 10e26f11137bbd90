"""Roles and the rights they give; a person may hold several roles (LAB-3.1)."""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """A post in the regulation.

    `curator` and `head` are of the centre, which coordinates the work (ZAR-3); the four after `head` are the
    administration's.
    """

    CURATOR = "curator"
    EXECUTOR = "executor"
    SPECIALIST = "specialist"
    HEAD = "head"
    DEPUTY = "deputy"
    FIRST_DEPUTY = "first-deputy"
    HEAD_OF_STAFF = "head-of-staff"
    CITY_HEAD = "city-head"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a use case asks for."""

    SEE_INCIDENTS = "see-incidents"
    REGISTER = "register"
    ASSIGN = "assign"
    DECLINE = "decline"
    DRAFT = "draft"
    APPROVE = "approve"
    SEE_TEAM = "see-team"
    INVITE = "invite"
    ADMINISTER = "administer"
    SUBSTITUTE = "substitute"
    GUIDE = "guide"


_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CURATOR: frozenset(
        {
            Right.SEE_INCIDENTS,
            Right.REGISTER,
            Right.ASSIGN,
            Right.DECLINE,
            Right.APPROVE,
            Right.SEE_TEAM,
            Right.SUBSTITUTE,
            Right.GUIDE,
        }
    ),
    Role.EXECUTOR: frozenset({Right.DRAFT}),
    Role.SPECIALIST: frozenset({Right.DRAFT}),
    Role.HEAD: frozenset({Right.SEE_INCIDENTS, Right.ASSIGN, Right.SEE_TEAM, Right.INVITE, Right.GUIDE}),
    Role.DEPUTY: frozenset({Right.SEE_INCIDENTS, Right.SEE_TEAM}),
    Role.FIRST_DEPUTY: frozenset({Right.SEE_INCIDENTS, Right.SEE_TEAM}),
    Role.HEAD_OF_STAFF: frozenset({Right.SEE_INCIDENTS, Right.SEE_TEAM}),
    Role.CITY_HEAD: frozenset({Right.SEE_INCIDENTS, Right.SEE_TEAM}),
    Role.ADMINISTRATOR: frozenset(
        {Right.SEE_TEAM, Right.INVITE, Right.ADMINISTER, Right.SUBSTITUTE, Right.GUIDE}
    ),
}


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """All rights that the roles give together."""
    return _union(frozenset(roles))


@lru_cache(maxsize=256)
def _union(roles: frozenset[Role]) -> frozenset[Right]:
    return frozenset().union(*(_RIGHTS[role] for role in roles))
