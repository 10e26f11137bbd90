"""Substitutions, and what administrators keep: templates, topics, units."""

from typing import Final

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UP: Final[tuple[str, ...]] = (
    # Who does a person's work now, at the end of a chain of substitutes (ZAR-7).
    "ALTER TABLE persons ADD stand_in_id text",
)

DOWN: Final[tuple[str, ...]] = ("ALTER TABLE persons DROP stand_in_id",)


def upgrade() -> None:
    """Expand."""
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    """Back to what was."""
    for statement in DOWN:
        op.execute(statement)
