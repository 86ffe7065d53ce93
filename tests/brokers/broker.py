"""A broker as tests see it: where it listens, what it is, names for topics, and its end."""

import itertools
import os
import secrets
import signal
import socket
import time

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from tests.brokers.held import Held

START_SECONDS = 180
PAUSE = 0.02


class Broker:
    """A Kafka broker; one that was started here can be taken away and brought back."""

    def __init__(self, kind: str, version: str, bootstrap: str, held: Held | None = None) -> None:
        self.kind = kind
        self.version = version
        self.bootstrap = bootstrap
        self._held = held
        self._prefix = f"vinhdanh-test-{os.getpid()}-{secrets.token_hex(4)}"
        self._numbers = itertools.count(1)

    def __str__(self) -> str:
        return f"{self.kind} {self.version} at {self.bootstrap}"

    @property
    def held(self) -> Held:
        """
        The hold of a broker that was started here.

        Raises:
            LookupError: somebody else runs it.
        """
        if self._held is None:
            raise LookupError(f"{self} is not ours to end")
        return self._held

    def topic_name(self) -> str:
        """Return a name that no topic has."""
        return f"{self._prefix}-{next(self._numbers)}"

    def forget_topics(self) -> None:
        """Delete every topic that was named here."""
        with KafkaAdminClient(bootstrap_servers=self.bootstrap) as admin:
            if ours := [name for name in admin.list_topics() if name.startswith(self._prefix)]:
                admin.delete_topics(ours)

    def kill(self) -> None:
        """SIGKILL the broker; it is gone on return, its data and its port are kept for it."""
        self.held.end(signal.SIGKILL)

    def stop(self) -> None:
        """Let the broker end in good order, for a time."""
        self.held.end(signal.SIGTERM)

    def start(self) -> None:
        """Bring the broker back on the same data and port; it answers on return."""
        self.held.start()
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        """
        Return when a client gets an answer.

        Raises:
            RuntimeError: with the end of its log, when it went or never answered.
        """
        end = time.monotonic() + START_SECONDS
        while not answers(self.bootstrap):
            if self.held.ended or time.monotonic() > end:
                raise RuntimeError(f"{self} does not answer:\n{self.held.log()}")
            time.sleep(PAUSE)


def answers(bootstrap: str) -> bool:
    """Say whether a client gets an answer."""
    host, port = bootstrap.rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
        with KafkaAdminClient(bootstrap_servers=bootstrap, bootstrap_timeout_ms=2_000) as admin:
            admin.list_topics()
    except (OSError, KafkaError):
        return False
    return True
