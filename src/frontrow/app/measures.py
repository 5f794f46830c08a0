"""What a running server counts, for Prometheus.

With several worker processes every one writes its figures to the directory ``PROMETHEUS_MULTIPROC_DIR`` names, and
whichever answers ``/metrics`` adds them up; :func:`frontrow.api.server.serve` sets that directory. In one process
without it, the figures are this process's own.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.001, 0.002, 0.004, 0.006, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


def _counter(name: str, what: str, *labels: str) -> Counter:
    return Counter(name, what, labels, registry=None)


@dataclass(frozen=True)
class Measures:
    """The figures of one process; each field is a Prometheus metric of the name its text gives."""

    requests: Counter = field(
        default_factory=lambda: _counter("frontrow_requests", "Requests answered.", "method", "route", "status")
    )
    seconds: Histogram = field(
        default_factory=lambda: Histogram(
            "frontrow_request_seconds", "Time to answer.", ("route",), registry=None, buckets=SECONDS
        )
    )
    pages: Counter = field(default_factory=lambda: _counter("frontrow_pages", "Pages made, by tier.", "tier"))
    failures: Counter = field(
        default_factory=lambda: _counter("frontrow_component_failures", "Components that raised.", "component")
    )
    events: Counter = field(
        default_factory=lambda: _counter(
            "frontrow_events", "Events reported: accepted, repeated or refused.", "outcome"
        )
    )
    unlogged: Counter = field(
        default_factory=lambda: _counter("frontrow_pages_not_logged", "Pages shown that the page log lost.", "cause")
    )
    loads: Counter = field(
        default_factory=lambda: _counter("frontrow_bundle_loads", "Bundles put in service or refused.", "outcome")
    )
    bundle: Gauge = field(
        default_factory=lambda: Gauge(
            "frontrow_bundle_live",
            "1 for the bundle in service, 0 for those before it.",
            ("bundle",),
            registry=None,
            multiprocess_mode="mostrecent",
        )
    )
    trained_at: Gauge = field(
        default_factory=lambda: Gauge(
            "frontrow_bundle_trained_at_seconds",
            "The end of the data the live bundle was trained on; its age is time() less this.",
            registry=None,
            multiprocess_mode="mostrecent",
        )
    )

    def text(self) -> bytes:
        """Return every figure in Prometheus' text format; of all worker processes where there are several."""
        registry = CollectorRegistry()
        if MULTIPROCESS in os.environ:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library's own signature
        else:
            for name in self.__dataclass_fields__:
                registry.register(getattr(self, name))
        return generate_latest(registry)
