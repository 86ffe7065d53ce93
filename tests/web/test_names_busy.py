"""While it cannot be kept who reads names, a page asks to wait a moment."""

import pytest
from structlog.testing import capture_logs

from services.stores import Name
from tests.builders import CASE, DISTRICT, NOMINEE, WARD, filed, minutes, opened, report

PAGES = [("/console/work", WARD), (f"/console/cases/{CASE}", DISTRICT)]
"""Each with whom it leaves a trail of: who is of the unit of a case gave the name itself."""


@pytest.mark.parametrize(("path", "unit"), PAGES)
def test_where_names_are_busy_a_page_says_when_to_come_again(house, browser, path, unit):
    house.given(CASE, opened, report, minutes, filed)
    house.people.add(NOMINEE.ref, "person", Name("Trần Thị Bưởi"))
    browser.sign_in(units=[unit])
    with house.people._engine.connect() as connection, capture_logs() as told:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        reply = browser.get(path)
        connection.rollback()

    assert (503, "1") == (reply.status_code, reply.headers["Retry-After"])
    assert "xin đợi một lát" in reply.text
    assert "page.broken" not in {one["event"] for one in told}
    assert 200 == browser.get(path).status_code
