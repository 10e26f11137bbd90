"""Fetches a file over HTTP: expected hosts only, a cap on its size, a few tries."""

import asyncio
from collections.abc import Collection

import aiohttp
from yarl import URL

from core.shared.refusal import Refusal
from dialogs.engine.ports import TryLater

from .media import BIGGEST, too_big

TRIES = 3
FIRST_PAUSE = 0.5
AGAIN_AFTER = 5.0
REDIRECTS = 3
TIMEOUT = aiohttp.ClientTimeout(total=120, sock_connect=10, sock_read=30)
_GONE = frozenset({400, 401, 403, 404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})


async def fetched(session: aiohttp.ClientSession, url: str | URL, hosts: Collection[str]) -> bytes:
    """The content behind an address whose host is one of `hosts` or below it (`host:port` to be exact).

    Refuses `media-too-big` over 20 MB and `media-unreadable` for an address that is not expected or not
    there any more; raises `TryLater` when the server does not answer after three tries.
    """
    for attempt in range(TRIES):
        if attempt:
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)
        try:
            content = await _once(session, _checked(url, hosts), hosts)
        except (aiohttp.ClientError, TimeoutError, OSError):
            continue
        if content is not None:
            return content
    raise TryLater(AGAIN_AFTER)


async def _once(session: aiohttp.ClientSession, url: URL, hosts: Collection[str]) -> bytes | None:
    """The content; None when it is worth another try."""
    for _ in range(REDIRECTS + 1):
        async with session.get(url, allow_redirects=False, timeout=TIMEOUT) as answer:
            if answer.status in _MOVED and "Location" in answer.headers:
                url = _checked(url.join(URL(answer.headers["Location"])), hosts)
                continue
            if answer.status in _GONE:
                raise Refusal("media-unreadable")
            return await _capped(answer) if answer.status == 200 else None  # noqa: PLR2004 (HTTP)
    raise Refusal("media-unreadable")


async def _capped(answer: aiohttp.ClientResponse) -> bytes:
    if (answer.content_length or 0) > BIGGEST:
        raise too_big()
    content = bytearray()
    async for chunk in answer.content.iter_chunked(64 * 1024):
        content += chunk
        if len(content) > BIGGEST:
            raise too_big()
    return bytes(content)


def _checked(raw: str | URL, hosts: Collection[str]) -> URL:
    try:
        url = URL(raw)
    except ValueError:
        raise Refusal("media-unreadable") from None
    host = url.host or ""
    expected = any(
        host == one or host.endswith(f".{one}") or f"{host}:{url.port}" == one for one in hosts if host
    )
    if url.scheme not in {"http", "https"} or not expected:
        raise Refusal("media-unreadable")
    return url
