"""Who is let in by the issuer for development: whoever knows what its start printed."""

from dataclasses import replace

import pytest
import structlog
from structlog.testing import capture_logs

from tests.web.developing import ASKED, AUTHORIZE, ENTER, HERE, PICKED, SECRET
from web import console, start_secret


@pytest.fixture
def browser(developer):
    return developer


def enter(browser, secret=SECRET):
    """Follow the address that the start printed."""
    return browser.client.get(ENTER, query_string={"secret": secret}, base_url=HERE)


def test_who_follows_the_printed_address_is_asked_for_no_secret(browser):
    assert "/console/" == enter(browser).headers["Location"]

    page = browser.client.get(AUTHORIZE, query_string=ASKED, base_url=HERE).text
    assert 'name="secret"' not in page
    assert "code=" in browser.post(AUTHORIZE, PICKED).headers["Location"]


def test_who_types_the_secret_is_let_in_once_for_all(browser):
    page = browser.client.get(AUTHORIZE, query_string=ASKED, base_url=HERE).text
    assert 'name="secret"' in page

    assert 303 == browser.post(AUTHORIZE, {**PICKED, "secret": SECRET}).status_code
    assert 303 == browser.post(AUTHORIZE, PICKED).status_code


@pytest.mark.parametrize("secret", ["", "another", SECRET + " ", "é"])
def test_whoever_does_not_know_the_secret_of_this_start_is_nobody(browser, secret):
    """A proxy that marks nothing brings strangers here; they have not read what we print."""
    for reply in (enter(browser, secret), browser.post(AUTHORIZE, {**PICKED, "secret": secret})):
        assert (403, None) == (reply.status_code, reply.headers.get("Location"))
        assert [] == reply.headers.getlist("Set-Cookie")


def test_a_badge_of_another_start_lets_nobody_in(browser, issuer, room):
    enter(browser)
    room.own_issuer = replace(issuer, secret="of the next start")

    assert 403 == browser.post(AUTHORIZE, PICKED).status_code


def test_the_badge_is_not_the_secret_and_no_script_reads_it(browser):
    (said,) = enter(browser).headers.getlist("Set-Cookie")

    assert SECRET not in said
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said


def test_wrong_guesses_are_paced_and_right_ones_are_not(browser):
    assert {303} == {enter(browser).status_code for _ in range(12)}
    assert [403] * 10 == [enter(browser, str(one)).status_code for one in range(10)]

    late = enter(browser)
    assert 429 == late.status_code
    assert 0 < int(late.headers["Retry-After"]) <= 61
    assert 303 == browser.post(AUTHORIZE, PICKED).status_code  # who was let in is not asked


def test_no_guess_and_no_secret_is_logged(browser, monkeypatch):
    for one in (console, start_secret):
        monkeypatch.setattr(one, "log", structlog.get_logger())
    with capture_logs() as lines:
        enter(browser)
        enter(browser, "my guess")

    assert "development-issuer.refused" in repr(lines)
    assert not [one for one in (SECRET, "my guess", browser.city.address) if one in repr(lines)]
