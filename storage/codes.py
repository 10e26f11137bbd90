"""One-time codes: random, and kept only as a hash."""

import secrets
from hashlib import sha256


class SecretCodes:
    """192 random bits a code, so a plain hash is enough: nobody can go through them."""

    def new(self) -> str:
        """32 characters of `[A-Za-z0-9_-]`."""
        return secrets.token_urlsafe(24)

    def hash(self, code: str) -> str:
        """SHA-256, hex."""
        return sha256(code.encode()).hexdigest()
