"""Doubts are found at once, however many parcels wait."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.execute("CREATE INDEX outbox_uncertain ON outbox (municipality_id, id) WHERE state = 'uncertain'")


def downgrade() -> None:
    """Back to what was."""
    op.execute("DROP INDEX outbox_uncertain")
