"""For the drill of erasure: a bus on which names are typed where none belong, and what keeps it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

from kafka import KafkaAdminClient, KafkaProducer
from kafka.admin import ConfigResource, ConfigResourceType, NewTopic

from domain.reading import EVERYTHING
from infra.bus.city_language import CityLanguage
from infra.bus.kafka_intake import Intake
from infra.bus.kafka_relay import Relay
from infra.bus.kafka_topics import ORDERS, PARKED, configs_of
from infra.house import System
from infra.people.erased_last import erased_last
from infra.threads import working
from infra.views.database import open_views
from infra.views.lease import NoLease
from projections.person_files import cases_of
from services.city_messages import TOPIC
from tests.api.marked import Drill
from tests.brokers.broker import Broker
from tests.bus.relaying import SOURCE, bus_at
from tests.bus.weighing import all_of
from tests.waiting import until

FILE = "vn.vinhdanh.order.nomination.file.v1"
CITY, UNIT, PARTS = "urn:city", "10532", 1
SENDERS = f"""\
[[senders]]
source = "{CITY}"
actor = "city-system"
roles = ["nominating-officer"]
units = ["{UNIT}"]
capacity = "TM"
types = ["{FILE}"]
"""
ASIDE = 2  # messages about each person that are put aside
AT_ONCE = {"segment.ms": "1", "file.delete.delay.ms": "0"}


@dataclass(frozen=True)
class Bus:
    """A broker, and topics of this drill alone that keep what they hold as those of a house do."""

    broker: Broker
    orders: str
    parked: str
    letters: str

    @classmethod
    def at(cls, broker: Broker) -> "Bus":
        """Make the topics."""
        kept = {broker.topic_name(): configs_of(one) for one in (ORDERS, PARKED, TOPIC)}
        with closing(KafkaAdminClient(bootstrap_servers=broker.bootstrap)) as admin:
            new = [NewTopic(name, PARTS, -1, topic_configs=said) for name, said in kept.items()]
            admin.create_topics(new, wait_for_metadata=True)
        return cls(broker, *kept)

    def settings(self, home: Path) -> Mapping[str, str]:
        """Return what a house at *home* has to be told to be on this bus."""
        (home / "senders.toml").write_text(SENDERS)
        named = {"KAFKA_BOOTSTRAP_SERVERS": self.broker.bootstrap, "BUS_SOURCE": SOURCE}
        told = named | {"BUS_SENDERS": str(home / "senders.toml")}
        return {f"VINHDANH_{name}": text for name, text in told.items()}

    @contextmanager
    def at_work(self, system: System) -> Iterator[None]:
        """Let letters go out and orders come in for the time of the block."""
        bus, settings = bus_at(self.broker.bootstrap), system.settings
        engine = open_views(settings.home, settings.kept)
        relay = Relay(bus, self.letters, system.ledger, engine, CityLanguage(SOURCE))
        last, topics = partial(erased_last, system), (self.orders, self.parked)
        intake = Intake(bus, system, engine, topics, erased=last)

        def told(stopping: Event) -> None:
            relay.run(NoLease(), stopping)

        with working("relay", told), working("intake", intake.run):
            yield
        engine.dispose()

    def opened(self, name: str, drill: Drill, system: System) -> str:
        """Have a case opened by a sender who types a name into all there is; return the case."""
        ref, today = uuid4(), datetime.now(UTC).date().isoformat()
        nominee: dict[str, object] = {"ref": str(ref), "kind": "person", "unit": UNIT}
        told = {"unit": UNIT, "award": "gk-phuong", "achievement": "Paperless", "file": False}
        told |= {"effective_on": today, "nominee": nominee}
        self.send(name, json.dumps(told).encode())
        number = drill.identity.encode()
        self.send(name, json.dumps(told | {"nominee": {**nominee, "name": name}}).encode())
        self.send(name, f'{{"name": "{name}", "CCCD": '.encode() + number)
        assert until(lambda: _cases(ref, system)), "no case"
        return str(_cases(ref, system)[0])

    def send(self, name: str, body: bytes) -> None:
        """Send a message; the name stands in its key and a header besides."""
        said = {"ce_specversion": "1.0", "ce_id": str(uuid4()), "ce_source": CITY, "ce_type": FILE}
        told = said | {"content-type": "application/json", "ce_subject": f"về {name}"}
        headers = [(key, text.encode()) for key, text in told.items()]
        with closing(KafkaProducer(bootstrap_servers=self.broker.bootstrap)) as out:
            out.send(self.orders, body, name.encode(), headers).get(30)

    def all_put_aside(self, people: int, system: System) -> None:
        """Wait until the house holds what the senders of so many people got wrong."""
        ahead = datetime.now(UTC) + timedelta(days=1)
        assert until(lambda: ASIDE * people == len(system.parked.kept_before(ahead)))
        assert until(lambda: ASIDE * people == len(all_of(self.broker.bootstrap, self.parked)))

    def forgotten(self, honours: int) -> None:
        """Wait until nobody can read an order of before the erasures; of honours letters went."""
        assert until(lambda: [] == all_of(self.broker.bootstrap, self.orders))
        assert honours <= len(all_of(self.broker.bootstrap, self.letters))

    def settle(self) -> Path:
        """Let the day of a file end and its next message come; return what to scan."""
        bootstrap = self.broker.bootstrap
        with closing(KafkaAdminClient(bootstrap_servers=bootstrap)) as admin:
            admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, self.orders, AT_ONCE)])
        data = self.broker.held.home / "data"
        with closing(KafkaProducer(bootstrap_servers=bootstrap)) as out:
            for part in range(PARTS):
                out.send(self.orders, b"{}", partition=part).get(30)
        assert until(lambda: not [*data.glob(f"{self.orders}-*/{0:020}.log*")])
        return self.broker.held.home


def _cases(ref: UUID, system: System) -> list[object]:
    rows, _ = system.views.read(cases_of(ref), EVERYTHING)
    return [row["nomination"] for row in rows]
