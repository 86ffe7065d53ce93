"""`make fresh`: `make run` in a clone of HEAD, timed until it is ready, twice; all is kept."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import click
import requests

from tests.ports import free_port

ROOT = Path(__file__).parents[1]
FIRST, AGAIN, ENDING = 900.0, 60.0, 30.0  # seconds; the first start sets up .venv as well
OURS = ("VINHDANH_", "MAKE", "MFLAGS", "PYTHON", "COVERAGE_", "VIRTUAL_ENV")
"""What of this machine's settings a stranger's shell does not have."""


class NotHeld(Exception):
    """The service did not do what README says of a fresh clone."""


def main() -> None:
    """Clone, start, end, start again; status 1 with the reason where something does not hold."""
    with TemporaryDirectory(prefix="vd-fresh-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        try:
            click.echo(told(clone))
        except NotHeld as err:
            click.echo(f"{log(clone).read_text('utf-8')}make fresh: {err}", err=True)
            sys.exit(1)


def told(clone: Path) -> str:
    """Start `make run` twice; return how soon it was ready, and what was kept."""
    first, facts = started(clone, FIRST)
    if not facts:
        raise NotHeld("the demo ward is not there")
    before = exported(clone)
    second, _ = started(clone, AGAIN)
    hold(before, exported(clone))
    return (
        f"make run in a fresh clone: ready after {first:.1f} s, set-up included; "
        f"again after {second:.1f} s, all {facts} facts kept"
    )


def started(clone: Path, most: float) -> tuple[float, int]:
    """Return after how many seconds the service was ready, and how many facts there are; end it."""
    began = monotonic()
    with running(clone) as (process, address):
        while monotonic() - began < most:
            if process.poll() is not None:
                raise NotHeld(f"make run ended with status {process.returncode}")
            if (position := ready(address)) is not None:
                return monotonic() - began, position
            sleep(0.05)
    raise NotHeld(f"make run was not ready in {most:.0f} s")


@contextmanager
def running(clone: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Let `make run` go on for the block; then end it as Ctrl-C does."""
    port = free_port()
    env = {**shell(), "VINHDANH_PORT": str(port)}
    with log(clone).open("wb") as said:
        process = subprocess.Popen(
            ["make", "run"], cwd=clone, env=env, stdout=said, stderr=said, start_new_session=True
        )
    try:
        yield process, f"http://127.0.0.1:{port}/health/ready"
    finally:
        end(process)


def log(clone: Path) -> Path:
    """Return where the service's words go; who asks for `make fresh` sees them if it fails."""
    return clone.parent / "log"


def shell() -> dict[str, str]:
    """Return the environment of somebody who has only just cloned."""
    return {name: said for name, said in os.environ.items() if not name.startswith(OURS)}


def end(process: subprocess.Popen[bytes]) -> None:
    """Interrupt whatever `make run` started; NotHeld where that does not end it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(ENDING)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise NotHeld(f"make run did not end within {ENDING:.0f} s of Ctrl-C") from None


def ready(address: str) -> int | None:
    """Return how many facts the log of a ready service has, None where it is not ready."""
    try:
        reply = requests.get(address, timeout=5)
    except requests.RequestException:
        return None
    return int(reply.json()["log_position"]) if reply.ok else None


def exported(clone: Path) -> bytes:
    """Return all facts as `vinhdanh export` writes them."""
    file = clone.parent / "export"
    command: list[str | Path] = [clone / ".venv" / "bin" / "vinhdanh", "export", file]
    env = {**shell(), "VINHDANH_HOME": str(clone / "var")}
    subprocess.run(command, cwd=clone, env=env, check=True, stdout=subprocess.DEVNULL)
    content = file.read_bytes()
    file.unlink()
    return content


def hold(before: bytes, after: bytes) -> None:
    """See that whatever was there is there, byte for byte; NotHeld where it is not."""
    if not after.startswith(before):
        raise NotHeld("the second start did not keep the facts of the first")


if __name__ == "__main__":
    main()
