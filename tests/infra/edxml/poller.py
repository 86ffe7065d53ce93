"""A process that starts pollers on demand, until somebody kills them."""

import os
import sys
from pathlib import Path
from time import sleep
from typing import Never

from services.edxml.intake import poll
from tests.data.edxml_offices import desk


def main() -> None:
    """Read orders, `<folder> <home>` each; fork a poller for each and say its number at once."""
    for order in sys.stdin:
        if order.startswith("wait "):
            os.waitpid(int(order.removeprefix("wait ")), 0)
            say("gone")
            continue
        folder, home = map(Path, order.split())
        child = os.fork()
        if child == 0:
            work(folder, home)
        say(str(child))


def say(text: str) -> None:
    """Write a line to whoever ordered."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def work(folder: Path, home: Path) -> Never:
    """Poll for ever."""
    with desk(folder, home) as ours:
        while True:
            list(poll(ours))
            sleep(0.001)


if __name__ == "__main__":
    main()
