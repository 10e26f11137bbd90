"""How common the words of a city's messages are, as PostgreSQL has counted for its planner."""

import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from core.shared.ids import MunicipalityId
from core.similar.search import Group, Lexeme
from storage.postgres.pool import Database

FRESH: Final = 300.0
"""Seconds for which what was counted is good: autovacuum counts less often."""

LEAST: Final = 0.0001
"""The share of a word that is not among the common ones."""

_COUNTED: Final = """
SELECT greatest(t.reltuples, 0)::double precision AS rows, s.most_common_elems::text::text[] AS lexemes,
    s.most_common_elem_freqs AS shares
FROM pg_class t LEFT JOIN pg_stats s ON s.schemaname = current_schema() AND s.tablename = 'incidents'
    AND s.attname = 'words'
WHERE t.oid = 'incidents'::regclass
"""


@dataclass(frozen=True, slots=True)
class Shares:
    """In how many of all `rows` messages each common lexeme stands, by city and lexeme, in their order."""

    rows: float = 0.0
    lexemes: Sequence[str] = ()
    sums: Sequence[float] = (0.0,)

    @classmethod
    def counted(cls, rows: float, lexemes: Sequence[str] | None, shares: Sequence[float] | None) -> "Shares":
        """From PostgreSQL's lists; it adds the least and the greatest share behind them."""
        found = sorted(zip(lexemes or (), shares or (), strict=False))
        sums = tuple(accumulate((share for _, share in found), initial=0.0))
        return cls(rows, tuple(lexeme for lexeme, _ in found), sums)

    def of(self, home: MunicipalityId, lexeme: Lexeme) -> float:
        """The share of messages with a lexeme, or with any that begins so, at most; 0 where it is rare."""
        start = f"{home}:{lexeme.removesuffix('*')}"
        first = bisect_left(self.lexemes, start)
        behind = f"{start}\uffff" if lexeme.endswith("*") else f"{start}\x00"
        return self.sums[bisect_left(self.lexemes, behind)] - self.sums[first]

    def of_all(self, home: MunicipalityId, lexemes: Sequence[Lexeme]) -> float:
        """At most this share of messages has all of them."""
        return min(self.of(home, each) for each in lexemes)

    def of_group(self, home: MunicipalityId, group: Group) -> float:
        """At most this share of messages names it."""
        return sum(self.of_all(home, way) for way in group.ways)


@dataclass(slots=True)
class Counted:
    """The shares of a database, asked for now and then."""

    database: Database
    _shares: Shares = field(default_factory=Shares)
    _until: float = 0.0

    async def shares(self) -> Shares:
        """As of the last five minutes."""
        if time.monotonic() >= self._until:
            (row,) = await self.database.rows(_COUNTED)
            self._shares = Shares.counted(row["rows"], row["lexemes"], row["shares"])
            self._until = time.monotonic() + FRESH
        return self._shares
