"""What a run did not try for want of something on this machine: said in its last lines, counted."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import pytest


class Worker(Protocol):
    """What pytest-xdist says of a worker that has ended."""

    config: pytest.Config


UNTRIED = pytest.StashKey[Counter[str]]()
TOLD = "untried"
"""Under which a worker hands it to who leads the run."""


def leave_out(
    config: pytest.Config, items: list[pytest.Item], out: Sequence[pytest.Item], why: str
) -> None:
    """Take tests that were chosen out of a run, and remember how many and why."""
    if not out:
        return
    config.hook.pytest_deselected(items=[*out])
    items[:] = [one for one in items if one not in out]
    config.stash.setdefault(UNTRIED, Counter())[why] += len(out)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a worker hand over what it left out; all of them left out the same."""
    out = getattr(session.config, "workeroutput", None)
    if out is not None:
        left: Counter[str] = session.config.stash.get(UNTRIED, Counter[str]())
        out[TOLD] = {**left}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Worker) -> None:
    """Take from a worker what it left out; one that crashed tells nothing."""
    told: dict[str, int] = getattr(node, "workeroutput", {}).get(TOLD, {})
    known = node.config.stash.setdefault(UNTRIED, Counter())
    known |= Counter(told)  # every worker left out the same


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it beside what was tried, a line for each reason."""
    for why, count in sorted(terminalreporter.config.stash.get(UNTRIED, Counter()).items()):
        terminalreporter.write_line(f"not tried: {count} {why}", yellow=True, bold=True)
