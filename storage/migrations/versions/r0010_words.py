"""The words of a message are found quicker: a function whose plan is kept, with the same result."""

from typing import Final

from alembic import op

from storage.migrations.versions.r0005_similar import IN_RUSSIAN, READ, SIGNS, WORDS

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A function in SQL is planned anew for each row that is written: half of what registering a message cost
# the database.
UP: Final = f"""
    CREATE OR REPLACE FUNCTION veche_words(home text, said text, address text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    DECLARE
        plain text := translate(lower(said || ' ' || coalesce(address, '')), '{SIGNS}', '{READ}');
    BEGIN
        IF plain ~ '[a-z]' THEN
            plain := translate({IN_RUSSIAN}, 'abvgdezijklmnoprstufhcywxq', 'абвгдезийклмнопрстуфхцывхк');
        END IF;
        RETURN (
            SELECT array_to_tsvector(coalesce(array_agg(home || ':' || CASE
                WHEN length(lexeme) < 5 THEN lexeme
                ELSE translate(lexeme, 'оеэыяюбвгдзжщйьъ', 'аииииупфктсшши') END), '{{}}'))
            FROM unnest(to_tsvector('pg_catalog.russian', plain)) WHERE length(lexeme) <= 60
        );
    END
    $$
    """  # noqa: S608 (constants)


def upgrade() -> None:
    """Replace; what stands in rows and index stays as it is."""
    op.execute(UP)


def downgrade() -> None:
    """Back to the slower one."""
    op.execute(WORDS)
