"""The phones a newcomer finds on the sandbox's page: set out once, on the very first start."""

import asyncio
from typing import Any

from aiohttp import ClientError, ClientSession

PHONES: tuple[dict[str, str], ...] = (
    {"name": "Мария Соколова", "messenger": "max", "audience": "citizen"},
    {"name": "Ольга Белова", "messenger": "max", "audience": "staff", "role": "curator"},
    {"name": "Пётр Лебедев", "messenger": "telegram", "audience": "staff", "role": "executor"},
    {"name": "Иван Петров", "messenger": "telegram", "audience": "citizen"},
    {"name": "Вера Головина", "messenger": "max", "audience": "staff", "role": "head"},
)
TRIES = 20
PAUSE = 0.5


async def set_out(page: str) -> None:
    """Set the phones out unless there are any; the residents' bots are started, the staff signed in."""
    async with ClientSession() as session:
        if (await _call(session, "GET", f"{page}sim/state"))["phones"]:
            return
        ids = []
        for wanted in PHONES:
            phone = await _call(session, "POST", f"{page}sim/phones", wanted)
            if "role" not in wanted:
                await _call(session, "POST", f"{page}sim/phones/{phone['id']}/start", {})
            ids.append(phone["id"])
        for one in ids:
            await _greeted(session, f"{page}sim/phones/{one}/transcript")


async def _greeted(session: ClientSession, transcript: str) -> None:
    """Read the bot's first words: only what a newcomer causes is news to them, and rings."""
    for _ in range(TRIES):
        if any(not said["mine"] for said in (await _call(session, "GET", transcript))["messages"]):
            return
        await asyncio.sleep(PAUSE)


async def _call(
    session: ClientSession, method: str, url: str, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The sandbox asks the product, which may still be starting: a refusal is tried again."""
    for _ in range(TRIES):
        try:
            async with session.request(method, url, json=body) as reply:
                if reply.ok:
                    return dict(await reply.json())
        except ClientError:
            pass
        await asyncio.sleep(PAUSE)
    raise RuntimeError(f"the sandbox refused {method} {url.rsplit('/', 1)[-1]}")
