"""Prometheus metrics of a process: counts, durations, queues; never anything personal."""

from collections.abc import Callable

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """All metrics; one instance a process."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._registry = registry
        self.updates = Counter(
            "veche_updates", "Updates handled, by bot and kind", ["bot", "kind"], registry=registry
        )
        self.sent = Counter(
            "veche_notices", "Notices settled, by bot and end", ["bot", "end"], registry=registry
        )
        self.turn = Histogram(
            "veche_turn_seconds",
            "From a webhook's arrival to its answer",
            ["bot"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
            registry=registry,
        )
        self.pending = Gauge("veche_outbox_pending", "Notices that wait, by bot", ["bot"], registry=registry)
        self.dead = Gauge("veche_inbox_dead", "Updates that could not be handled", registry=registry)
        self.uncertain = Gauge(
            "veche_outbox_uncertain", "Sendings a person has to decide on", registry=registry
        )
        self.fired = Counter("veche_deadlines_fired", "Deadlines that came due", registry=registry)
        self.laid = Counter(
            "veche_deadlines_laid", "Deadlines laid anew under another calendar", registry=registry
        )

        self._counters: dict[tuple[str, str], Counter] = {}

    def count(self, bot: str, kind: str) -> None:
        """Count one update."""
        counter = self._counters.get((bot, kind))
        if counter is None:
            counter = self._counters[bot, kind] = self.updates.labels(bot, kind)
        counter.inc()

    def turns_of(self, bot: str) -> Callable[[float], None]:
        """Where the seconds of one bot's turns are told."""
        observe: Callable[[float], None] = self.turn.labels(bot).observe
        return observe

    def page(self) -> bytes:
        """The page at `/metrics`."""
        return generate_latest(self._registry)
