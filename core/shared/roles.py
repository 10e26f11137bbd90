"""Roles and the rights they give; a person may hold several roles (LAB-3.1)."""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """A post in the regulation."""

    CURATOR = "curator"
    EXECUTOR = "executor"
    SPECIALIST = "specialist"
    HEAD = "head"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a use case asks for."""

    SEE_INCIDENTS = "see-incidents"
    ASSIGN = "assign"
    DRAFT = "draft"
    APPROVE = "approve"
    SEE_TEAM = "see-team"
    INVITE = "invite"


_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CURATOR: frozenset({Right.SEE_INCIDENTS, Right.ASSIGN, Right.APPROVE, Right.SEE_TEAM}),
    Role.EXECUTOR: frozenset({Right.DRAFT}),
    Role.SPECIALIST: frozenset({Right.DRAFT}),
    Role.HEAD: frozenset({Right.SEE_INCIDENTS, Right.SEE_TEAM, Right.INVITE}),
    Role.ADMINISTRATOR: frozenset({Right.SEE_TEAM, Right.INVITE}),
}


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """All rights that the roles give together."""
    return _union(frozenset(roles))


@lru_cache(maxsize=256)
def _union(roles: frozenset[Role]) -> frozenset[Right]:
    return frozenset().union(*(_RIGHTS[role] for role in roles))
