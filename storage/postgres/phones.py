"""Phone numbers at rest: sealed with AES-GCM, found by a keyed hash."""

import hmac
import os
from functools import cached_property
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from core.shared.ids import MunicipalityId

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class Phones:
    """Two keys are derived from the deployment's secret; without it the numbers are lost."""

    def __init__(self, secret: str) -> None:
        self._hashing = _derive(secret, b"phone-hash")
        self._key = _derive(secret, b"phone-seal")

    @cached_property
    def _sealing(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 (7 MiB, not for workers)

        return AESGCM(self._key)

    def hash(self, municipality: MunicipalityId, phone: str) -> bytes:
        """32 bytes, the same for the same number in the same municipality."""
        return hmac.digest(self._hashing, f"{municipality}\0{phone}".encode(), "sha256")

    def seal(self, municipality: MunicipalityId, phone: str) -> bytes:
        """The number, encrypted; bound to its municipality, different every time."""
        nonce = os.urandom(_NONCE)
        return nonce + self._sealing.encrypt(nonce, phone.encode(), municipality.encode())

    def open(self, municipality: MunicipalityId, sealed: bytes) -> str:
        """What `seal` sealed; raises `cryptography.exceptions.InvalidTag` under another secret."""
        nonce, body = sealed[:_NONCE], sealed[_NONCE:]
        return self._sealing.decrypt(nonce, body, municipality.encode()).decode()


def _derive(secret: str, purpose: bytes) -> bytes:
    """A key of its own for each purpose; the secret is random, so one pass is enough."""
    return blake2b(sha256(secret.encode()).digest(), digest_size=32, person=purpose).digest()
