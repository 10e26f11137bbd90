"""Substitutions, and what administrators keep: templates, topics, units."""

from typing import Final

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UP: Final[tuple[str, ...]] = (
    # Who does a person's work now, at the end of a chain of substitutes (ZAR-7).
    "ALTER TABLE persons ADD COLUMN stand_in_id text",
    "ALTER TABLE persons ADD COLUMN former_roles text[] NOT NULL DEFAULT '{}'",
    """
    CREATE INDEX persons_stand_in ON persons (municipality_id, stand_in_id) WHERE stand_in_id IS NOT NULL
    """,
    """
    CREATE INDEX persons_former ON persons (municipality_id, sort_name, id)
    WHERE active AND roles = '{}' AND former_roles <> '{}'
    """,
    # What an administrator edited is theirs: the profile overwrites it no longer.
    """
    ALTER TABLE units ADD COLUMN open boolean NOT NULL DEFAULT true,
        ADD COLUMN edited boolean NOT NULL DEFAULT false, ADD COLUMN version integer NOT NULL DEFAULT 1
    """,
    """
    ALTER TABLE topics ADD COLUMN edited boolean NOT NULL DEFAULT false,
        ADD COLUMN version integer NOT NULL DEFAULT 1
    """,
    # One row a municipality: whoever changes its substitutions raises the version.
    """
    CREATE TABLE rosters (
        municipality_id text PRIMARY KEY REFERENCES municipalities,
        version integer NOT NULL
    )
    """,
    """
    CREATE TABLE substitutions (
        municipality_id text NOT NULL REFERENCES municipalities,
        id text NOT NULL,
        absent_id text NOT NULL,
        substitute_id text NOT NULL,
        first_day date NOT NULL,
        last_day date,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz,
        change_at timestamptz,
        reason text NOT NULL
            CONSTRAINT known_reason CHECK (reason IN ('leave', 'illness', 'trip', 'study', 'other', 'left')),
        order_number text,
        phase text NOT NULL CONSTRAINT known_phase CHECK (phase IN ('planned', 'active', 'over')),
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (municipality_id, id),
        FOREIGN KEY (municipality_id, absent_id) REFERENCES persons (municipality_id, id),
        FOREIGN KEY (municipality_id, substitute_id) REFERENCES persons (municipality_id, id)
    )
    """,
    "CREATE INDEX substitutions_open ON substitutions (municipality_id, starts_at, id) WHERE phase <> 'over'",
    "CREATE INDEX substitutions_change ON substitutions (change_at) WHERE change_at IS NOT NULL",
    """
    CREATE TABLE templates (
        municipality_id text NOT NULL REFERENCES municipalities,
        id text NOT NULL,
        topic_id text,
        title text NOT NULL,
        sort_title text COLLATE "C" NOT NULL,
        body text NOT NULL,
        removed boolean NOT NULL DEFAULT false,
        version integer NOT NULL,
        PRIMARY KEY (municipality_id, id)
    )
    """,
    """
    CREATE INDEX templates_of_topic ON templates (municipality_id, topic_id, sort_title, id)
    WHERE NOT removed
    """,
    """
    CREATE TABLE best_answers (
        municipality_id text NOT NULL REFERENCES municipalities,
        incident_id text NOT NULL,
        number integer NOT NULL,
        topic_id text NOT NULL,
        body text NOT NULL,
        marked_by text NOT NULL,
        marked_at timestamptz NOT NULL,
        PRIMARY KEY (municipality_id, incident_id)
    )
    """,
    "CREATE INDEX best_answers_newest ON best_answers (municipality_id, marked_at, incident_id)",
    "CREATE INDEX best_answers_of_topic ON best_answers (municipality_id, topic_id, marked_at, incident_id)",
)

DOWN: Final[tuple[str, ...]] = (
    "DROP TABLE best_answers",
    "DROP TABLE templates",
    "DROP TABLE substitutions",
    "DROP TABLE rosters",
    "ALTER TABLE topics DROP COLUMN version, DROP COLUMN edited",
    "ALTER TABLE units DROP COLUMN version, DROP COLUMN edited, DROP COLUMN open",
    "DROP INDEX persons_former",
    "DROP INDEX persons_stand_in",
    "ALTER TABLE persons DROP COLUMN former_roles",
    "ALTER TABLE persons DROP COLUMN stand_in_id",
)


def upgrade() -> None:
    """Expand."""
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    """Back to what was."""
    for statement in DOWN:
        op.execute(statement)
