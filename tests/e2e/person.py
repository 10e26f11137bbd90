"""What a person in a story can do, over HTTP or by hand in a browser."""

from typing import Protocol


class Person(Protocol):
    """Somebody with a phone. Patterns are regular expressions over what the bot has said."""

    name: str

    async def say(self, text: str) -> None:
        """Type and send."""

    async def press(self, title: str, *, under: str = "") -> None:
        """Press the newest of the bot's buttons with these words, under a message that says `under`."""

    async def told(self, pattern: str) -> str:
        """Wait for such a message, new since the person last did something; its text."""

    async def sees(self, pattern: str, *, count: int = 1) -> str:
        """Wait until so many of the bot's messages are such; the text of the newest."""
