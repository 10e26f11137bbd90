"""Messages are found by their words."""

from functools import reduce
from typing import Final

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SOUNDS: Final = (
    "shch щ", "sch щ", "tsk тск", "zh ж", "kh х", "ts ц", "ch ч", "sh ш", "yu ю", "ju ю", "ya я", "ja я",
    "yo е", "jo е", "ye е", "je е", "iy ий", "yy ый", "oy ой", "ay ай", "ey ей", "uy уй",
)  # fmt: skip
IN_RUSSIAN: Final = reduce(
    lambda made, pair: "replace({}, '{}', '{}')".format(made, *pair.split()), _SOUNDS, "plain"
)

SIGNS: Final = "ё№/\\-_.:@+#*«»„“”…–—"
READ: Final = "е".ljust(len(SIGNS))

# What the index holds of a message: lexemes by sound, each behind its municipality's name, so that a
# search walks no other city's messages, and the planner's statistics are those of each city. `ё` is
# `е`, as people type it; signs that make the parser see hosts, paths or negative numbers are spaces;
# Latin letters are read as Russian sounds.
WORDS: Final = f"""
    CREATE OR REPLACE FUNCTION veche_words(home text, said text, address text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT array_to_tsvector(coalesce(array_agg(home || ':' || CASE
            WHEN length(lexeme) < 5 THEN lexeme
            ELSE translate(lexeme, 'оеэыяюбвгдзжщйьъ', 'аииииупфктсшши') END), '{{}}'))
        FROM (
            SELECT translate(lower(said || ' ' || coalesce(address, '')), '{SIGNS}', '{READ}')
        ) AS given(plain), unnest(to_tsvector('pg_catalog.russian', CASE
            WHEN plain !~ '[a-z]' THEN plain
            ELSE translate({IN_RUSSIAN}, 'abvgdezijklmnoprstufhcywxq', 'абвгдезийклмнопрстуфхцывхк') END))
        WHERE length(lexeme) <= 60
    $$
    """  # noqa: S608 (constants)
"""As it was first; a later migration made it quicker."""

UP: Final[tuple[str, ...]] = (
    WORDS,
    """
    ALTER TABLE incidents ADD words tsvector
    GENERATED ALWAYS AS (veche_words(municipality_id, text, address)) STORED
    """,
    # The thousand commonest lexemes are counted: that is how a search knows what is rare.
    "ALTER TABLE incidents ALTER words SET STATISTICS 100",
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
