"""What the tables are made of."""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData()

MOMENT = DateTime(timezone=True)
NOW = text("now()")
NONE = text("'{}'")


def must(name: str, kind: Any = Text, *made: Identity, **options: Any) -> Column[Any]:
    """A column that always has a value."""
    return Column(name, kind, *made, nullable=False, **options)


def may(name: str, kind: Any = Text) -> Column[Any]:
    """A column that may be empty."""
    return Column(name, kind, nullable=True)


def key(name: str, kind: Any = Text, *made: Identity) -> Column[Any]:
    """A column of the primary key."""
    return Column(name, kind, *made, primary_key=True)


def home() -> Column[Any]:
    """The first column of nearly every key."""
    return key("municipality_id")


def files_in(table: Table, column: str, path: str = "$.**") -> None:
    """An index over the files that a column of JSON names (`storage.postgres.mentions`)."""
    named = f"""'{path}."media"[*]'"""
    Index(
        f"{table.name}_files_in_{column}",
        text(f"jsonb_path_query_array({column}, {named})"),
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
        postgresql_where=text(f"{column} @? {named}"),
        _table=table,
    )


def to(target: str, column: str) -> ForeignKeyConstraint:
    """A reference inside the municipality."""
    return ForeignKeyConstraint(["municipality_id", column], [f"{target}.municipality_id", f"{target}.id"])


def one_of(column: str, values: str) -> CheckConstraint:
    """The values a column may have, separated by spaces."""
    listed = ", ".join(f"'{value}'" for value in values.split())
    return CheckConstraint(f"{column} IN ({listed})", name=f"known_{column}")
