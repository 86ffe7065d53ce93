"""Apache Kafka in KRaft mode: one node, loopback only, its folder gone when it ends."""

import base64
import os
import shlex
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.brokers.broker import Broker
from tests.brokers.held import END_SECONDS, PAUSE, Held, join, launch
from tests.brokers.jars import alone, jars, java, kafka_version
from tests.ports import free_port

KIND = "Apache Kafka"
LOGGING = Path(__file__).with_name("log4j2.properties")
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=data
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
log.initial.task.delay.ms=500
log.retention.check.interval.ms=500
log.cleaner.dedupe.buffer.size=4194304
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
"""
# Quick to start and small rather than fast for hours; nothing is written outside the folder.
JAVA_OPTIONS = (
    "-Xmx384m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Djava.io.tmpdir=.",
)
# The storage is made once, a start after a kill finds it.
RUN = """
test -e data/meta.properties ||
{java} kafka.tools.StorageTool format -t {cluster} -c properties {users} &&
exec {java} kafka.Kafka properties
"""


@dataclass(frozen=True)
class More:
    """Settings that count before ours, and users that are there from the start."""

    properties: str = ""
    users: tuple[str, ...] = ()


NO_MORE = More()


@contextmanager
def own(port: int | None = None, more: More = NO_MORE) -> Iterator[Broker]:
    """Lend a broker that nobody else uses; on leaving it is gone, its folder too."""
    command, home = _command(more), Path(tempfile.mkdtemp(prefix="vd-kafka-"))
    broker = _started(home, command, port or free_port(), more)
    try:
        broker.wait_until_it_answers()
        yield broker
    finally:
        broker.held.leave()


@contextmanager
def shared(home: Path) -> Iterator[Broker]:
    """Lend the broker of *home*, which the first who asks starts and the last who leaves ends."""
    with alone("broker"):
        broker = _joined(home) or _started_in_new(home)
        broker.wait_until_it_answers()
    try:
        yield broker
    finally:
        broker.held.release()


def _joined(home: Path) -> Broker | None:
    """Return the running broker of *home*; when the last has just left, wait until it is gone."""
    until = time.monotonic() + END_SECONDS
    while home.exists():
        try:
            held = join(home)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE)
        else:
            return _broker(held, int((home / "port").read_text()))
    return None


def _started_in_new(home: Path) -> Broker:
    """Make the folder *home*, and start a broker there."""
    command = _command(NO_MORE)
    home.mkdir(mode=0o700)
    return _started(home, command, free_port(), NO_MORE)


def _started(home: Path, command: list[str], port: int, more: More) -> Broker:
    """Start a broker in the empty folder *home*."""
    (home / "port").write_text(str(port))
    said = f"{PROPERTIES}{more.properties}".format(port=port, controller=free_port())
    (home / "properties").write_text(said)
    return _broker(launch(home, command), port)


def _command(more: More) -> list[str]:
    """Return what runs a broker in the folder it is started in; it may have to be fetched."""
    logging = f"-Dlog4j2.configurationFile={LOGGING}"
    program = shlex.join([str(java()), *JAVA_OPTIONS, logging, "-cp", f"{jars()}/*"])
    cluster = base64.urlsafe_b64encode(b"V" + os.urandom(15)).decode().rstrip("=")
    return ["sh", "-c", RUN.format(java=program, cluster=cluster, users=shlex.join(more.users))]


def _broker(held: Held, port: int) -> Broker:
    return Broker(KIND, kafka_version(), f"127.0.0.1:{port}", held)
