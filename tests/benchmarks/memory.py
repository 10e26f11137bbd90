"""Memory of the processes, what a million turns add, and how long starting takes."""

import asyncio
import shutil
import statistics
import subprocess
import sys
import time

from aiohttp import ClientError, ClientSession

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.measure import Row, rss_mib
from tests.benchmarks.places import ROOT, Contender, Place, free_port, launch, make_home

HELPS = 10
WARM = 2_000
PATIENCE = 120.0


async def sizes(with_aiogram: Contender, without: Contender) -> list[Row]:
    """Resident memory soon after the start."""
    return [
        _size("memory of a process with aiogram", with_aiogram, 230),
        _size("memory of a process without aiogram (worker)", without, 80),
    ]


def _size(name: str, contender: Contender, most: int) -> Row:
    mib = rss_mib(contender.pid)
    return Row(name=name, ours=mib, unit="MiB", goal=f"at most {most}", met=mib <= most)


async def growth(place: Place, contender: Contender, *, turns: int) -> list[Row]:
    """How much a process grows in so many turns, after the first have filled what is to be filled."""
    crowd = place.crowd(contender, "telegram", range(400_000, 400_500))
    await crowd.all(crowd.arrive, crowd.write)
    await _walk(crowd, WARM)
    before = rss_mib(contender.pid)
    done = await _walk(crowd, turns)
    grown = rss_mib(contender.pid) - before
    return [
        Row(
            name=f"growth of a process in {done} turns",
            ours=grown,
            unit="MiB",
            goal="at most 5 in a million",
            met=grown <= 5,
        )
    ]


async def _walk(crowd: Crowd, turns: int) -> int:
    done = 0
    while done < turns:
        done += await crowd.all(crowd.choose, crowd.unchoose)
    return done


def helping() -> Row:
    """How long `veche --help` takes, the median."""
    found = []
    for _ in range(HELPS):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bots.cli.main", "--help"], cwd=ROOT, check=True, capture_output=True
        )
        found.append(time.perf_counter() - started)
    seconds = statistics.median(found)
    return Row(name="veche --help", ours=seconds, unit="s", goal="at most 0.5", met=seconds <= 0.5)


def getting_ready(name: str, seconds: float, most: float) -> Row:
    """A start of one process against running servers, until `/readyz`."""
    return Row(name=name, ours=seconds, unit="s", goal=f"at most {most:g}", met=seconds <= most)


async def first_start() -> Row:
    """`veche run` on an empty folder: databases made, migrated, all four bots and the sandbox ready."""
    home, port = make_home(), free_port()
    env = {
        "VECHE_DATA_DIR": str(home / "data"),
        "VECHE_HTTP_PORT": str(port),
        "VECHE_SANDBOX_PORT": str(free_port()),
    }
    started = time.perf_counter()
    process = launch(("-m", "bots.cli.main", "run"), env, home)
    try:
        await _ready(f"http://127.0.0.1:{port}/readyz", process)
        seconds = time.perf_counter() - started
    finally:
        await Contender(process, "").stop()
        shutil.rmtree(home, ignore_errors=True)
    return getting_ready("first start, migrations and embedded servers included", seconds, 10)


async def _ready(url: str, process: "subprocess.Popen[bytes]") -> None:
    started = time.monotonic()
    async with ClientSession() as session:
        while process.poll() is None and time.monotonic() - started < PATIENCE:
            try:
                async with session.get(url) as reply:
                    if reply.ok:
                        return
            except ClientError:
                await asyncio.sleep(0.02)
    raise RuntimeError("the first start does not come to its end")
