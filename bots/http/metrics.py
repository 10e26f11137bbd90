"""Prometheus metrics of a process: counts, durations, queues; never anything personal."""

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

    def count(self, bot: str, kind: str) -> None:
        """Count one update."""
        self.updates.labels(bot, kind).inc()

    def page(self) -> bytes:
        """The page at `/metrics`."""
        return generate_latest(self._registry)
