"""What residents report, and what becomes of it as far as they know."""

from dataclasses import dataclass, field
from typing import Final

UNHURRIED: Final = "можно не спешить"
"""Stands in a message that is left where it is: at whom, follows."""

PATIENT: Final = ("куратор", "исполнитель", "согласование")
"""At whom a message stays that nobody hurries with."""


@dataclass
class Problem:
    """What a resident reports: `mark` is unique and stands in the text; `sent` counts presses on "send".

    `stays` is at whom it is left. Whoever `joins` lets it become part of somebody else's message, if one is
    offered; `joined` says that it was tried, `looked` that it was looked for among one's own messages,
    because nothing was heard of it. Where it is and which topic was meant are made up once: whoever waits for
    an answer does not change their mind, or the words for this question would answer the next one.
    """

    mark: str
    stays: str = ""
    joins: bool = False
    sent: int = 0
    joined: bool = False
    looked: bool = False
    number: int | None = None
    registered: bool = False
    answered: bool = False
    place: str | None = None
    topics: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """As it is written."""
        hurry = f"({UNHURRIED}: {self.stays}) " if self.stays else ""
        return f"{hurry}Яма на дороге, проехать нельзя [{self.mark}]"

    @property
    def given(self) -> bool:
        """Whether it may have reached the register."""
        return bool(self.sent) or self.joined

    @property
    def ended(self) -> bool:
        """Answered, or ended otherwise; or left where it is to stay."""
        return self.answered or (self.registered and bool(self.stays))


def left_to(text: str, whom: str) -> bool:
    """Whether a message is to be left at somebody."""
    return f"{UNHURRIED}: {whom}" in text
