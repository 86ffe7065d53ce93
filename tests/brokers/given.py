"""The broker that somebody else runs, named by KAFKA_BOOTSTRAP_SERVERS."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from tests.brokers.broker import Broker

GIVEN = "KAFKA_BOOTSTRAP_SERVERS"
KIND = f"the broker of {GIVEN}"


def address() -> str | None:
    """Return where it listens, None when none is given."""
    return os.environ.get(GIVEN) or None


@contextmanager
def lent(bootstrap: str) -> Iterator[Broker]:
    """Lend it; on leaving, the topics that were named are deleted."""
    broker = Broker(KIND, version(bootstrap), bootstrap)
    try:
        yield broker
    finally:
        broker.forget_topics()


def version(bootstrap: str) -> str:
    """Return the newest version whose requests it knows, as far as the client can tell."""
    try:
        with KafkaAdminClient(bootstrap_servers=bootstrap, bootstrap_timeout_ms=5_000) as admin:
            known = admin._manager.broker_version
    except (OSError, KafkaError) as failed:
        return f"that does not answer ({type(failed).__name__})"
    return ".".join(str(part) for part in known)
