"""The tables, for migrations and tests; at run time nobody imports this.

Primary and unique keys start with `municipality_id`, so that the tables can be distributed by it;
`ROUTED` lists the exceptions.
"""

from typing import Final

from storage.postgres.tables import answers, deadlines, delivery, incidents, people
from storage.postgres.tables.columns import metadata

__all__ = ["ROUTED", "answers", "deadlines", "delivery", "incidents", "metadata", "people"]

ROUTED: Final[dict[str, str]] = {
    "accounts": "an update names a bot and a user; whose they are, and so where, is what this table tells",
    "invitations": "a newcomer brings only a code; the municipality is what the code tells",
    "inbox": "an update is recorded before anybody knows who sent it",
    "files": "kept once by content, whoever sent it",
    "file_tokens": "a bot's name for a file by content",
    "deployment": "facts about the whole deployment",
}
"""Tables keyed by something else than the municipality, each with its reason."""
