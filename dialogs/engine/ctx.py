"""What a step's functions may look at: who, what was answered, and the use cases."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.people.model import Account
from core.shared.actor import Actor, Cause
from core.shared.voice import Voice

if TYPE_CHECKING:
    from dialogs.app import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Ctx:
    """One turn's view of the world. `actor` is None until the person is known to this bot.

    `arg` is what the dialog was opened at, `answers` what was answered so far, `key` the session id.
    `cause` is the update behind the turn; use cases of people not known yet take it from here.
    `looked_up` is for a step that asks the same of a use case for its options, its text and its press.
    """

    app: "App"
    account: Account
    actor: Actor | None
    voice: Voice
    now: datetime
    arg: str = ""
    key: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    cause: Cause | None = None
    looked_up: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def me(self) -> Actor:
        """The actor; a dialog behind the gate has one."""
        if self.actor is None:
            raise AssertionError("the gate lets nobody in without an actor")
        return self.actor
