"""Forms that no page of ours sends so: a page answers each, and nothing breaks or is done."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.builders import CASE, WARD, filed, minutes, opened, report
from tests.web.filing import FORM, NEW, begun

ACTS = f"/console/cases/{CASE}/acts"
RETURN = {"remarks": "Bản khai ký thiếu", "reason": "Thiếu"}


def secretary(house, browser):
    """Sign in the secretary of the ward, at whose desk a case waits."""
    house.given(CASE, opened, report, minutes, filed)
    browser.sign_in(sub="secretary", units=[WARD], capacity="TM")
    return browser


def officer(browser):
    """Sign in who proposes for the ward."""
    browser.sign_in(sub="officer", roles=["nominating-officer"], units=[WARD], capacity="TM")
    return browser


@pytest.mark.parametrize("name", ["seen", "key", "step", "by"])
@pytest.mark.parametrize("odd", [("1", "2"), ("1\r\n2",), ("1\x00",)])
def test_what_a_page_sends_by_itself_comes_once_and_on_one_line(house, browser, name, odd):
    said = begun(secretary(house, browser), f"{ACTS}/return") | RETURN
    before = house.ledger.read(CASE)
    reply = browser.post(f"{ACTS}/return", MultiDict({**said, name: list(odd)}))

    assert (400, before) == (reply.status_code, house.ledger.read(CASE))
    assert "Không hiểu được yêu cầu" in reply.text


def test_a_key_sent_twice_opens_nothing(house, browser):
    said = begun(officer(browser)) | FORM
    assert 400 == browser.post(NEW, MultiDict({**said, "key": ["a", "b"]})).status_code
    assert not house.ledger.since(0, 10)
