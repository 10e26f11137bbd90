"""Phone numbers at rest: sealed with AES-GCM, found by a keyed hash."""

import hmac
import os
from hashlib import blake2b, sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.shared.ids import MunicipalityId

_NONCE = 12


class Phones:
    """Two keys are derived from the deployment's secret; without it the numbers are lost."""

    def __init__(self, secret: str) -> None:
        self._hashing = _derive(secret, b"phone-hash")
        self._sealing = AESGCM(_derive(secret, b"phone-seal"))

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
