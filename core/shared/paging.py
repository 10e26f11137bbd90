"""One page of a list; every list pages."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Items of one page, its number from 0, and how many items there are in all."""

    items: tuple[T, ...]
    page: int
    total: int
    per_page: int

    @property
    def pages(self) -> int:
        """How many pages; at least 1."""
        return max(1, -(-self.total // self.per_page))
