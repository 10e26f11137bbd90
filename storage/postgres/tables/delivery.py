"""What comes in and goes out: inbox, outbox, files; facts about the deployment."""

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from storage.postgres.tables.columns import MOMENT, NOW, files_in, home, key, may, metadata, must, one_of

inbox = Table(
    "inbox",
    metadata,
    key("bot"),
    key("key"),
    must("seq", BigInteger, Identity(always=True)),
    must("state"),
    must("tries", Integer),
    may("payload", LargeBinary),
    may("error"),
    must("received_at", MOMENT, server_default=NOW),
    may("settled_at", MOMENT),
    one_of("state", "received committed done dead"),
)
Index("inbox_open", inbox.c.bot, inbox.c.seq, postgresql_where=text("state IN ('received', 'committed')"))
Index("inbox_dead", inbox.c.settled_at, postgresql_where=text("state = 'dead'"))
Index("inbox_settled", inbox.c.settled_at, postgresql_where=text("state = 'done'"))

outbox = Table(
    "outbox",
    metadata,
    home(),
    key("id", BigInteger, Identity(always=True)),
    must("key"),
    must("person_id"),
    must("audience"),
    may("bot"),
    may("user_id"),
    may("chat"),
    must("body", JSONB),
    must("about"),
    must("assurance"),
    must("lane"),
    must("state"),
    must("attempts", Integer, server_default=text("0")),
    must("due_at", MOMENT, server_default=NOW),
    must("changed_at", MOMENT, server_default=NOW),
    may("message"),
    may("error"),
    UniqueConstraint("municipality_id", "key", "person_id", name="outbox_key"),
    one_of("audience", "citizen staff"),
    one_of("assurance", "least once"),
    one_of("lane", "urgent interactive broadcast"),
    one_of("state", "pending sending sent uncertain left failed waiting dropped"),
)
Index("outbox_pending", outbox.c.bot, outbox.c.lane, outbox.c.id, postgresql_where=text("state = 'pending'"))
Index(
    "outbox_order",
    outbox.c.bot,
    outbox.c.user_id,
    outbox.c.id,
    postgresql_where=text("state IN ('pending', 'sending')"),
)
Index(
    "outbox_person",
    outbox.c.municipality_id,
    outbox.c.person_id,
    postgresql_where=text("state IN ('pending', 'sending', 'waiting', 'uncertain')"),
)

Index(
    "outbox_uncertain",
    outbox.c.municipality_id,
    outbox.c.id,
    postgresql_where=text("state = 'uncertain'"),
)

Index("outbox_settled", outbox.c.changed_at, postgresql_where=text("state IN ('sent', 'left', 'dropped')"))
Index(
    "outbox_unreached",
    outbox.c.municipality_id,
    outbox.c.id,
    postgresql_where=text("state = 'waiting' AND assurance = 'once' AND error IS NULL"),
)
files_in(outbox, "body", path="$")

files = Table(
    "files",
    metadata,
    key("id"),
    must("kind"),
    must("mime"),
    must("size", Integer),
    must("content", LargeBinary),
    must("kept_at", MOMENT, server_default=NOW),
)

Index("files_kept", files.c.kept_at, files.c.id)

file_tokens = Table(
    "file_tokens",
    metadata,
    key("file_id"),
    key("bot"),
    must("token"),
    must("kept_at", MOMENT, server_default=NOW),
    ForeignKeyConstraint(["file_id"], ["files.id"]),
)

deployment = Table("deployment", metadata, key("name"), must("value", JSONB))
