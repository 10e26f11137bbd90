"""In-memory twins of everything storage does: they pass the same contract suite as the real ones."""

from storage.memory.world import World

__all__ = ["World"]
