"""A real PostgreSQL and a real Valkey from their wheels, for a machine that has neither.

servers = await start(default_data_dir())
try:
    ...  # servers.addresses.database_url, servers.addresses.redis_url
finally:
    await servers.stop()
"""

from typing import TYPE_CHECKING, Any

from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Embedded, default_data_dir

if TYPE_CHECKING:
    from storage.embedded.servers import EmbeddedServers, Pids, start

__all__ = ["Embedded", "EmbeddedError", "EmbeddedServers", "Pids", "default_data_dir", "start"]


def __getattr__(name: str) -> Any:
    """Load asyncio's side only when asked: the guard imports this package and must stay small."""
    if name in __all__:
        from storage.embedded import servers  # noqa: PLC0415 see above

        return getattr(servers, name)
    raise AttributeError(name)
