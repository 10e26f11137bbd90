"""Roles of a profile: who is told of a breach and how much later, and who approves a draft."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from core.deadlines.terms import MINUTE, Rung
from core.regulation.clauses import Citing
from core.shared.fields import Table
from core.shared.roles import Role

LEADERS: Final = (Role.HEAD, Role.DEPUTY, Role.FIRST_DEPUTY, Role.HEAD_OF_STAFF, Role.CITY_HEAD)
"""Whom a breach may be told besides its owner and the curator."""

APPROVERS: Final = (Role.EXECUTOR, Role.CURATOR)
_LATEST: Final = 12_000
"""Working minutes after a breach: five weeks."""


def parse_ladder(found: Sequence[Table], citing: Citing) -> tuple[Rung, ...]:
    """The rungs in the order in which they are climbed (ZAR-21)."""
    rungs: list[Rung] = []
    for at in found:
        at.known(("role", "after_minutes", "clause"))
        role = Role(at.one_of("role", LEADERS))
        after = at.integer("after_minutes", 0, _LATEST) * MINUTE
        citing.cite(f"ladder.{role}", at, 'clause = "ZAR-21"')
        _climb(at, rungs, role, after)
        rungs.append(Rung(role=role, after=after))
    return tuple(rungs)


def _climb(at: Table, below: Sequence[Rung], role: Role, after: timedelta) -> None:
    if any(rung.role is role for rung in below):
        raise at.error("role", f'"{role}" stands twice on the ladder', "Tell each role once.")
    if below and after < below[-1].after:
        wrong = f'"{role}" would be told before "{below[-1].role}"'
        raise at.error("after_minutes", wrong, "Write the rungs in the order in which they are climbed.")


def parse_chain(at: Table, citing: Citing) -> tuple[Role, ...]:
    """The roles that approve a draft, in order (ZAR-6, ZAR-12)."""
    at.known(("chain", "clause"))
    chain = tuple(Role(word) for word in at.several("chain", APPROVERS))
    if chain[-1] is not Role.CURATOR:
        remedy = (
            'Write ["curator"], or ["executor", "curator"]: nothing reaches an author without the curator.'
        )
        raise at.error("chain", "the last to approve is not the curator", remedy)
    citing.cite("approval", at, 'clause = "ZAR-12"')
    return chain
