"""`make broker`: Apache Kafka in the foreground until Ctrl-C or SIGTERM."""

import os
import signal
import sys
import time
from types import FrameType

import click

from tests.brokers import apache
from tests.brokers.jars import missing
from tests.ports import is_free

PORT = "VINHDANH_BROKER_PORT"
INSTEAD = """\
Install it (on Debian: apt install openjdk-17-jre-headless maven), or run the container instead:
POSTGRES_PASSWORD=none podman compose --profile bus up kafka"""


def main() -> int:
    """Run a broker; return what the shell shall see."""
    port = int(os.environ.get(PORT) or 9092)
    if not is_free(port):
        return _refuse(f"port {port} is taken; {PORT} names another one.")
    if lack := missing():
        return _refuse(f"{lack}.\n{INSTEAD}")
    for number in (signal.SIGINT, signal.SIGTERM):  # the first is ignored where a shell started us
        signal.signal(number, _leave)
    try:
        return _run(port)
    except RuntimeError as failed:
        return _refuse(str(failed))


def _run(port: int) -> int:
    """Say where the broker listens, and stay as long as it does."""
    click.echo("Starting Apache Kafka (the first time its jars are fetched: about a minute)")
    began = time.monotonic()
    with apache.own(port) as broker:
        click.echo(f"{broker} answers after {time.monotonic() - began:.1f} s; Ctrl-C ends it")
        click.echo(f"What it says: {broker.held.home / 'log'}")
        while not broker.held.ended:
            time.sleep(1)
        return _refuse(f"it ended by itself:\n{broker.held.log()}")


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Leave in good order, whoever asks."""
    sys.exit(0)


def _refuse(why: str) -> int:
    click.echo(f"make broker: {why}", err=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
