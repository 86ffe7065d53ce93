"""
Hold a server for as long as somebody holds the pipe of its orders, then leave nothing behind.

A program of its own, `guard.py FOLDER COMMAND...`: when its owners end in any way, even by SIGKILL,
the pipe closes, the server stops and its folder goes. It imports nothing of the house.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

STOP_SECONDS = 20


class Running:
    """A server that was launched: the file `pid` tells its process, `ended` that it has gone."""

    def __init__(self, command: list[str]) -> None:
        with Path("log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        Path("pid.new").write_text(str(self._process.pid))
        Path("pid.new").replace("pid")
        self._watch = threading.Thread(target=self._see_it_end, daemon=True)
        self._watch.start()

    def end(self, how: int) -> None:
        """Send the signal *how* to all of it and wait; who does not go is killed."""
        self._signal(how)
        self._watch.join(STOP_SECONDS)
        self._signal(signal.SIGKILL)
        self._watch.join()

    def _signal(self, how: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)

    def _see_it_end(self) -> None:
        self._process.wait()
        Path("pid").rename("ended")


def main(folder: str, *command: str) -> None:
    """Obey `start` and names of signals, a line each, until the last owner is gone."""
    os.chdir(folder)
    try:
        server = Running([*command])
        for order in sys.stdin:
            if order == "start\n":
                server = Running([*command])
            else:
                server.end(signal.Signals[order.strip()])
        server.end(signal.SIGTERM)
    finally:
        os.chdir("/")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
