"""Which tests need a browser, axe-core or Node.js; where there is none they are not tried."""

from collections.abc import Iterator

import pytest

from tests.fetched.places import why
from tests.untried import leave_out
from tests.verifying.browser import found
from tests.verifying.runners import NODE
from tests.web import axe

IN_A_BROWSER = (
    "web/test_in_a_browser",
    "verifying/test_in_a_browser",
    "verifying/test_ballot_page",
)
UNDER_NODE = ("verifying/test_under_node", "verifying/test_ballots_under_node")
MARKS = {
    **dict.fromkeys(IN_A_BROWSER, "browser"),
    **dict.fromkeys(UNDER_NODE, "node"),
    **dict.fromkeys(("web/test_barriers", "web/test_filing_in_a_browser"), "axe"),
}
"""What each test of a file needs."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Mark the tests that need something; of those that were chosen, leave out whom it lacks."""
    for item in items:
        if need := MARKS.get(f"{item.path.parent.name}/{item.path.stem}"):
            item.add_marker(need)
    yield
    for need, lack in _lacks().items():
        leave_out(config, items, [one for one in items if one.get_closest_marker(need)], lack)


def _lacks() -> dict[str, str]:
    """Say of each need that cannot be met why."""
    browser = f"browser tests, no Chromium here: {why('chromium')}"
    wanted = {
        "browser": (found() is None, browser),
        "axe": (found() is None or axe.is_missing(), f"{browser}; nor npm: {why('node')}"),
        "node": (NODE is None, f"tests under Node.js, none here: {why('node')}"),
    }
    return {need: lack for need, (is_missing, lack) in wanted.items() if is_missing}
