"""PostgreSQL, Redis, the embedded servers, and the in-memory twins of both."""

from storage.errors import LockLost, Unavailable

__all__ = ["LockLost", "Unavailable"]
