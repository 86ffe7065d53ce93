"""Giving commands in the tests: in this process through click, or as a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest
from click.testing import CliRunner, Result

from api.cli import command
from infra.wiring import front_door
from services.demo.play import tell
from tests.old_cases import OLD_CASES

PROGRAM = Path(sys.executable).with_name("vinhdanh")


@dataclass(frozen=True)
class Desk:
    """A terminal in front of a data folder."""

    home: Path

    def run(self, *args: str, typed: str | None = None, **env: str) -> Result:
        """Give a command in this process; *typed* is its input."""
        env = self._said(env)
        door = CliRunner()
        found = door.invoke(command, args, input=typed, env=env, prog_name="vinhdanh")
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        return found

    def token(self, role: str, unit: str, *more: str) -> str:
        """Return a token for an officer of the demo ward."""
        found = self.run(
            "token", "--actor", f"{role}.{unit}", "--role", role, "--unit", unit, *more
        )
        assert found.exit_code == 0, found.stderr
        return found.stdout.strip()

    def agreed(
        self, *proposal: str, role: str = "operator", unit: str = "VN", reason: str = "why"
    ) -> str:
        """Propose an act on the house, let a second person agree to it; return its id."""
        first, second = (self.officer(f"{one}.{unit}", role, unit) for one in ("first", "second"))
        said = self.told("propose", *proposal, "--reason", reason, TOKEN=first)
        act = str(said["act"])
        found = self.run("proposed", "agree", act, "--digest", said["digest"], TOKEN=second)
        assert found.exit_code == 0, found.stderr
        return act

    def officer(self, actor: str, role: str, unit: str) -> str:
        """Return a token for somebody by name."""
        return self.run("token", "--actor", actor, "--role", role, "--unit", unit).stdout.strip()

    def told(self, *args: str, **env: str):
        """Return the JSON document that a command prints, and nothing else."""
        found = self.run(*args, "--json", **env)
        assert found.exit_code == 0, found.stderr
        return json.loads(found.stdout)

    def process(self, *args: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        """Give a command in a process of its own."""
        return subprocess.run(
            [PROGRAM, *args],
            env={**os.environ, **self._said(env)},
            capture_output=True,
            input=typed,
            text=True,
            check=False,
            timeout=180,
        )

    @contextmanager
    def started(self, *args: str, **env: str) -> Iterator[subprocess.Popen[str]]:
        """Lend a process of its own, and end it when it has not ended."""
        process = subprocess.Popen(
            [PROGRAM, *args],
            env={**os.environ, **self._said(env)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    def _said(self, env: dict[str, str]) -> dict[str, str]:
        named = {f"VINHDANH_{name}": value for name, value in env.items()}
        return {"VINHDANH_HOME": str(self.home), **named}


def load_demo(home: Path) -> Path:
    """Load the demo ward into a data folder, its views and its tree caught up."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in OLD_CASES.items():
            patch.setenv(name, value)
        patch.setenv("VINHDANH_HOME", str(home))
        with front_door().open() as system:
            assert tell(system).left == 0
            assert system.reach(last := system.ledger.last_position(), 120)
            assert last == system.proofs.size()
    return home


def wait_until(done: Callable[[], bool], seconds: float = 180) -> None:
    """Wait until something is so."""
    end = monotonic() + seconds
    while not done():
        assert monotonic() < end
        sleep(0.02)


def is_plain(text: str) -> bool:
    """Say whether a text holds nothing that steers a terminal, tabs and line ends aside."""
    return all(sign.isprintable() or sign in "\t\n" for sign in text)
