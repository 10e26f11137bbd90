"""Municipalities with what profiles set, people, their accounts, phones, invitations, substitutions."""

from sqlalchemy import Boolean, Date, ForeignKeyConstraint, Index, Integer, LargeBinary, Table, Text, text
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
    must("open", Boolean, server_default=text("true")),
    must("edited", Boolean, server_default=text("false")),
    must("version", Integer, server_default=text("1")),
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
    must("edited", Boolean, server_default=text("false")),
    must("version", Integer, server_default=text("1")),
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
    must("former_roles", ARRAY(Text), server_default=NONE),
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

Index(
    "persons_stand_in",
    persons.c.municipality_id,
    persons.c.stand_in_id,
    postgresql_where=text("stand_in_id IS NOT NULL"),
)

Index(
    "persons_former",
    persons.c.municipality_id,
    persons.c.sort_name,
    persons.c.id,
    postgresql_where=text("active AND roles = '{}' AND former_roles <> '{}'"),
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

rosters = Table(
    "rosters",
    metadata,
    home(),
    must("version", Integer),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)

substitutions = Table(
    "substitutions",
    metadata,
    home(),
    key("id"),
    must("absent_id"),
    must("substitute_id"),
    must("first_day", Date),
    may("last_day", Date),
    must("starts_at", MOMENT),
    may("ends_at", MOMENT),
    may("change_at", MOMENT),
    must("reason"),
    may("order_number"),
    must("phase"),
    must("made_at", MOMENT, server_default=NOW),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
    to("persons", "absent_id"),
    to("persons", "substitute_id"),
    one_of("reason", "leave illness trip study other left"),
    one_of("phase", "planned active over"),
)
Index(
    "substitutions_open",
    substitutions.c.municipality_id,
    substitutions.c.starts_at,
    substitutions.c.id,
    postgresql_where=text("phase <> 'over'"),
)
Index("substitutions_change", substitutions.c.change_at, postgresql_where=text("change_at IS NOT NULL"))
