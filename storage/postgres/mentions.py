"""Which columns refer to files: the one place where it is written down. What none of them names is removed.

A column that begins to refer to files is entered here, with an index by which one file is found in it; a
test asks for both. In JSON whatever is called `media` names files.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mention:
    """A column that refers to files; `finds` is true for a row `m` that names the file `f.id`."""

    table: str
    column: str
    finds: str


def _in_list(table: str, column: str) -> Mention:
    """An array of ids; the index: gin (column) where it is not empty."""
    return Mention(table, column, f"m.{column} @> ARRAY[f.id] AND m.{column} <> '{{}}'")


def _in_json(table: str, column: str, path: str = "$.**") -> Mention:
    """JSON, by default however deep; the index: gin (jsonb_path_query_array) where there is any."""
    named = f"""'{path}."media"[*]'"""
    found = f"jsonb_path_query_array(m.{column}, {named}) ? f.id"
    return Mention(table, column, f"{found} AND m.{column} @? {named}")


MENTIONS: Final = (
    _in_list("incidents", "media"),
    _in_json("incidents", "drafts"),
    _in_json("incidents", "shares"),
    _in_json("incidents", "life"),
    _in_json("outbox", "body", path="$"),
)

NO_FILES: Final[dict[str, str]] = {
    "file_tokens.file_id": "what a messenger calls a file goes with it",
    "journal.details": "how many files, never which",
    "deadlines.timer": "moments",
    "deployment.value": "facts about the deployment",
}
"""Columns that look as if they might, each with the reason why they are not asked."""
