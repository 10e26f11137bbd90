"""What a polling bot gets: its waiting updates, and the repeats and malformed ones that were ordered."""

import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import orjson

from bots.sandbox.mailbox import Update


@dataclass(slots=True)
class Twist:
    """How a bot's updates are delivered: each `repeat` times, perhaps shuffled, malformed ones between."""

    repeat: int = 1
    shuffle: bool = False
    malformed: deque[Any] = field(default_factory=deque)


class Batches:
    """Builds the batches of one bot; repeats of an update come now, or later and mixed when shuffled."""

    def __init__(self, seed: int, twist: Twist) -> None:
        self._twist = twist
        self._handed_out = 0
        self._echoes: list[Update] = []
        self._chance = random.Random(seed)  # noqa: S311 # shuffling on request, nothing secret

    def waiting(self) -> bool:
        """Whether there is anything to hand out besides unconfirmed updates."""
        return bool(self._echoes or self._twist.malformed)

    def take(self, updates: list[Update]) -> list[Any]:
        """The batch for these unconfirmed updates, each as ready JSON."""
        batch: list[Update] = []
        echoes, self._echoes = self._echoes, []
        for update in updates:
            batch.append(update)
            if update.id < self._handed_out:
                continue
            self._handed_out = update.id + 1
            later = self._echoes if self._twist.shuffle else batch
            later += [update] * (self._twist.repeat - 1)
        batch += echoes
        if self._twist.shuffle:
            self._chance.shuffle(batch)
        out: list[Any] = [orjson.Fragment(update.body) for update in batch]
        while self._twist.malformed:
            out.append(self._twist.malformed.popleft())
        return out
