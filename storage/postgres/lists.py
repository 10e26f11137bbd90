"""The SQL of incident lists: walks along indexes, several side by side, merged into one page."""

from functools import lru_cache
from typing import Final

from core.incidents.ports import Wanted
from core.shared.roles import Role
from storage.packing import clean

CAP: Final = 1000
"""Lists say how many there are up to this many beyond the page: counting on costs more than it tells."""

_BY_TIME_LEFT: Final = "due_at, number"
_NEWEST_FIRST: Final = "number DESC"

# `$1` municipality, `$2` limit, `$3` offset, `$4` states, `$5` unit, `$6` executors, `$7` roles, `$8` moment,
# `$9` topic.
_STATES: Final = "unnest($4::text[]) AS s(state)"
_EXECUTORS: Final = f"{_STATES} CROSS JOIN unnest($6::text[]) AS e(id)"
_ROLES: Final = "unnest($7::text[]) AS a(role)"
_GIVEN: Final = """named AS (
    SELECT $1::text, $2::bigint, $3::bigint, $4::text[], $5::text, $6::text[], $7::text[],
        $8::timestamptz, $9::text
)"""

Walk = tuple[str, str]
"""What is walked for (a FROM list), and which incidents lie on the way."""

OWN: Final[tuple[Walk, ...]] = (
    ("(VALUES (1)) AS own(one)", "i.author_id = $4::text"),
    (
        "(VALUES (1)) AS own(one)",
        "i.followers <> '{}' AND i.followers @> ARRAY[$4::text] AND i.author_id IS DISTINCT FROM $4::text",
    ),
)
"""What a resident reported, and what they joined; `$4` is the resident."""


def of_author() -> str:
    """One page of a resident's own incidents, newest first, and the count."""
    return _page(OWN, _NEWEST_FIRST, "named AS (SELECT $1::text, $2::bigint, $3::bigint, $4::text)")


def listed(wanted: Wanted) -> str:
    """One page by the time that is left, and the count; parameters as `given_for` gives them."""
    return _listed(*_shape(wanted))


def counted(wanted: Wanted) -> str:
    """The count alone."""
    return _counted(*_shape(wanted))


def given_for(wanted: Wanted) -> tuple[object, ...]:
    """The parameters from `$4` on."""
    return (
        sorted(wanted.states),
        clean(wanted.unit) if wanted.unit is not None else None,
        sorted(wanted.executors) if wanted.executors is not None else None,
        sorted(_posts(wanted)) if wanted.awaits is not None else None,
        wanted.late,
        clean(wanted.topic) if wanted.topic is not None else None,
    )


Shape = tuple[tuple[Walk, ...], str]


def _shape(wanted: Wanted) -> Shape:
    """The walks of a list, and what is left out on the way."""
    cut = " AND i.unit_id = $5::text" if wanted.unit is not None else ""
    cut += " AND i.due_at < $8::timestamptz" if wanted.late is not None else ""
    cut += " AND i.topic_id = $9::text" if wanted.topic is not None else ""
    if wanted.awaits is not None:
        return _awaiting(wanted), cut
    if wanted.executors is not None:
        return ((_EXECUTORS, "i.executor_id = e.id AND i.state = s.state"),), cut
    return ((_STATES, "i.state = s.state"),), cut


def _awaiting(wanted: Wanted) -> tuple[Walk, ...]:
    """By role; what awaits an executor is theirs alone."""
    walks: list[Walk] = []
    if _posts(wanted) or wanted.executors is None:
        walks.append((_ROLES, "i.awaits = a.role AND i.state = ANY ($4::text[])"))
    if wanted.executors is not None and Role.EXECUTOR in (wanted.awaits or ()):
        # (`coalesce` keeps PostgreSQL from going through what waits for all other executors.)
        mine = f"i.executor_id = e.id AND i.state = s.state AND coalesce(i.awaits, '') = '{Role.EXECUTOR}'"
        walks.append((_EXECUTORS, mine))
    return tuple(walks) or ((_ROLES, "false"),)


def _posts(wanted: Wanted) -> frozenset[Role]:
    """The roles that approve whoever's draft it is."""
    own = {Role.EXECUTOR} if wanted.executors is not None else set()
    return (wanted.awaits or frozenset()) - own


@lru_cache(maxsize=64)
def _listed(walks: tuple[Walk, ...], cut: str) -> str:
    return _page(_cut(walks, cut), _BY_TIME_LEFT, _GIVEN)


@lru_cache(maxsize=64)
def _counted(walks: tuple[Walk, ...], cut: str) -> str:
    return f"WITH {_GIVEN}\nSELECT count(*) FROM ({_up_to(_cut(walks, cut), '$2::bigint')}) AS up_to"


def _cut(walks: tuple[Walk, ...], cut: str) -> tuple[Walk, ...]:
    return tuple((along, where + cut) for along, where in walks)


def _page(walks: tuple[Walk, ...], order: str, given: str) -> str:
    """Each walk goes as far as the page's end in order; the page is cut from all of them together."""
    ways = " UNION ALL ".join(
        f"""(
    SELECT way.id, way.due_at, way.number FROM {along} CROSS JOIN LATERAL (
        SELECT i.id, i.due_at, i.number FROM incidents i
        WHERE i.municipality_id = $1::text AND {where}
        ORDER BY {_of("i", order)} LIMIT $2::bigint + $3::bigint
    ) AS way
)"""  # noqa: S608 (constants of this module)
        for along, where in walks
    )
    up_to = _up_to(walks, f"$3::bigint + {CAP}")
    return f"""
WITH {given}, page AS (
    SELECT id, due_at, number FROM ({ways}) AS ways ORDER BY {order} LIMIT $2::bigint OFFSET $3::bigint
)
SELECT i.id, i.number, i.state, i.topic_id, i.topic_title, i.text, i.importance, i.question, i.registered_at,
    i.due_at, e.name AS executor_name, counted.total
FROM (SELECT count(*) AS total FROM ({up_to}) AS up_to) AS counted
LEFT JOIN page ON true
LEFT JOIN incidents i ON i.municipality_id = $1::text AND i.id = page.id
LEFT JOIN persons e ON e.municipality_id = $1::text AND e.id = i.executor_id
ORDER BY {_of("page", order)}
"""  # noqa: S608 (constants of this module)


def _up_to(walks: tuple[Walk, ...], most: str) -> str:
    ways = " UNION ALL ".join(
        f"(SELECT FROM {along} CROSS JOIN LATERAL (SELECT FROM incidents i"  # noqa: S608 (constants of this module)
        f" WHERE i.municipality_id = $1::text AND {where} LIMIT {most}) AS way)"
        for along, where in walks
    )
    return f"SELECT FROM ({ways}) AS ways LIMIT {most}"


def _of(table: str, order: str) -> str:
    return ", ".join(f"{table}.{column}" for column in order.split(", "))
