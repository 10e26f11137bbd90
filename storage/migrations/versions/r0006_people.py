"""Substitutions, and what administrators keep: templates, topics, units."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""


def downgrade() -> None:
    """Back to what was."""
