"""What changes something is sent by a page of ours, in this very sign-in; all else is refused."""

import pytest

from tests.web.browsing import ORIGIN

OUT = "/console/sign-out"
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ORIGIN + ".evil.example"},
    {"Origin": ORIGIN.replace("https", "http")},
    {"Origin": ""},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "none"},
    {"Origin": "", "Sec_Fetch_Site": "cross-site"},
]


@pytest.mark.parametrize("path", [OUT, "/console/office"])
@pytest.mark.parametrize("form", [{}, {"csrf": ""}, {"csrf": "a" * 43}, {"csrf": "é"}])
def test_without_the_token_of_this_sign_in_nothing_is_done(browser, path, form):
    browser.sign_in()

    assert 403 == browser.post(path, form).status_code
    assert browser.is_in()


def test_the_token_of_another_sign_in_does_not_fit(open_browser):
    mine, theirs = open_browser(), open_browser()
    mine.sign_in()
    theirs.sign_in()

    assert 403 == mine.post(OUT, {"csrf": theirs.token()}).status_code
    assert mine.is_in()


@pytest.mark.parametrize("said", FOREIGN)
def test_a_form_from_elsewhere_does_nothing(browser, said):
    browser.sign_in()

    assert 403 == browser.post(OUT, {"csrf": browser.token()}, **said).status_code
    assert browser.is_in()


def test_a_browser_that_says_only_one_of_both_is_heard(browser):
    browser.sign_in()
    said = {"Origin": "", "Sec_Fetch_Site": "same-origin"}

    assert 303 == browser.post(OUT, {"csrf": browser.token()}, **said).status_code


def test_a_form_of_nobody_does_nothing(browser):
    assert 403 == browser.post("/console/office", {"office": "clerk@1"}).status_code
    assert "/console/signed-out" == browser.post(OUT, {}).headers["Location"]


def test_a_link_signs_nobody_out(browser):
    browser.sign_in()

    assert 405 == browser.get(OUT).status_code
    assert browser.is_in()


def doors(app):
    """Return where something can be changed, with the name of what does it."""
    rules = app.wsgi_app._console.__self__.url_map.iter_rules()
    return {rule.rule: rule.endpoint for rule in rules if "POST" in rule.methods}


def is_guarded(path):
    """Say whether a door is for who is signed in."""
    return path.startswith("/console/") and "backchannel" not in path


def test_every_door_that_changes_something_is_guarded(app, browser):
    """A new route is guarded before anybody thinks of it."""
    browser.sign_in()
    guarded = list(filter(is_guarded, doors(app)))

    assert len(guarded) >= 2
    assert {403} == {browser.post(one, {}).status_code for one in guarded}


def test_the_doors_with_another_proof_are_these(app):
    rest = {name for path, name in doors(app).items() if not is_guarded(path)}

    assert {"own_issuer.grant_code", "own_issuer.redeem", "signing.logged_out"} == rest
