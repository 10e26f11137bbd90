"""Dead letters are counted and, after a month, removed without looking at every update of the week."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.execute("CREATE INDEX inbox_dead ON inbox (settled_at) WHERE state = 'dead'")


def downgrade() -> None:
    """Back to what was."""
    op.execute("DROP INDEX inbox_dead")
