"""Rings for the pages that look at the phones: server-sent events, gathered while a page is slow."""

import asyncio
from typing import Any


class Listener:
    """One open page; what it has not read yet is merged, so a slow page costs no memory."""

    def __init__(self) -> None:
        self._phones: dict[str, dict[str, Any]] = {}
        self._state = False
        self._clock: dict[str, Any] | None = None
        self._rung = asyncio.Event()
        self.closed = False

    def close(self) -> None:
        """Nothing more will be heard."""
        self.closed = True
        self._rung.set()

    def ring(self, *, phone: dict[str, Any] | None = None, clock: dict[str, Any] | None = None) -> None:
        """Note a change of a phone, of the clock, or (with neither) of the list of phones and bots."""
        if phone is not None:
            self._phones[phone["phone"]] = phone
        elif clock is not None:
            self._clock = clock
        else:
            self._state = True
        self._rung.set()

    async def heard(self) -> list[dict[str, Any]]:
        """Wait for changes and return them, the list of phones first."""
        await self._rung.wait()
        self._rung.clear()
        events: list[dict[str, Any]] = [{"state": True}] if self._state else []
        events += self._phones.values()
        if self._clock is not None:
            events.append({"clock": self._clock})
        self._phones, self._state, self._clock = {}, False, None
        return events


class Bell:
    """All open pages."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def listen(self) -> Listener:
        """A new page; give it back to `leave`."""
        listener = Listener()
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """The page is closed."""
        self._listeners.discard(listener)

    def close(self) -> None:
        """Let all pages go."""
        for listener in self._listeners:
            listener.close()

    def phone(self, phone: str, rev: int, unread: int) -> None:
        """A phone shows something new."""
        for listener in self._listeners:
            listener.ring(phone={"phone": phone, "rev": rev, "unread": unread})

    def state(self) -> None:
        """The list of phones or of bots changed."""
        for listener in self._listeners:
            listener.ring()

    def clock(self, clock: dict[str, Any]) -> None:
        """The clock was moved."""
        for listener in self._listeners:
            listener.ring(clock=clock)
