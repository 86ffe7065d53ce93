"""What of a run is weighed for coverage: what may still reach a line that nobody reached before."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from pytest_cov.engine import CovController

from tests.mutation.examples_only import is_more_than_examples

DOMAIN = Path(__file__).with_name("domain")
STORE_NAMES = ("memory", "sqlite", "postgres", "postgresql")
FIRST = "gw0"
"""What pytest-xdist calls the first of its workers."""
IN_VAIN = pytest.StashKey[set[Path]]()
"""Files of which a test reached nothing new: the rest of each is not weighed."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """
    Let no worker be weighed beside what weighs its tests: nobody would pause that.

    Coverage weighs each Python that is started, and a worker is one. Its own scales tell the
    processes of its tests what they need to know.
    """
    for name in _asks_for_weighing():
        del os.environ[name]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """
    Put away what pytest-cov 7.1 weighs a worker with before it knows that it is one.

    Else that goes on beneath the scales of the worker, and weighs what those leave out.
    """
    if hasattr(session.config, "workerinput") and (scales := _scales(session)) is not None:
        scales.pause()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Weigh in one worker alone how everything is loaded: the others load the same."""
    scales = _scales(session) if os.environ.get("PYTEST_XDIST_WORKER", FIRST) != FIRST else None
    with _paused(scales):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """
    Weigh a test unless one of its file was weighed in vain.

    Tests of the domain are weighed all: each line of it needs an example among them, and no luck.
    """
    in_vain = item.config.stash.setdefault(IN_VAIN, set())
    if item.path in in_vain:
        item.add_marker("no_cover")
    if is_unweighed(item) or (scales := _scales(item)) is None:
        return (yield)
    before = _reached(scales)
    told = yield
    if not item.path.is_relative_to(DOMAIN) and _reached(scales) == before:
        in_vain.add(item.path)
    return told


def _scales(node: pytest.Session | pytest.Item) -> CovController | None:
    """Return what weighs this run, None where nothing does."""
    plugin = node.config.pluginmanager.get_plugin("_cov")
    found: CovController | None = getattr(plugin, "cov_controller", None)
    return found


def _reached(scales: CovController) -> int:
    """Count the ways from line to line that this process went so far."""
    collector = scales.cov and scales.cov._collector
    # A list at once: a thread that a test left behind may come into one file more meanwhile.
    return sum(map(len, list(collector.data.values()))) if collector else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Do not weigh what is drawn, or tries every way of many: examples alone must reach each line.

    So luck has no say in it, and what takes longest does not take three times as long. Outside the
    tests of the domain one way of each test is weighed, on each store: the others walk the same
    lines with other values.
    """
    for one in items:
        if is_more_than_examples(one) or _is_another_way(one):
            one.add_marker("no_cover")


def _is_another_way(item: pytest.Item) -> bool:
    """Say whether a test outside the domain's is one more of the same with other values."""
    if item.path.is_relative_to(DOMAIN) or not hasattr(item, "callspec"):
        return False
    chosen = item.callspec.indices.items()
    return any(at for name, at in chosen if item.callspec.params[name] not in STORE_NAMES)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Where a test is not weighed, let what is made for it not be weighed either."""
    with _unweighed(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Nor the processes that it starts; the plugin leaves out the test itself."""
    with _unweighed_processes(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Nor what is put away after it."""
    with _unweighed(item):
        return (yield)


@contextmanager
def _unweighed(item: pytest.Item) -> Iterator[None]:
    with _paused(_scales(item) if is_unweighed(item) else None), _unweighed_processes(item):
        yield


@contextmanager
def _paused(scales: CovController | None) -> Iterator[None]:
    with ExitStack() as after:
        if scales is not None:
            scales.pause()
            after.callback(scales.resume)
        yield


@contextmanager
def _unweighed_processes(item: pytest.Item) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if is_unweighed(item):
            for name in _asks_for_weighing():
                patch.delenv(name)
        yield


def _asks_for_weighing() -> list[str]:
    """Return the names of what asks each Python that is started to be weighed."""
    return [name for name in os.environ if name.startswith("COVERAGE_PROCESS_")]


def is_unweighed(item: pytest.Item) -> bool:
    """Say whether a test is marked as one that is not weighed."""
    return item.get_closest_marker("no_cover") is not None
