"""A connection to Redis reads answers however they come, also through TLS."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from redis.exceptions import NoScriptError

from storage.errors import Unavailable
from storage.redis.link import Link, packed

PING = packed(b"PING")


@asynccontextmanager
async def speaking(*pieces: bytes, tls: ssl.SSLContext | None = None) -> AsyncIterator[Link]:
    """A server that greets as Redis does and answers PING with these pieces, one after another."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(4096):
            if b"PING" not in data:
                writer.write(b"+OK\r\n" * data.count(b"*"))
                continue
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.005)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    scheme, more = ("rediss", "?ssl_cert_reqs=none") if tls else ("redis", "")
    link = Link(f"{scheme}://127.0.0.1:{port}{more}")
    yield link
    await link.close()
    server.close()


@asynccontextmanager
async def counting(wait: float = 0.0) -> AsyncIterator[tuple[Link, list[int]]]:
    """A server that answers the n-th command with n, some seconds later; how many came in each flight."""
    flights: list[int] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            if b"PING" not in data:
                writer.write(b"+OK\r\n" * data.count(b"*"))
                continue
            before, count = sum(flights), data.count(b"*")
            flights.append(count)
            await asyncio.sleep(wait)
            writer.write(b"".join(b":%d\r\n" % number for number in range(before, before + count)))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    link = Link(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    yield link, flights
    await link.close()
    server.close()


async def test_what_is_asked_at_once_shares_a_flight_and_everybody_gets_their_own_answer() -> None:
    """Also where some come in the middle of others' flight, and over one connection only."""
    async with counting(wait=0.01) as (link, flights):
        await link.call(PING)

        assert await asyncio.gather(*(link.call(PING) for _ in range(50))) == list(range(1, 51))
        assert flights == [1, 50]


async def test_whoever_stops_waiting_leaves_their_answer_to_nobody() -> None:
    """The next one gets the next answer."""
    async with counting(wait=0.02) as (link, _):
        await link.call(PING)
        gone = asyncio.ensure_future(link.call(PING))
        await asyncio.sleep(0.005)
        gone.cancel()

        assert await link.call(PING) == 2


async def test_an_answer_that_does_not_come_ends_the_line_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can tell whose the next answer would be; the next call goes over a new connection."""
    monkeypatch.setattr("storage.redis.line.ANSWER", 0.1)
    async with counting(wait=0.3) as (link, _):
        ended = await asyncio.gather(*(link.call(PING) for _ in range(5)), return_exceptions=True)
        monkeypatch.setattr("storage.redis.line.ANSWER", 5.0)

        assert {type(each) for each in ended} == {Unavailable}
        assert isinstance(await link.call(PING), int)


async def test_people_who_come_at_once_open_one_connection() -> None:
    """Whether it can be opened or not."""
    async with counting() as (link, flights):
        assert await asyncio.gather(*(link.call(PING) for _ in range(20))) == list(range(20))
        assert sum(flights) == 20
    nobody = Link("redis://127.0.0.1:1")
    ended = await asyncio.gather(*(nobody.call(PING) for _ in range(20)), return_exceptions=True)
    assert {type(each) for each in ended} == {Unavailable}


@pytest.mark.parametrize(
    ("pieces", "answer"),
    [
        ((b"+PONG\r\n",), b"PONG"),
        ((b":4", b"2\r", b"\n"), 42),
        ((b"$-1\r\n",), None),
        ((b"$0\r\n\r\n",), b""),
        ((b"$6", b"\r\nab\r\n", b"cd\r", b"\n"), b"ab\r\ncd"),
    ],
)
async def test_an_answer_may_come_in_pieces(pieces: tuple[bytes, ...], answer: object) -> None:
    """Whatever it is."""
    async with speaking(*pieces) as link:
        assert await link.call(PING) == answer
        assert await link.call(PING) == answer


async def test_errors_are_told_apart() -> None:
    """A script that is not loaded is loaded; anything else is trouble."""
    async with speaking(b"-NOSCRIPT No matching script.\r\n") as link:
        with pytest.raises(NoScriptError):
            await link.call(PING)
    for odd in (b"-OOM command not allowed\r\n", b"*1\r\n:1\r\n"):
        async with speaking(odd) as link:
            with pytest.raises(Unavailable):
                await link.call(PING)


def test_it_works_through_tls_on_both_loops(tmp_path: Path) -> None:
    """Uvloop runs the product, asyncio's own loop the tests."""
    certificate = _certificate(tmp_path)

    async def story() -> object:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        async with speaking(b"$5\r\nhe", b"llo\r\n", tls=context) as link:
            await link.call(PING)
            return await link.call(PING)

    assert asyncio.run(story()) == b"hello"
    assert uvloop.run(story()) == b"hello"


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "redis")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "redis.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
