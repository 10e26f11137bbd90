"""Municipalities with what profiles set, people, their accounts, phones and invitations."""

from sqlalchemy import Boolean, ForeignKeyConstraint, Index, Integer, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from storage.postgres.tables.columns import MOMENT, NONE, NOW, home, key, may, metadata, must, one_of, to

municipalities = Table(
    "municipalities",
    metadata,
    home(),
    must("title"),
    must("zone"),
    must("consent_version"),
    must("open", Boolean, server_default=text("true")),
)

units = Table(
    "units",
    metadata,
    home(),
    key("id"),
    must("title"),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)

topics = Table(
    "topics",
    metadata,
    home(),
    key("id"),
    must("sector"),
    must("title_ru"),
    must("title_en"),
    may("unit_id"),
    must("position", Integer),
    must("open", Boolean, server_default=text("true")),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
    to("units", "unit_id"),
)

register_numbers = Table(
    "register_numbers",
    metadata,
    home(),
    must("last", Integer),
    postgresql_with={"fillfactor": "20"},
)

persons = Table(
    "persons",
    metadata,
    home(),
    key("id"),
    must("name"),
    must("sort_name", Text(collation="C")),
    must("language"),
    may("consent_version"),
    may("consent_at", MOMENT),
    must("roles", ARRAY(Text), server_default=NONE),
    may("unit_id"),
    must("active", Boolean, server_default=text("true")),
    may("merged_into"),
    may("stand_in_id"),
    must("version", Integer),
    must("made_at", MOMENT, server_default=NOW),
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
    key("bot"),
    key("user_id"),
    must("municipality_id"),
    must("person_id"),
    must("audience"),
    must("chat"),
    must("name"),
    must("used_at", MOMENT),
    may("gone_at", MOMENT),
    to("persons", "person_id"),
    one_of("audience", "citizen staff"),
)
Index("accounts_of_person", accounts.c.municipality_id, accounts.c.person_id)

phones = Table(
    "phones",
    metadata,
    home(),
    key("phone_hash", LargeBinary),
    must("person_id"),
    must("sealed", LargeBinary),
    must("kept_at", MOMENT, server_default=NOW),
    to("persons", "person_id"),
)
Index("phones_of_person", phones.c.municipality_id, phones.c.person_id)

invitations = Table(
    "invitations",
    metadata,
    key("code_hash"),
    must("municipality_id"),
    must("name"),
    must("roles", ARRAY(Text)),
    may("unit_id"),
    must("made_at", MOMENT),
    may("used_by"),
    may("used_at", MOMENT),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)
