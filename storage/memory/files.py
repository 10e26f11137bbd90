"""The twin of the files."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from core.notices.outbox import KeptFile
from core.shared.ids import BotId, FileId
from storage.memory.state import State


@dataclass(frozen=True, slots=True)
class MemoryFiles:
    """Implements `core.notices.outbox.Files`."""

    state: State

    async def keep(self, kind: str, mime: str, content: bytes) -> FileId:
        """Keep once."""
        file = FileId(sha256(content).hexdigest())
        kept = KeptFile(id=file, kind=kind, mime=mime, size=len(content), content=content)
        self.state.files.setdefault(file, kept)
        return file

    async def renew(self, files: Collection[FileId]) -> frozenset[FileId]:
        """Nothing is removed here."""
        return frozenset(file for file in files if file in self.state.files)

    async def get(self, file: FileId) -> KeptFile:
        """The file; raises `KeyError`."""
        return self.state.files[file]

    async def token(self, file: FileId, bot: BotId) -> str | None:
        """The messenger's name of it."""
        return self.state.tokens.get((file, bot))

    async def remember(self, file: FileId, bot: BotId, token: str) -> None:
        """Cache it."""
        self.state.tokens[file, bot] = token
