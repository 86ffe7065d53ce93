"""A server in a folder of its own, held by one process or by several; it ends with the last."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

GUARD = Path(__file__).with_name("guard.py")
END_SECONDS = 120
PAUSE = 0.02


class Held:
    """One process's hold of a server: what it may order, and when it lets go."""

    def __init__(self, home: Path, pipe: int) -> None:
        self.home = home
        self._pipe: int | None = pipe

    @property
    def pid(self) -> int:
        """
        The server's process.

        Raises:
            FileNotFoundError: it does not run.
        """
        return int((self.home / "pid").read_text())

    @property
    def ended(self) -> bool:
        """Whether the server has gone, by order or by itself."""
        return (self.home / "ended").exists()

    def end(self, how: signal.Signals) -> None:
        """End the server with the signal *how*; it is gone on return."""
        self._order(how.name)
        wait_until(lambda: self.ended, "the server is gone")

    def start(self) -> None:
        """Start the server again with the same command in the same folder."""
        (self.home / "ended").unlink()
        self._order("start")
        self.wait_for_process()

    def wait_for_process(self) -> None:
        """Return when the server has a process, or had one."""
        wait_until(lambda: (self.home / "pid").exists() or self.ended, "the server runs")

    def release(self) -> None:
        """Let go; when nobody else holds it, the server ends and its folder goes."""
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None

    def leave(self) -> None:
        """Let go as the only owner, and wait until server and folder are gone."""
        self.release()
        wait_until(lambda: not self.home.exists(), f"{self.home} is gone")

    def log(self) -> str:
        """Return the end of what the server said."""
        return (self.home / "log").read_text(errors="replace")[-8_000:]

    def _order(self, word: str) -> None:
        """Write one order; the guard obeys them one after the other."""
        if self._pipe is None:
            raise LookupError(f"{self.home} was let go")
        os.write(self._pipe, f"{word}\n".encode())


def launch(home: Path, command: list[str]) -> Held:
    """Start *command* in *home* under a guard, held by this process."""
    orders = home / "orders"
    os.mkfifo(orders)
    reader = os.open(orders, os.O_RDONLY | os.O_NONBLOCK)  # to wait for a writer would be for ever
    os.set_blocking(reader, True)
    held = Held(home, os.open(orders, os.O_WRONLY))
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-IS", str(GUARD), str(home), *command],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, reader, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(home / "guard.log"), os.O_WRONLY | os.O_CREAT, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )
    os.close(reader)
    held.wait_for_process()
    return held


def join(home: Path) -> Held:
    """
    Hold a server that another process started in *home*.

    Raises:
        OSError: nobody holds it any more, so its guard is about to leave.
    """
    return Held(home, os.open(home / "orders", os.O_WRONLY | os.O_NONBLOCK))


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Return when *true* says so."""
    end = time.monotonic() + END_SECONDS
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {END_SECONDS} s: {what}")
        time.sleep(PAUSE)
