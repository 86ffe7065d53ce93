"""A browser is started once where there is one, else those tests are counted as not tried."""

from collections.abc import Iterator

import pytest

from tests.verifying.browser import Page, found, opened
from tests.verifying.runners import NODE


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
