"""What browsers and caches are told of every address there is, API and console, well or refused."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule, UUIDConverter
from werkzeug.test import TestResponse

from api import safety
from tests.api.badges import OFFICER
from tests.builders import CASE
from tests.web.browsing import ORIGIN
from web.safety import HEADERS as OF_PAGES

INSIDE = "http://10.0.0.9:8000"
YEAR = "max-age=31536000"
API = {**safety.HEADERS, "Strict-Transport-Security": YEAR}
CONSOLE = {**OF_PAGES, "Strict-Transport-Security": YEAR}
NEEDED = {"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"}
# Files of ours, the same for everybody: a cache may ask whether they are still so, or keep them.
FILES = {"docs.show_docs", "docs.show_file", "ballot_page.show_ballot", "ballot_page.show_part"}
NOWHERE = ["/nothing", "/api/v1/nothing", "/api/v1/nominations/7", "/docs/%2e%2e/secret"]
EVERY_WAY = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PATCH"})
Asked = tuple[str, str, TestResponse]


def filled(converter: BaseConverter) -> object:
    """Return something that fits into a place of an address."""
    if isinstance(converter, UUIDConverter):
        return CASE
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "x"


def addresses(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Return every address of an application, its places filled."""
    to = app.url_map.bind("vinhdanh.example")
    for rule in app.url_map.iter_rules():
        places = {name: filled(one) for name, one in rule._converters.items()}
        yield rule, to.build(rule.endpoint, places)


def answers(app: Flask, client, ways=EVERY_WAY, **said: object) -> Iterator[Asked]:
    """Ask for every address in every way that it takes, and in one that it does not."""
    for rule, address in addresses(app):
        for method in sorted({*(rule.methods or ()), "PATCH"} & ways):
            reply = client.open(address, method=method, base_url=ORIGIN, buffered=True, **said)
            yield f"{method} {rule.rule}", rule.endpoint, reply


def unlike(asked: Asked, wanted: dict[str, str]) -> list[str]:
    """Return what an answer does not say, or says twice."""
    name, endpoint, reply = asked
    told = reply.headers
    wrong = [one for one, value in wanted.items() if [value] != told.getlist(one)]
    wrong += [] if "Server" not in told else ["Server"]
    (policy,) = told.getlist("Content-Security-Policy")
    framed = "frame-ancestors 'none'" in policy and policy.startswith("default-src '")
    kept = endpoint in {*FILES, "static"} or "no-store" == told["Cache-Control"]
    wrong += ["Content-Security-Policy"] * (not framed) + ["Cache-Control"] * (not kept)
    return [f"{name}: {one}" for one in wrong]


@pytest.fixture
def pages(app):
    """Return the application of the console."""
    return app.wsgi_app._console.__self__


def test_the_tables_of_headers_hold_what_is_needed():
    assert {*API} & {*CONSOLE} >= {*NEEDED, "Strict-Transport-Security"}


@pytest.mark.parametrize("said", [{}, {"Authorization": f"Bearer {OFFICER}"}], ids=["no", "token"])
def test_every_address_of_the_api(app, said):
    told = list(answers(app, app.test_client(), headers=said))

    assert 200 < len(told)
    assert {200, 404, 405} <= {reply.status_code for _, _, reply in told}
    assert [] == [wrong for one in told for wrong in unlike(one, API)]


def test_every_address_of_the_console(app, pages, browser):
    stranger = list(answers(pages, app.test_client()))
    browser.sign_in()
    inside = list(answers(pages, browser.client))

    assert 30 < len(inside)
    assert [] == [wrong for one in [*stranger, *inside] for wrong in unlike(one, CONSOLE)]


@pytest.mark.parametrize("path", [*NOWHERE, "/console/nothing"])
def test_where_nothing_is(app, path):
    reply = app.test_client().get(path, base_url=ORIGIN)

    assert 404 == reply.status_code
    assert [] == unlike((path, "", reply), CONSOLE if path.startswith("/console") else API)


def test_what_broke_says_it_too(app, house, monkeypatch):
    monkeypatch.setattr(house, "views", None)
    reply = app.test_client().get(
        "/api/v1/inbox", base_url=ORIGIN, headers={"Authorization": f"Bearer {OFFICER}"}
    )

    assert 500 == reply.status_code
    assert [] == unlike(("broken", "", reply), API)


@pytest.mark.parametrize("told", [{}, {"X-Forwarded-Proto": "https"}])
def test_over_plain_http_nothing_is_said_of_https(app, told):
    reply = app.test_client().get("/health/live", base_url=INSIDE, headers=told)

    assert "Strict-Transport-Security" not in reply.headers


def test_an_answer_that_lacks_a_header_is_seen(app, monkeypatch):
    monkeypatch.delitem(safety.HEADERS, "X-Frame-Options")
    monkeypatch.setattr(safety, "PRIVATE", "public")
    reply = app.test_client().get("/health/live", base_url=ORIGIN)

    wanted = {"x: X-Frame-Options", "x: Cache-Control"}
    assert wanted == {*unlike(("x", "", reply), API)}
