"""A browser is started once where this machine has one, else those tests are not collected."""

from collections.abc import Iterator

import pytest

from tests.verifying.browser import Page, found, opened
from tests.verifying.runners import NODE

collect_ignore = [
    *(["test_ballot_page.py", "test_in_a_browser.py"] if found() is None else []),
    *(["test_ballots_under_node.py", "test_under_node.py"] if NODE is None else []),
]


def pytest_report_header() -> list[str]:
    """Say with what the verifier of the page is run here."""
    return [f"page: browser {found() or 'none'}, node {NODE or 'none'}"]


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Lend a page of a real browser, which knows no host at all."""
    program = found()
    assert program
    with opened(program, tmp_path_factory.mktemp("browser") / "profile") as lent:
        yield lent
