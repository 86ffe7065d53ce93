"""Lists come in pages, linked to the next, none skipped and none twice."""

import json
from base64 import urlsafe_b64encode
from urllib.parse import parse_qs, urlsplit
from uuid import uuid5

import pytest

from api.pages import mark_of
from tests.api.badges import AUDITOR, OPERATOR, SECRETARY
from tests.api.speech import V1, fields, items, of, refused
from tests.builders import CASE, SPACE, WARD, filed, minutes, opened, report

MANY = 7
LISTS = (
    *("/nominations", "/submissions", "/decisions", "/honours", "/inbox", "/history", "/units"),
    *("/announcements", "/delegations", "/parked-messages", "/inbox/reminders", "/findings"),
    *("/reviews", "/inbox/reviews", "/person-requests"),
)
READERS = {"/findings": AUDITOR, of(CASE, "history"): SECRETARY}


def reader(address):
    """Return who may read a list."""
    return READERS.get(address, OPERATOR)


def walk(speaker, address, **query):
    """Return what every page of a list holds, following the links."""
    pages = []
    reply = speaker.get(address, **query)
    while True:
        pages.append(items(reply))
        link = reply.headers.get("Link")
        if link is None:
            return pages
        assert link.endswith('>; rel="next"')
        reply = speaker.get(link[1 : link.index(">")].removeprefix("/api/v1"))


@pytest.fixture
def many(house):
    """Let several cases wait at the first desk."""
    for number in range(MANY):
        house.given(uuid5(SPACE, f"case {number}"), opened, report, minutes, filed)


@pytest.mark.parametrize("address", ["/nominations", "/inbox", "/history"])
@pytest.mark.parametrize("limit", [1, 3, MANY, 200])
def test_pages_hold_everything_once(many, say, address, limit):
    whole = items(say(SECRETARY).get(address, limit=200))

    pages = walk(say(SECRETARY), address, limit=limit)

    assert whole == [one for page in pages for one in page]
    assert {limit} >= {len(page) for page in pages[:-1]}


def test_a_link_keeps_the_filters(many, say):
    pages = walk(say(SECRETARY), "/nominations", limit=3, state="at-step", award="gk-tp")

    assert [3, 3, 1] == [len(page) for page in pages]


def test_the_history_of_a_case_comes_in_pages(house, say):
    house.given(CASE, opened, report, minutes, filed)

    assert [3, 1] == [len(page) for page in walk(say(AUDITOR), of(CASE, "history"), limit=3)]


def test_units_come_in_pages(say):
    pages = walk(say(None), "/units", level="province", on="2025-07-01", limit=20)

    assert 34 == len({unit["code"] for page in pages for unit in page})


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many", "1e2", ""])
def test_a_page_has_1_to_200_entries(say, limit):
    assert (422, ["query-invalid"]) == refused(say(AUDITOR).get("/history", limit=limit))


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "cursor", ["x", "WyJ4Il0", "e30", "bnVsbA", "W10", "//8", "\u00e9", "W1tdLFtdXQ"]
)
def test_a_made_up_cursor_is_refused(say, address, cursor):
    assert (422, ["query-invalid"]) == refused(say(reader(address)).get(address, cursor=cursor))


ID = "00000000-0000-0000-0000-000000000000"
SESSIONS = f"/councils/{ID}/sessions"
HOSTILE = [
    '["99999999999999999999999"]',
    '["-1"]',
    '["9223372036854775808"]',
    f'["99999999999999999999999", "{ID}"]',
    f'["9223372036854775808", "{ID}"]',
    f'["-1", "{ID}"]',
    f'[1e300, "{ID}"]',
    f'["{"9" * 300}", "{ID}"]',
    f'["0000-01-01", "{ID}"]',
    f'["10000-01-01", "{ID}"]',
    '["2025-01-01", "\\u0000"]',
    f'["0001-01-01", "0001-01-01T00:00:00+23:59", "{ID}"]',
    f'["9999-12-31", "9999-12-31T23:59:59-23:59", "{ID}"]',
    f'["0001-01-01", "0000-01-01T00:00:00", "{ID}"]',
    f"[{'[' * 300}]",
]


@pytest.mark.parametrize("address", [*LISTS, of(CASE, "history"), SESSIONS])
def test_a_cursor_made_to_break_us_is_refused(house, say, address):
    house.given(CASE, opened)
    for text in HOSTILE:
        marked = f'["{mark_of(V1 + address, {})}", {text[1:]}'
        cursor = urlsafe_b64encode(marked.encode()).decode().rstrip("=")
        reply = say(reader(address)).get(address, cursor=cursor)
        assert (422, ["query-invalid"], text) == (*refused(reply), text)


def cursor_in(reply):
    """Return the cursor of the link to the next page."""
    link = reply.headers["Link"]
    return parse_qs(urlsplit(link[1 : link.index(">")]).query)["cursor"][0]


LISTED_ALIKE = (*("/nominations", "/inbox", "/history", "/units"), of(CASE, "history"))


@pytest.fixture
def cursors(house, many, say):
    """Return a cursor of each list that has two pages."""
    house.given(CASE, opened, report)
    return {one: cursor_in(say(SECRETARY).get(one, limit=1)) for one in LISTED_ALIKE}


@pytest.mark.parametrize("address", [*LISTS, of(CASE, "history")])
def test_a_cursor_of_another_list_is_refused(cursors, say, address):
    for made_by in {*LISTED_ALIKE} - {address}:
        reply = say(reader(address)).get(address, cursor=cursors[made_by])
        assert (400, ["cursor-foreign"], made_by) == (*refused(reply), made_by)
        assert ["cursor"] == fields(reply)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/nominations", {"award": "gk-tp"}),
        ("/nominations", {"unit": WARD, "award": "gk-phuong"}),
        ("/inbox", {"kind": "act"}),
        ("/history", {"since": 2}),
        ("/history", {"thing": "nomination"}),
        ("/units", {"level": "province", "on": "2025-07-01"}),
    ],
)
def test_a_cursor_goes_with_the_filters_it_came_with(many, say, address, asked):
    plain = cursor_in(say(SECRETARY).get(address, limit=1))

    assert (400, ["cursor-foreign"]) == refused(say(SECRETARY).get(address, cursor=plain, **asked))


@pytest.mark.parametrize("more", [{"limit": 2}, {"at_least": 1}])
def test_length_of_the_page_and_waiting_are_no_filters(many, say, more):
    cursor = cursor_in(say(SECRETARY).get("/nominations", limit=1, unit=WARD))

    items(say(SECRETARY).get("/nominations", unit=WARD, cursor=cursor, **more))


def test_every_list_is_sent_a_cursor_made_to_break_it(app):
    paths = app.test_client().get("/openapi.json").get_json()["paths"]
    paged = {path for path, said in paths.items() if '"cursor"' in json.dumps(said.get("get", {}))}

    others = {"/nominations/{nomination}/history", "/reviews/{review}/history"}
    others |= {"/councils", "/councils/{council}/sessions"}
    assert {*LISTS, *others} == {path.removeprefix("/api/v1") for path in paged}


@pytest.mark.parametrize(
    "query", ["colour=red", "limit=1&limit=2", "unit=10531&unit=10532", "unit=a%00"]
)
def test_an_unknown_or_repeated_parameter_is_refused(say, query):
    reply = say(AUDITOR).client.get(
        f"/api/v1/nominations?{query}", headers={"Authorization": f"Bearer {AUDITOR}"}
    )

    assert (422, ["query-invalid"]) == refused(reply)
