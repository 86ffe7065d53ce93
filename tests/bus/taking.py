"""An intake in a process of its own, to be killed; and the messages it is given."""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event
from typing import Never

import structlog
from kafka import KafkaProducer

from infra.bus.kafka_intake import Intake
from infra.ledger.ledger import open_ledger
from infra.views.database import open_views
from tests.brokers.broker import Broker
from tests.bus.relaying import bus_at, say
from tests.services.hostile import BODIES, unit
from tests.services.intake_house import CITY, UNIT, intake_house

FIRST_CODE = 10_000
Message = tuple[bytes, bytes]


def announcements(count: int) -> list[Message]:
    """Return so many sound messages: id, content."""
    codes = range(FIRST_CODE, FIRST_CODE + count)
    return [(b"unit-%d" % code, json.dumps(unit(code)).encode()) for code in codes]


def nonsense(count: int) -> list[Message]:
    """Return so many messages that nobody can carry out."""
    bodies = [body for body in BODIES if len(body) < 500_000]
    size = len(bodies)
    return [(b"odd-%d" % n, bodies[n % size] + b" " * (n // size)) for n in range(count)]


def put(broker: Broker, topic: str, messages: Sequence[Message], times: int, dice: Random) -> None:
    """Put messages into the topic, each so many times, shuffled, by id."""
    sent = [*messages] * times
    dice.shuffle(sent)
    with closing(KafkaProducer(bootstrap_servers=broker.bootstrap, linger_ms=20)) as out:
        for key, body in sent:
            said = {"ce_specversion": "1.0", "ce_source": CITY, "ce_type": UNIT}
            headers = [(name, text.encode()) for name, text in said.items()]
            plain = [("ce_id", key), ("content-type", b"application/json")]
            out.send(topic, body, key, [*headers, *plain])
        out.flush()


def take(home: Path, bootstrap: str, topic: str, parked: str) -> Never:
    """Take messages in until somebody ends it."""
    log = (home / "intake.log").open("a")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(log))
    os.dup2(log.fileno(), sys.stderr.fileno())
    engine, bus = open_views(home, "sqlite://"), bus_at(bootstrap, f"/test/{topic}")
    with (
        closing(open_ledger(f"sqlite:///{home}/ledger.db")) as ledger,
        intake_house(home, ledger) as house,
    ):
        Intake(bus, house, engine, (topic, parked), "the only one").run(Event())
    os._exit(1)


def main() -> None:
    """Read orders, `<home> <bootstrap> <topic> <parked>` each; fork an intake, see it end."""
    for order in sys.stdin:
        home, bootstrap, topic, parked = order.split()
        child = os.fork()
        if child == 0:
            say(str(os.getpid()))
            take(Path(home), bootstrap, topic, parked)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
