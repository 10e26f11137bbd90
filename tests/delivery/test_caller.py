"""Small calls over kept connections: whatever a server does, the caller knows what it knows."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.delivery.answer import AnswerReader, BadAnswer
from bots.delivery.caller import Caller, NoAnswer, NoConnection, Origin, origin

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Name: value\r\n\r\n{}"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=1\r\nWiki\r\n5\r\npedia\r\n0\r\nA: b\r\n\r\n"
)
UNTIL_CLOSED = b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n<html>"


@dataclass
class Server:
    """Says prepared answers, one for each request; an empty one breaks the connection."""

    there: Origin
    answers: list[bytes] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while self.answers:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            body = await reader.readexactly(2) if b"Content-Length: 2\r\n" in head else b""
            self.requests.append(head + body)
            answer = self.answers.pop(0)
            writer.write(answer)
            if not answer or answer == UNTIL_CLOSED:
                break
        writer.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server(origin("http://127.0.0.1:1"))
    listening = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.there = origin(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/api/")
    yield made
    listening.close()


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    made = Caller({"Authorization": "token"})
    yield made
    await made.close()


async def test_a_connection_is_used_again(server: Server, caller: Caller) -> None:
    """Two calls, one connection; what is sent is what was asked for."""
    server.answers = [OK, OK]

    await caller.call("GET", server.there, "/me", None, seconds=5)
    answer = await caller.call("POST", server.there, "/send?a=1", b"{}", seconds=5)

    assert (answer.status, answer.body) == (200, b"{}")
    assert (answer.header("X-NAME"), answer.header("X-Other")) == ("value", "")
    assert server.connections == 1
    assert (
        server.requests[1]
        == (
            f"POST /api/send?a=1 HTTP/1.1\r\nHost: {server.there.name}\r\n"
            "Authorization: token\r\nContent-Length: 2\r\n\r\n{}"
        ).encode()
    )


async def test_a_lost_old_connection_is_replaced_only_where_repeating_does_no_harm(
    server: Server, caller: Caller
) -> None:
    """A message must not be sent twice; looking twice is no harm."""
    server.answers = [OK, b"", OK, b""]
    await caller.call("GET", server.there, "/me", None, seconds=5)

    assert (await caller.call("GET", server.there, "/me", None, seconds=5)).status == 200
    with pytest.raises(NoAnswer):
        await caller.call("POST", server.there, "/send", b"{}", seconds=5)


async def test_an_answer_may_end_with_the_connection(server: Server, caller: Caller) -> None:
    """Gateways do that; the next call makes a connection of its own."""
    server.answers = [UNTIL_CLOSED, OK]

    told = await caller.call("POST", server.there, "/send", b"{}", seconds=5)

    assert (told.status, told.body) == (502, b"<html>")
    assert (await caller.call("POST", server.there, "/send", b"{}", seconds=5)).status == 200
    assert server.connections == 2


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 ok\r\n\r\n",
        b"x" * 70_000,
    ],
)
async def test_nonsense_is_no_answer(server: Server, caller: Caller, said: bytes) -> None:
    """And the connection is not used again."""
    server.answers = [said, OK]

    with pytest.raises(NoAnswer):
        await caller.call("POST", server.there, "/send", b"{}", seconds=5)

    assert (await caller.call("POST", server.there, "/send", b"{}", seconds=5)).status == 200
    assert server.connections == 2


async def test_silence_is_not_waited_out(caller: Caller) -> None:
    """The request left: nobody knows what became of it."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    listening = await asyncio.start_server(silent, "127.0.0.1", 0)
    there = origin(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")

    with pytest.raises(NoAnswer):
        await caller.call("POST", there, "/send", b"{}", seconds=0.05)
    listening.close()


async def test_nobody_there_means_that_nothing_was_sent(caller: Caller) -> None:
    """Which is another thing than silence."""
    with pytest.raises(NoConnection):
        await caller.call("POST", origin("http://127.0.0.1:1"), "/send", b"{}", seconds=5)


@pytest.mark.parametrize("path", ["/a\r\nX: y", "/a\nb", "/привет"])
async def test_nothing_can_be_smuggled_into_the_head(caller: Caller, path: str) -> None:
    """A path comes quoted."""
    with pytest.raises(ValueError, match="head"):
        await caller.call("GET", origin("http://127.0.0.1:1"), path, None, seconds=5)


@given(cuts=st.lists(st.integers(min_value=0, max_value=len(CHUNKED)), max_size=12))
def test_an_answer_may_come_in_any_pieces(cuts: Sequence[int]) -> None:
    """With a "go on" before it and chunks inside."""
    whole = b"HTTP/1.1 100 Continue\r\n\r\n" + CHUNKED
    edges = [0, *sorted(cuts), len(whole)]
    reader = AnswerReader()

    answers = [reader.feed(whole[start:stop]) for start, stop in pairwise(edges)]

    assert next(one for one in answers if one is not None).body == b"Wikipedia"
    assert reader.goes_on


@given(said=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(said: bytes) -> None:
    """Nothing else can happen."""
    for start in (b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"):
        reader = AnswerReader()
        try:
            found = reader.feed(start + said)
        except BadAnswer:
            continue
        assert found is None or 0 <= found.status <= 999
