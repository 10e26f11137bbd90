"""Keeps units and topics as fresh as administrators in other processes make them."""

import asyncio
import contextlib

from core.catalogue.live import EVERY, LiveProfiles


async def kept_fresh(profiles: LiveProfiles, stop: asyncio.Event) -> None:
    """Look every few seconds until the stop; what this process edits it sees at once."""
    while not stop.is_set():
        await profiles.refresh()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), EVERY)
