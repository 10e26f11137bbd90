"""What the real outbox and its twin agree on: how long to wait."""

AWAKE = 0.5
"""A sender looks for due parcels at least this often, seconds."""

LONGEST = 60.0


def pause(attempts: int) -> float:
    """How long a parcel that may have arrived waits before it is tried again, seconds."""
    return min(LONGEST, 2.0 ** min(attempts, 10) / 4)
