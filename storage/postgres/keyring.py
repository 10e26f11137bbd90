"""Whether the deployment's secret is the one that the kept phone numbers were sealed with."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from storage.postgres.pool import Database

# A secret may change as long as nothing was sealed with the one before.
_AGREE: Final = """
INSERT INTO deployment AS d (name, value) VALUES ('key', to_jsonb($1::text))
ON CONFLICT (name) DO UPDATE SET value = CASE
    WHEN EXISTS (SELECT FROM phones) THEN d.value ELSE excluded.value END
RETURNING value #>> '{}' = $1
"""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Knows a fingerprint of the secret, never the secret."""

    database: Database

    async def agrees(self, secret: str) -> bool:
        """False when numbers are kept that this secret cannot open; nothing is changed then."""
        fingerprint = blake2b(secret.encode(), digest_size=16, person=b"fingerprint").hexdigest()
        return bool(await self.database.value(_AGREE, fingerprint))
