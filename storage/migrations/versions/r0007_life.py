"""The whole life of an incident, and its deadlines."""

from typing import Final

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STATES: Final = "'new', 'assigned', 'on-approval', 'rework', 'answered'"
_MORE_STATES: Final = f"{_STATES}, 'interim', 'approved', 'declined', 'redirected', 'closed', 'joined'"

UP: Final[tuple[str, ...]] = (
    "ALTER TABLE incidents DROP CONSTRAINT known_state",
    f"ALTER TABLE incidents ADD CONSTRAINT known_state CHECK (state IN ({_MORE_STATES})) NOT VALID",
    "ALTER TABLE incidents VALIDATE CONSTRAINT known_state",
    # `source` stays the bot a message came through; one found elsewhere has none, nor an author.
    """
    ALTER TABLE incidents
        ALTER author_id DROP NOT NULL,
        ALTER source DROP NOT NULL,
        ADD source_kind text NOT NULL DEFAULT 'bot',
        ADD importance text NOT NULL DEFAULT 'ordinary',
        ADD unit_id text,
        ADD awaits text,
        ADD due_at timestamptz,
        ADD question integer,
        ADD followers text[] NOT NULL DEFAULT '{}',
        ADD repeats_id text,
        ADD joined_to_id text,
        ADD shares jsonb NOT NULL DEFAULT '[]',
        ADD life jsonb NOT NULL DEFAULT '{}'
    """,
    # What older programs left open has one approver, and the unit it was shown with.
    """
    UPDATE incidents i SET
        awaits = CASE WHEN i.state = 'on-approval' THEN 'curator' END,
        unit_id = coalesce(
            (SELECT p.unit_id FROM persons p
                WHERE p.municipality_id = i.municipality_id AND p.id = i.executor_id),
            (SELECT t.unit_id FROM topics t
                WHERE t.municipality_id = i.municipality_id AND t.id = i.topic_id)),
        drafts = CASE WHEN i.state = 'answered' AND i.drafts <> '[]'
            THEN jsonb_set(i.drafts, '{-1,published_at}', to_jsonb(i.answered_at)) ELSE i.drafts END
    """,
    "DROP INDEX incidents_executor",
    "DROP INDEX incidents_new",
    "DROP INDEX incidents_assigned",
    "DROP INDEX incidents_on_approval",
    "DROP INDEX incidents_open",
    "DROP INDEX incidents_answered",
    # Lists of the staff go by the time that is left, in each state: several states are walked side by side.
    "CREATE INDEX incidents_state ON incidents (municipality_id, state, due_at, number)",
    """
    CREATE INDEX incidents_unit ON incidents (municipality_id, unit_id, state, due_at, number)
    WHERE unit_id IS NOT NULL
    """,
    """
    CREATE INDEX incidents_executor ON incidents (municipality_id, executor_id, state, due_at, number)
    WHERE executor_id IS NOT NULL
    """,
    """
    CREATE INDEX incidents_awaits ON incidents (municipality_id, awaits, due_at, number)
    WHERE awaits IS NOT NULL
    """,
    "CREATE INDEX incidents_registered ON incidents (municipality_id, registered_at)",
    "CREATE INDEX incidents_followers ON incidents USING gin (followers) WHERE followers <> '{}'",
    "CREATE INDEX incidents_shares ON incidents USING gin (shares jsonb_path_ops) WHERE shares <> '[]'",
    """
    CREATE TABLE deadlines (
        municipality_id text NOT NULL,
        subject text NOT NULL,
        kind text NOT NULL,
        generation integer NOT NULL,
        owner_id text,
        unit_id text,
        timer jsonb NOT NULL,
        due_at timestamptz,
        calendar_version text,
        fires_at timestamptz,
        progress integer NOT NULL,
        outcome text NOT NULL
            CONSTRAINT known_outcome CHECK (outcome IN ('open', 'met', 'late', 'cancelled')),
        PRIMARY KEY (municipality_id, subject, kind, generation)
    )
    """,
    # The clock looks at what is next in each city whose people are at work.
    "CREATE INDEX deadlines_open ON deadlines (municipality_id, fires_at) WHERE outcome = 'open'",
    """
    CREATE INDEX deadlines_of_person ON deadlines (municipality_id, owner_id) WHERE owner_id IS NOT NULL
    """,
)

DOWN: Final[tuple[str, ...]] = (
    "DROP TABLE deadlines",
    "DROP INDEX incidents_shares",
    "DROP INDEX incidents_followers",
    "DROP INDEX incidents_registered",
    "DROP INDEX incidents_awaits",
    "DROP INDEX incidents_executor",
    "DROP INDEX incidents_unit",
    "DROP INDEX incidents_state",
    """
    UPDATE incidents SET
        state = CASE WHEN state = 'interim' THEN 'assigned' WHEN state = 'approved' THEN 'on-approval'
            ELSE 'answered' END
    WHERE state IN ('interim', 'approved', 'declined', 'redirected', 'closed', 'joined')
    """,
    "ALTER TABLE incidents DROP CONSTRAINT known_state",
    f"ALTER TABLE incidents ADD CONSTRAINT known_state CHECK (state IN ({_STATES}))",
    # A message found elsewhere has neither author nor bot, which older programs cannot read.
    "DELETE FROM incidents WHERE author_id IS NULL OR source IS NULL",
    """
    ALTER TABLE incidents
        ALTER author_id SET NOT NULL,
        ALTER source SET NOT NULL,
        DROP source_kind,
        DROP importance,
        DROP unit_id,
        DROP awaits,
        DROP due_at,
        DROP question,
        DROP followers,
        DROP repeats_id,
        DROP joined_to_id,
        DROP shares,
        DROP life
    """,
    """
    CREATE INDEX incidents_executor ON incidents (municipality_id, executor_id, number)
    WHERE executor_id IS NOT NULL AND state <> 'answered'
    """,
    "CREATE INDEX incidents_new ON incidents (municipality_id, number) WHERE state = 'new'",
    """
    CREATE INDEX incidents_assigned ON incidents (municipality_id, number)
    WHERE state IN ('assigned', 'rework')
    """,
    "CREATE INDEX incidents_on_approval ON incidents (municipality_id, number) WHERE state = 'on-approval'",
    "CREATE INDEX incidents_open ON incidents (municipality_id, number) WHERE state <> 'answered'",
    "CREATE INDEX incidents_answered ON incidents (municipality_id, number) WHERE state = 'answered'",
)


def upgrade() -> None:
    """Expand."""
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    """Back to what was: what ended without an answer counts as answered."""
    for statement in DOWN:
        op.execute(statement)
