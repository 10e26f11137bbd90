"""The tables, for migrations and tests; at run time nobody imports this.

Primary and unique keys start with `municipality_id`, so that the tables can be distributed by it;
`ROUTED` lists the exceptions.
"""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()

ROUTED: Final[dict[str, str]] = {
    "accounts": "an update names a bot and a user; whose they are, and so where, is what this table tells",
    "invitations": "a newcomer brings only a code; the municipality is what the code tells",
    "inbox": "an update is recorded before anybody knows who sent it",
    "files": "kept once by content, whoever sent it",
    "file_tokens": "a bot's name for a file by content",
    "deployment": "facts about the whole deployment",
}
"""Tables keyed by something else than the municipality, each with its reason."""

MOMENT = DateTime(timezone=True)
NOW = text("now()")
NONE = text("'{}'")


def _must(name: str, kind: Any = Text, *made: Identity, **options: Any) -> Column[Any]:
    return Column(name, kind, *made, nullable=False, **options)


def _may(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, nullable=True)


def _key(name: str, kind: Any = Text, *made: Identity) -> Column[Any]:
    return Column(name, kind, *made, primary_key=True)


def _home() -> Column[Any]:
    return _key("municipality_id")


def _to(target: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["municipality_id", column], [f"{target}.municipality_id", f"{target}.id"])


def _one_of(column: str, values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values.split())
    return CheckConstraint(f"{column} IN ({listed})", name=f"known_{column}")


municipalities = Table(
    "municipalities",
    metadata,
    _home(),
    _must("title"),
    _must("zone"),
    _must("consent_version"),
    _must("open", Boolean, server_default=text("true")),
)

units = Table(
    "units",
    metadata,
    _home(),
    _key("id"),
    _must("title"),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)

topics = Table(
    "topics",
    metadata,
    _home(),
    _key("id"),
    _must("sector"),
    _must("title_ru"),
    _must("title_en"),
    _may("unit_id"),
    _must("position", Integer),
    _must("open", Boolean, server_default=text("true")),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
    _to("units", "unit_id"),
)

register_numbers = Table(
    "register_numbers",
    metadata,
    _home(),
    _must("last", Integer),
    postgresql_with={"fillfactor": "20"},
)

persons = Table(
    "persons",
    metadata,
    _home(),
    _key("id"),
    _must("name"),
    _must("sort_name", Text(collation="C")),
    _must("language"),
    _may("consent_version"),
    _may("consent_at", MOMENT),
    _must("roles", ARRAY(Text), server_default=NONE),
    _may("unit_id"),
    _must("active", Boolean, server_default=text("true")),
    _may("merged_into"),
    _must("version", Integer),
    _must("made_at", MOMENT, server_default=NOW),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)
Index(
    "persons_staff",
    persons.c.municipality_id,
    persons.c.sort_name,
    persons.c.id,
    postgresql_where=text("active AND roles <> '{}'"),
)

Index(
    "persons_merged",
    persons.c.municipality_id,
    persons.c.merged_into,
    postgresql_where=text("merged_into IS NOT NULL"),
)

accounts = Table(
    "accounts",
    metadata,
    _key("bot"),
    _key("user_id"),
    _must("municipality_id"),
    _must("person_id"),
    _must("audience"),
    _must("chat"),
    _must("name"),
    _must("used_at", MOMENT),
    _may("gone_at", MOMENT),
    _to("persons", "person_id"),
    _one_of("audience", "citizen staff"),
)
Index("accounts_of_person", accounts.c.municipality_id, accounts.c.person_id)

phones = Table(
    "phones",
    metadata,
    _home(),
    _key("phone_hash", LargeBinary),
    _must("person_id"),
    _must("sealed", LargeBinary),
    _must("kept_at", MOMENT, server_default=NOW),
    _to("persons", "person_id"),
)
Index("phones_of_person", phones.c.municipality_id, phones.c.person_id)

invitations = Table(
    "invitations",
    metadata,
    _key("code_hash"),
    _must("municipality_id"),
    _must("name"),
    _must("roles", ARRAY(Text)),
    _may("unit_id"),
    _must("made_at", MOMENT),
    _may("used_by"),
    _may("used_at", MOMENT),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)

incidents = Table(
    "incidents",
    metadata,
    _home(),
    _key("id"),
    _must("key"),
    _must("number", Integer),
    _must("author_id"),
    _must("source"),
    _must("text"),
    _must("topic_id"),
    _must("topic_title"),
    _may("latitude", Double),
    _may("longitude", Double),
    _may("address"),
    _must("media", ARRAY(Text), server_default=NONE),
    _must("state"),
    _may("executor_id"),
    _must("drafts", JSONB, server_default=text("'[]'")),
    _must("registered_at", MOMENT),
    _may("answered_at", MOMENT),
    _must("version", Integer),
    UniqueConstraint("municipality_id", "key", name="incidents_key"),
    UniqueConstraint("municipality_id", "number", name="incidents_number"),
    _to("persons", "author_id"),
    _one_of("state", "new assigned on-approval rework answered"),
)
for name, column, where in (
    ("author", incidents.c.author_id, None),
    ("executor", incidents.c.executor_id, "executor_id IS NOT NULL AND state <> 'answered'"),
    ("new", None, "state = 'new'"),
    ("assigned", None, "state IN ('assigned', 'rework')"),
    ("on_approval", None, "state = 'on-approval'"),
    ("open", None, "state <> 'answered'"),
    ("answered", None, "state = 'answered'"),
):
    Index(
        f"incidents_{name}",
        *(each for each in (incidents.c.municipality_id, column, incidents.c.number) if each is not None),
        postgresql_where=text(where) if where else None,
    )

journal = Table(
    "journal",
    metadata,
    _home(),
    _key("id", BigInteger, Identity(always=True)),
    _must("area"),
    _must("name"),
    _must("subject"),
    _must("at", MOMENT),
    _must("by_id"),
    _may("acting_for_id"),
    _may("source"),
    _must("details", JSONB),
)
Index("journal_of_subject", journal.c.municipality_id, journal.c.subject, journal.c.id)

inbox = Table(
    "inbox",
    metadata,
    _key("bot"),
    _key("key"),
    _must("seq", BigInteger, Identity(always=True)),
    _must("state"),
    _must("tries", Integer),
    _may("payload", LargeBinary),
    _may("error"),
    _must("received_at", MOMENT, server_default=NOW),
    _may("settled_at", MOMENT),
    _one_of("state", "received committed done dead"),
)
Index("inbox_open", inbox.c.bot, inbox.c.seq, postgresql_where=text("state IN ('received', 'committed')"))
Index("inbox_settled", inbox.c.settled_at, postgresql_where=text("state = 'done'"))

outbox = Table(
    "outbox",
    metadata,
    _home(),
    _key("id", BigInteger, Identity(always=True)),
    _must("key"),
    _must("person_id"),
    _must("audience"),
    _may("bot"),
    _may("user_id"),
    _may("chat"),
    _must("body", JSONB),
    _must("about"),
    _must("assurance"),
    _must("lane"),
    _must("state"),
    _must("attempts", Integer, server_default=text("0")),
    _must("due_at", MOMENT, server_default=NOW),
    _must("changed_at", MOMENT, server_default=NOW),
    _may("message"),
    _may("error"),
    UniqueConstraint("municipality_id", "key", "person_id", name="outbox_key"),
    _one_of("audience", "citizen staff"),
    _one_of("assurance", "least once"),
    _one_of("lane", "interactive broadcast"),
    _one_of("state", "pending sending sent uncertain left failed waiting dropped"),
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

files = Table(
    "files",
    metadata,
    _key("id"),
    _must("kind"),
    _must("mime"),
    _must("size", Integer),
    _must("content", LargeBinary),
    _must("kept_at", MOMENT, server_default=NOW),
)

file_tokens = Table(
    "file_tokens",
    metadata,
    _key("file_id"),
    _key("bot"),
    _must("token"),
    _must("kept_at", MOMENT, server_default=NOW),
    ForeignKeyConstraint(["file_id"], ["files.id"]),
)

deployment = Table("deployment", metadata, _key("name"), _must("value", JSONB))
