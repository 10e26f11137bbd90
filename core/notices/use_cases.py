"""Sendings in doubt, or refused for good: a person decides whether they go out once more."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.notices.facts import DoubtDecided
from core.notices.outbox import Doubt, Outbox, parcel_of
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.refusal import Refusal
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What is in doubt in the municipality; for those who decide what reaches an author (ZAR-6)."""

    outbox: Outbox

    async def __call__(self, *, by: Actor) -> Sequence[Doubt]:
        """Oldest first. Refuses `no-right`."""
        by.must(Right.APPROVE)
        return await self.outbox.doubts(by.municipality)

    async def get(self, question: str, *, by: Actor) -> Doubt:
        """One by what is asked, also one that was refused for good.

        Refuses `no-right`, and `doubt-settled` when there is nothing to decide any more.
        """
        by.must(Right.APPROVE)
        parcel = parcel_of(question)
        found = None if parcel is None else await self.outbox.doubt(by.municipality, parcel)
        if found is None or found.question != question:
            raise Refusal("doubt-settled")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveDoubt:
    """Send once more, or leave it: the curator asked the person, or looked into the chat."""

    doubts: Doubts
    clock: Clock

    async def __call__(self, question: str, *, resend: bool, by: Actor) -> None:
        """The journal keeps who decided, for whom, and what. Refuses `no-right` and `doubt-settled`."""
        by = by.with_(Right.APPROVE)
        found = await self.doubts.get(question, by=by)
        decided = DoubtDecided(
            subject=found.about,
            at=self.clock.now(),
            by=by,
            parcel=found.id,
            attempt=found.attempt,
            resend=resend,
        )
        await self.doubts.outbox.resolve(decided)
