"""The secret key of a deployment that was given none: made once, in one piece, and never made anew."""

import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path

LEAST = 32
"""Characters: whatever is shorter is no key of ours."""


class DamagedKey(Exception):
    """The file is there, and what it holds is no key: nobody may go on with that."""


def kept_key(path: Path) -> bytes:
    """32 bytes; raises `DamagedKey` and `OSError`.

    Processes that start at once have the same key, and one that is killed leaves no half of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    kept = path.read_bytes()
    if len(kept) < LEAST:
        raise DamagedKey
    return hashlib.sha256(kept).digest()


def _make(path: Path) -> None:
    """Written aside, then given its name, unless another process was quicker."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    finally:
        Path(aside).unlink()
