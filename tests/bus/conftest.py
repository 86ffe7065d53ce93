"""What a run ends with: how many letters were weighed, and what was wrong with them."""

from collections import Counter
from collections.abc import Iterator

import pytest

Weighed = tuple[str, int, dict[str, int]]


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Say it in one line, the last one of the run; nothing where nothing was weighed."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not (found := list(_weighed(reporter))):
        return
    wrong = sum((Counter(counts) for _, _, counts in found), Counter[str]())
    brokers = ", ".join(sorted({broker for broker, _, _ in found}))
    said = ", ".join(f"{name} {wrong[name]}" for name in ("missing", "doubled", "misordered"))
    failed = len(reporter.stats.get("failed", ()))
    many = sum(letters for _, letters, _ in found)
    reporter.write_line(f"{brokers}: letters {many}, {said}; tests failed {failed}")


def _weighed(reporter: pytest.TerminalReporter) -> Iterator[Weighed]:
    for outcome in ("passed", "failed"):
        for report in reporter.stats.get(outcome, ()):
            yield from (said for name, said in report.user_properties if name == "letters")
