"""Houses that come to a guarded broker: their settings, and what is to be seen of them later."""

import json
from contextlib import closing
from itertools import count, islice
from pathlib import Path
from random import Random
from time import monotonic, sleep

from domain.directory.events import UnitAnnounced
from infra.bus.kafka_topics import ORDERS
from infra.ledger.ledger import open_ledger
from infra.views.database import open_views
from projections.bus_state import SENDERS as SENDERS_READ
from projections.bus_state import BusReport, report
from tests.brokers.guarded import MECHANISMS, USER
from tests.bus.taking import put
from tests.projections.made_up import commands, write
from tests.services.hostile import unit
from tests.services.intake_house import CITY, UNIT

PATIENCE, ACTS = 200.0, 60
CODES = count(20_000)
SENDERS = f"""\
[[senders]]
source = "{CITY}"
actor = "directory-system"
roles = ["directory-keeper"]
units = []
types = ["{UNIT}"]
"""


def settings_of(guarded, home: Path, way: str = MECHANISMS[0], kept: str = "said", **other):
    """Return the environment of a house that comes to the guarded doors in one way."""
    (home / "bus-senders.toml").write_text(SENDERS)
    said = {
        "HOME": home,
        "BUS_SOURCE": f"/vinhdanh/{home.name}",
        "KAFKA_BOOTSTRAP_SERVERS": guarded.ssl if way == "SSL" else guarded.sasl,
        "KAFKA_CA_FILE": guarded.authority,
    }
    if way == "SSL":
        said |= {
            "KAFKA_CERT_FILE": guarded.client.certificate,
            "KAFKA_KEY_FILE": guarded.client.key,
        }
        said |= {"KAFKA_SECURITY": "SSL"}
    else:
        (home / "password").write_text(f"{guarded.password}\n")
        said |= {"KAFKA_SECURITY": "SASL_SSL", "KAFKA_USERNAME": USER, "KAFKA_SASL_MECHANISM": way}
        secret = {"KAFKA_PASSWORD": guarded.password}
        said |= secret if kept == "said" else {"KAFKA_PASSWORD_FILE": home / "password"}
    both = {**said, **other}
    return {f"VINHDANH_{name}": str(value) for name, value in both.items() if value is not None}


def fill(home: Path) -> None:
    """Let things have happened in the house at *home*."""
    with closing(open_ledger(f"sqlite:///{home}/vinhdanh.db")) as ledger:
        for number, changes in enumerate(islice(commands(6), ACTS)):
            write(ledger, number, changes)


def announced(home: Path) -> set[str]:
    """Return the units that were announced to the house at *home*."""
    with closing(open_ledger(f"sqlite:///{home}/vinhdanh.db")) as ledger:
        facts = [one.event for one in ledger.since(0, 1_000_000)]
    return {one.code for one in facts if isinstance(one, UnitAnnounced)}


def bus_of(home: Path) -> BusReport | None:
    """Return how the bus of the house at *home* is; None when nobody said anything yet."""
    engine = open_views(home, "sqlite://")
    with engine.connect() as tx:
        there = engine.dialect.has_table(tx, "bus_state_v1")
        found = report(tx) if there else None
    engine.dispose()
    return found


def troubles(home: Path) -> dict[str, str | None]:
    """Return what is in the way of relay and intake, of those who said anything yet."""
    found = bus_of(home)
    workers = found.workers if found else ()
    return {one.worker: one.trouble for one in workers if one.worker != SENDERS_READ}


def wait_until(true, told) -> None:
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end, told()
        sleep(0.05)


def order(guarded) -> str:
    """Order that a unit be announced; return its code."""
    code = next(CODES)
    message = (f"guarded-{code}".encode(), json.dumps(unit(code)).encode())
    put(guarded.broker, ORDERS, [message], 1, Random())
    return str(code)
