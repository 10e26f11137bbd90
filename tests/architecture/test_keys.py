"""Every key begins with the municipality: one deployment serves a region, and Citus could split it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Table, UniqueConstraint

from storage.postgres.tables import ROUTED, metadata


def _keys(table: Table) -> Iterator[tuple[str, list[str]]]:
    yield "primary key", [column.name for column in table.primary_key.columns]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield f"unique {constraint.name}", [column.name for column in constraint.columns]
    for index in table.indexes:
        if index.unique:
            yield f"unique index {index.name}", [column.name for column in index.columns]


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_key_begins_with_the_municipality(name: str) -> None:
    """Primary and unique keys; the exceptions are listed by storage, each with its reason."""
    table = metadata.tables[name]
    wrong = {key: columns for key, columns in _keys(table) if columns[:1] != ["municipality_id"]}
    if name in ROUTED:
        assert wrong, f"{name} needs no exception any more"
        assert len(ROUTED[name]) > 20
    else:
        assert wrong == {}


def test_the_exceptions_are_tables() -> None:
    """A renamed table takes its exception along."""
    assert set(ROUTED) <= set(metadata.tables)
