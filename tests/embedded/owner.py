"""A program that uses the embedded servers: says where they are, stays, leaves when its input ends.

Runs in a process of its own, so that a test can kill it and can run it as another user; needs nothing
but the standard library. Arguments: data folder, then "fast" or "durable".
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from storage.embedded import EmbeddedError, start


async def main(data_dir: str, profile: str) -> None:
    """Start or join, stay, stop."""
    try:
        servers = await start(Path(data_dir), fast=profile == "fast")
    except EmbeddedError as error:
        say({"error": str(error)})
        return
    watch = asyncio.create_task(servers.supervise())
    say(asdict(servers.addresses) | {"pids": asdict(servers.pids)})
    await asyncio.to_thread(sys.stdin.readline)
    await servers.stop()
    await watch
    say({"stopped": True})


def say(message: dict[str, object]) -> None:
    """One line of JSON for the test."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


asyncio.run(main(*sys.argv[1:]))
