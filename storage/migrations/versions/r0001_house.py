"""People, incidents, journal, inbox, outbox, files."""

from typing import Final

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UP: Final[tuple[str, ...]] = (
    """
    CREATE TABLE municipalities (
        municipality_id text PRIMARY KEY,
        title text NOT NULL,
        zone text NOT NULL,
        consent_version text NOT NULL,
        open boolean NOT NULL DEFAULT true
    )
    """,
    """
    CREATE TABLE units (
        municipality_id text NOT NULL REFERENCES municipalities,
        id text NOT NULL,
        title text NOT NULL,
        PRIMARY KEY (municipality_id, id)
    )
    """,
    """
    CREATE TABLE topics (
        municipality_id text NOT NULL REFERENCES municipalities,
        id text NOT NULL,
        sector text NOT NULL,
        title_ru text NOT NULL,
        title_en text NOT NULL,
        unit_id text,
        position integer NOT NULL,
        open boolean NOT NULL DEFAULT true,
        PRIMARY KEY (municipality_id, id),
        FOREIGN KEY (municipality_id, unit_id) REFERENCES units (municipality_id, id)
    )
    """,
    # One row a municipality, written by every registration: room on its page keeps that cheap.
    """
    CREATE TABLE register_numbers (
        municipality_id text PRIMARY KEY,
        last integer NOT NULL
    ) WITH (fillfactor = 20)
    """,
    """
    CREATE TABLE persons (
        municipality_id text NOT NULL REFERENCES municipalities,
        id text NOT NULL,
        name text NOT NULL,
        sort_name text COLLATE "C" NOT NULL,
        language text NOT NULL,
        consent_version text,
        consent_at timestamptz,
        roles text[] NOT NULL DEFAULT '{}',
        unit_id text,
        active boolean NOT NULL DEFAULT true,
        merged_into text,
        version integer NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (municipality_id, id)
    )
    """,
    """
    CREATE INDEX persons_staff ON persons (municipality_id, sort_name, id)
    WHERE active AND roles <> '{}'
    """,
    """
    CREATE INDEX persons_merged ON persons (municipality_id, merged_into) WHERE merged_into IS NOT NULL
    """,
    """
    CREATE TABLE accounts (
        bot text NOT NULL,
        user_id text NOT NULL,
        municipality_id text NOT NULL,
        person_id text NOT NULL,
        audience text NOT NULL CONSTRAINT known_audience CHECK (audience IN ('citizen', 'staff')),
        chat text NOT NULL,
        name text NOT NULL,
        used_at timestamptz NOT NULL,
        gone_at timestamptz,
        PRIMARY KEY (bot, user_id),
        FOREIGN KEY (municipality_id, person_id) REFERENCES persons (municipality_id, id)
    )
    """,
    "CREATE INDEX accounts_of_person ON accounts (municipality_id, person_id)",
    """
    CREATE TABLE phones (
        municipality_id text NOT NULL,
        phone_hash bytea NOT NULL,
        person_id text NOT NULL,
        sealed bytea NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (municipality_id, phone_hash),
        FOREIGN KEY (municipality_id, person_id) REFERENCES persons (municipality_id, id)
    )
    """,
    "CREATE INDEX phones_of_person ON phones (municipality_id, person_id)",
    """
    CREATE TABLE invitations (
        code_hash text PRIMARY KEY,
        municipality_id text NOT NULL REFERENCES municipalities,
        name text NOT NULL,
        roles text[] NOT NULL,
        unit_id text,
        made_at timestamptz NOT NULL,
        used_by text,
        used_at timestamptz
    )
    """,
    """
    CREATE TABLE incidents (
        municipality_id text NOT NULL,
        id text NOT NULL,
        key text NOT NULL,
        number integer NOT NULL,
        author_id text NOT NULL,
        source text NOT NULL,
        text text NOT NULL,
        topic_id text NOT NULL,
        topic_title text NOT NULL,
        latitude double precision,
        longitude double precision,
        address text,
        media text[] NOT NULL DEFAULT '{}',
        state text NOT NULL
            CONSTRAINT known_state CHECK (state IN ('new', 'assigned', 'on-approval', 'rework', 'answered')),
        executor_id text,
        drafts jsonb NOT NULL DEFAULT '[]',
        registered_at timestamptz NOT NULL,
        answered_at timestamptz,
        version integer NOT NULL,
        PRIMARY KEY (municipality_id, id),
        CONSTRAINT incidents_key UNIQUE (municipality_id, key),
        CONSTRAINT incidents_number UNIQUE (municipality_id, number),
        FOREIGN KEY (municipality_id, author_id) REFERENCES persons (municipality_id, id)
    )
    """,
    # A partial index a queue: a page is read in order, however many answered ones lie behind.
    "CREATE INDEX incidents_author ON incidents (municipality_id, author_id, number)",
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
    """
    CREATE TABLE journal (
        municipality_id text NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        area text NOT NULL,
        name text NOT NULL,
        subject text NOT NULL,
        at timestamptz NOT NULL,
        by_id text NOT NULL,
        acting_for_id text,
        source text,
        details jsonb NOT NULL,
        PRIMARY KEY (municipality_id, id)
    )
    """,
    "CREATE INDEX journal_of_subject ON journal (municipality_id, subject, id)",
    """
    CREATE FUNCTION veche_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the journal is only ever added to' USING ERRCODE = 'VC010';
    END
    $$
    """,
    """
    CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION veche_append_only()
    """,
    # How a statement that wrote rows fails as a whole after looking at what it wrote.
    """
    CREATE FUNCTION veche_refuse(state text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
        RAISE EXCEPTION 'refused' USING ERRCODE = state;
    END
    $$
    """,
    """
    CREATE TABLE inbox (
        bot text NOT NULL,
        key text NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        state text NOT NULL CONSTRAINT known_state CHECK (state IN ('received', 'done', 'dead')),
        tries integer NOT NULL,
        payload bytea,
        error text,
        received_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        PRIMARY KEY (bot, key)
    )
    """,
    "CREATE INDEX inbox_received ON inbox (bot, seq) WHERE state = 'received'",
    "CREATE INDEX inbox_settled ON inbox (settled_at) WHERE state = 'done'",
    """
    CREATE TABLE outbox (
        municipality_id text NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        key text NOT NULL,
        person_id text NOT NULL,
        audience text NOT NULL CONSTRAINT known_audience CHECK (audience IN ('citizen', 'staff')),
        bot text,
        user_id text,
        chat text,
        body jsonb NOT NULL,
        about text NOT NULL,
        assurance text NOT NULL CONSTRAINT known_assurance CHECK (assurance IN ('least', 'once')),
        lane text NOT NULL CONSTRAINT known_lane CHECK (lane IN ('interactive', 'broadcast')),
        state text NOT NULL CONSTRAINT known_state CHECK (state IN (
            'pending', 'sending', 'sent', 'uncertain', 'left', 'failed', 'waiting', 'dropped')),
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        message text,
        error text,
        PRIMARY KEY (municipality_id, id),
        CONSTRAINT outbox_key UNIQUE (municipality_id, key, person_id)
    )
    """,
    "CREATE INDEX outbox_pending ON outbox (bot, lane, id) WHERE state = 'pending'",
    "CREATE INDEX outbox_order ON outbox (bot, user_id, id) WHERE state IN ('pending', 'sending')",
    """
    CREATE INDEX outbox_person ON outbox (municipality_id, person_id)
    WHERE state IN ('pending', 'sending', 'waiting', 'uncertain')
    """,
    """
    CREATE TABLE files (
        id text PRIMARY KEY,
        kind text NOT NULL,
        mime text NOT NULL,
        size integer NOT NULL,
        content bytea NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    # Photos and videos are compressed already.
    "ALTER TABLE files ALTER content SET STORAGE EXTERNAL",
    """
    CREATE TABLE file_tokens (
        file_id text NOT NULL REFERENCES files,
        bot text NOT NULL,
        token text NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (file_id, bot)
    )
    """,
    "CREATE TABLE deployment (name text PRIMARY KEY, value jsonb NOT NULL)",
)

TABLES: Final = (
    "deployment",
    "file_tokens",
    "files",
    "outbox",
    "inbox",
    "journal",
    "incidents",
    "invitations",
    "phones",
    "accounts",
    "persons",
    "register_numbers",
    "topics",
    "units",
    "municipalities",
)


def upgrade() -> None:
    """Make everything."""
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    """Remove everything."""
    for table in TABLES:
        op.drop_table(table)
    op.execute("DROP FUNCTION veche_append_only")
    op.execute("DROP FUNCTION veche_refuse")
