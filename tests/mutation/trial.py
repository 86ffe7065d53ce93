"""`python -m tests.mutation.trial` in the folder of mutants: try each in a fork of one process."""

import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from math import ceil
from pathlib import Path

import pytest
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.trampoline import set_mutant_under_test

from tests.mutation.touched import Run, Touched, learn, runs_of

KILLED, ALIVE, UNTOUCHED, TIMEOUT = 1, 0, 33, 36
AT_ONCE = 2
MEMORY = 4 << 30
LONGEST = 900
ARGS = (
    *("tests/domain", "--capture=no", "--noconftest", "-o", "addopts="),
    *(f"-pno:{name}" for name in ("cacheprovider", "xdist", "randomly", "terminal")),
    *("-p", "tests.mutation.examples_only"),
)


@dataclass
class Trial:
    """A plugin of pytest that takes the place of its loop over tests; `wanted` are the mutants."""

    wanted: Sequence[str]
    touched: Touched = field(default_factory=lambda: Touched({}))
    running: dict[int, tuple[str, list[Run], int, float]] = field(default_factory=dict)
    files: dict[str, SourceFileMutationData] = field(default_factory=dict)
    tried: int = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn what each test runs, see that faults are felt, then try every mutant."""
        self.touched = learn(session.items)
        told(f"learnt what {len(session.items)} tests run")
        forget()
        some = runs_of(session.items[::40])
        if outcome_of("fail", some) != KILLED or outcome_of("", some) != ALIVE:
            raise pytest.UsageError("not every fault is felt, or one where there is none")
        gc.freeze()
        for name in self.wanted:
            self.start(name)
        while self.running:
            self.reap()
        self.save()
        return True

    def start(self, name: str) -> None:
        """Let a child try a mutant once one of the places is free."""
        runs = self.touched.by(name)
        if not runs:
            self.note(name, UNTOUCHED, 0.0)
            return
        while len(self.running) >= AT_ONCE:
            self.reap()
        pid, told = forked(name, runs, ceil(10 + 15 * sum(one.seconds for one in runs)))
        self.running[pid] = (name, runs, told, time.time())

    def reap(self) -> None:
        """Wait for a child, and let the test that killed go first from now on."""
        pid, status = os.wait()
        name, runs, told, began = self.running.pop(pid)
        if at := os.read(told, 8):
            runs[int(at)].kills[function_of(name)] += 1
        os.close(told)
        self.note(name, code(status), time.time() - began)

    def note(self, name: str, fate: int, seconds: float) -> None:
        """Keep what became of a mutant; all is written now and then, so that a run can go on."""
        path = name.rpartition(".")[0].replace(".", "/") + ".py"
        if path not in self.files:
            self.files[path] = meta(path)
        self.files[path].exit_code_by_key[name] = fate
        self.files[path].durations_by_key[name] = seconds
        self.tried += 1
        if self.tried % 100 == 0:
            self.save()
            told(f"{self.tried} of {len(self.wanted)} tried")

    def save(self) -> None:
        """Write what is known."""
        for one in self.files.values():
            one.save()


def told(line: str) -> None:
    """Say how far it is."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def meta(path: str) -> SourceFileMutationData:
    """Return what is known of the mutants of a file, seen from the folder of mutants."""
    data = SourceFileMutationData(path=path)
    data.meta_path = Path(f"{path}.meta")
    data.load()
    return data


def function_of(mutant: str) -> str:
    """Return the function that a mutant is one of."""
    return mutant.partition("__mutmut_")[0]


def outcome_of(name: str, runs: Sequence[Run]) -> int:
    """Try one mutant and wait for it."""
    pid, says = forked(name, runs, LONGEST)
    _, status = os.waitpid(pid, 0)
    os.close(says)
    return code(status)


def forked(name: str, runs: Sequence[Run], seconds: int) -> tuple[int, int]:
    """Return a child that tries a mutant, and where it says which test killed it."""
    told, says = os.pipe()
    pid = os.fork()
    if pid:
        os.close(says)
        return pid, told
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(LONGEST)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    set_mutant_under_test(name)
    function = function_of(name)
    first = sorted(range(len(runs)), key=lambda at: runs[at].promise(function), reverse=True)
    at = next((at for at in first if runs[at].fails()), None)
    if at is not None:
        os.write(says, str(at).encode())
    os._exit(ALIVE if at is None else KILLED)


def forget() -> None:
    """
    Empty what functions of the domain keep: an answer from before a fault would hide it.

    Once, before any child: one that looks at every name of the domain copies the pages they are on.
    """
    rooms = [module for name, module in sys.modules.items() if name.startswith("domain.")]
    for kept in (one for module in rooms for one in vars(module).values()):
        if isinstance(kept, _lru_cache_wrapper):
            kept.cache_clear()


def code(status: int) -> int:
    """Return what became of a mutant, by how its child ended."""
    stopped = {-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL}
    ended = os.waitstatus_to_exitcode(status)
    return TIMEOUT if ended in stopped else ended


def main() -> None:
    """Try the mutants named in the input, a name a line."""
    trial = Trial(sys.stdin.read().split())
    sys.exit(pytest.main([*ARGS], plugins=[trial]))


if __name__ == "__main__":
    main()
