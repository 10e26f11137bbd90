"""Messages are found by their words."""

from typing import Final

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UP: Final[tuple[str, ...]] = (
    # Each lexeme stands behind its municipality's name: a search walks no other city's messages, and the
    # planner's statistics of common lexemes are those of each city. `ё` is `е`, as people type it; signs
    # that make the parser see hosts, paths or negative numbers are spaces.
    """
    CREATE FUNCTION veche_words(home text, said text, address text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT array_to_tsvector(coalesce(array_agg(home || ':' || each.lexeme), '{}'))
        FROM unnest(to_tsvector('pg_catalog.russian',
            translate(lower(said || ' ' || coalesce(address, '')), 'ё№/\\-_.:@+#*', 'е           '))) AS each
        WHERE length(each.lexeme) <= 60
    $$
    """,
    """
    ALTER TABLE incidents ADD words tsvector
    GENERATED ALWAYS AS (veche_words(municipality_id, text, address)) STORED
    """,
    # Without a list of pending entries: a search would read all of it, and someone would have to empty it.
    "CREATE INDEX incidents_words ON incidents USING gin (words) WITH (fastupdate = off)",
    """
    CREATE INDEX incidents_point ON incidents (municipality_id, latitude, longitude)
    WHERE latitude IS NOT NULL
    """,
)


def upgrade() -> None:
    """Expand. The table is written anew: two minutes a million messages, nobody registers meanwhile."""
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    """Back to what was."""
    op.execute("DROP INDEX incidents_point")
    op.execute("ALTER TABLE incidents DROP words")
    op.execute("DROP FUNCTION veche_words")
