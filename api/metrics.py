"""Counters for Prometheus, one registry an app."""

from collections.abc import Iterable
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from projections.bus_state import BusReport

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class BusGauges:
    """How far the bus is."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, meaning: str, *labels: str) -> Gauge:
            return Gauge(f"vinhdanh_{name}", meaning, labels, registry=registry)

        self._letters = gauge("bus_letters", "Number of the newest letter.")
        self._unsent = gauge("bus_unsent", "Letters that are not sent yet.")
        self._unfollowed = gauge("bus_unfollowed", "Facts that the outbox has not come to yet.")
        self._silent = gauge(
            "bus_silent_seconds", "How long ago a worker said its last word.", "worker"
        )
        self._mark = gauge("bus_mark", "How far a worker is.", "worker")
        self._trouble = gauge("bus_trouble", "1 when something is in its way.", "worker")
        self._parked = gauge("parked_waiting", "Messages put aside that wait.")
        self._behind = gauge("parked_waiting_behind", "Facts that number does not know yet.")
        self._reasons = gauge(
            "parked_waiting_for",
            "Messages put aside that wait, by reason; one with several counts in each.",
            "reason",
        )
        self._known = set[str]()

    def show(self, report: BusReport) -> None:
        """Say how the bus is."""
        self._letters.set(report.letters)
        self._unsent.set(report.unsent)
        self._unfollowed.set(report.unfollowed)
        for worker, seconds in report.silent_seconds.items():
            self._silent.labels(worker).set(seconds)
        for one in report.workers:
            self._mark.labels(one.worker).set(one.mark)
            self._trouble.labels(one.worker).set(one.trouble is not None)
        self._parked.set(report.parked.messages)
        self._behind.set(report.parked_behind)
        self._known |= report.parked.reasons.keys()
        for reason in self._known:  # one that nobody waits for any more falls to nothing
            self._reasons.labels(reason).set(report.parked.reasons.get(reason, 0))


class Metrics:
    """What one app has done since it started, and how far its views are."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "vinhdanh_request_seconds",
            "Time to answer a request.",
            ("route", "method", "status"),
            registry=self.registry,
            buckets=SECONDS,
        )
        counter = partial(Counter, registry=self.registry)
        meaning = "Orders by command and outcome."
        self._acts = counter("vinhdanh_acts", meaning, ("command", "outcome"))
        self._refusals = counter("vinhdanh_refusals", "Broken rules by code.", ("code",))
        told = "Requests told to wait, by what was counted: an address or a caller."
        self._paced = counter("vinhdanh_paced", told, ("of",))
        self._position = Gauge(
            "vinhdanh_log_position", "Position of the newest fact.", registry=self.registry
        )
        self._lag = Gauge(
            "vinhdanh_view_lag",
            "Facts that a view has not folded yet.",
            ("view",),
            registry=self.registry,
        )
        self._bus = BusGauges(self.registry)

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self._seconds.labels(route, method, str(status)).observe(seconds)

    def act(self, command: str, outcome: str) -> None:
        """Count one order."""
        self._acts.labels(command, outcome).inc()

    def refusals(self, codes: Iterable[str]) -> None:
        """Count the broken rules of one order."""
        for code in codes:
            self._refusals.labels(code).inc()

    def paced(self, sort: str) -> None:
        """Count one request that came too often, of an address or a caller."""
        self._paced.labels(sort).inc()

    def log_at(self, position: int) -> None:
        """Say how far the log is."""
        self._position.set(position)

    def view_behind(self, view: str, facts: int) -> None:
        """Say how far a view is behind the log."""
        self._lag.labels(view).set(facts)

    def bus(self, report: BusReport) -> None:
        """Say how the bus is."""
        self._bus.show(report)

    def text(self) -> bytes:
        """Return everything as Prometheus reads it."""
        return generate_latest(self.registry)
