"""The pages: what waits, one case, and what browsers are told of every answer."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from api.inside import Inside
from domain.nomination.events import NominationWithdrawn
from services.demo.cast import CAST
from tests.builders import CASE, LADDER, WARD, filed, minutes, opened, report
from tests.infra.forgeries import NOW
from tests.web.browsing import ORIGIN
from web.words import seat, words

DESK = "/console/work"
CASE_PAGE = f"/console/cases/{CASE}"
LADDER_OF_10532 = replace(
    LADDER,
    steps=tuple(
        replace(one, unit="10532" if one.unit == WARD else one.unit) for one in LADDER.steps
    ),
)
TODAY, A_WEEK = NOW.date(), timedelta(7)
DUE = re.compile('<(?:td data-column="Hạn"|dd) class="(.*?)">(.*?)</')
ADDRESSES = [DESK, CASE_PAGE, "/console/sign-in", "/console/signed-out", "/console/office", "/"]
NAMED = re.compile(
    r'<(?:input|select|textarea)[^>]*type="(?:radio|text|checkbox)"[^>]*id="([^"]+)"'
)


@pytest.fixture
def officer(house, browser):
    """Sign in the secretary of the ward, at whose desk a case waits."""
    house.given(CASE, opened, report, minutes, filed)
    browser.sign_in(units=[WARD])
    return browser


def test_the_desk_shows_what_waits_for_the_office(officer):
    page = officer.get(DESK).text

    assert CASE_PAGE in page
    assert "Thư ký Hội đồng" in page


@pytest.mark.parametrize("path", [DESK, "/console/cases", CASE_PAGE])
@pytest.mark.parametrize(
    ("due", "state", "word"),
    [(TODAY, "near", "sắp đến hạn"), (TODAY - A_WEEK, "overdue", "quá hạn"), (None, "none", "")],
)
def test_what_is_near_due_or_overdue_is_marked_alike_and_in_words(
    house, browser, path, due, state, word
):
    house.given(CASE, opened, report, minutes, replace(filed, due_on=due))
    browser.sign_in(units=[WARD])

    marked = DUE.search(browser.get(path).text)
    assert marked
    assert (state, True) == (marked[1], word in marked[2])


def test_a_case_that_ended_keeps_the_names_of_its_time(house, browser):
    elsewhere = replace(opened, unit="10532", ladder=LADDER_OF_10532)
    house.given(CASE, elsewhere, report, minutes, filed, NominationWithdrawn("moved"))
    browser.sign_in(units=["10532"])
    page = browser.get(CASE_PAGE).text.split("<h1>")[1].split("Giấy tờ trong hồ sơ")[0]

    assert ("Tân Bình (10532)" in page, "Lê Thanh Nghị" in page) == (True, False)


def test_a_desk_where_nothing_waits_says_so(house, browser):
    house.given(CASE, opened, report, minutes, filed)
    browser.sign_in(roles=["clerk"])

    assert "Không có việc nào đang chờ" in browser.get(DESK).text


def test_a_case_shows_where_it_stands_what_happened_and_what_keeps_one(officer):
    page = officer.get(CASE_PAGE).text

    said = ("không ghi tư cách", "capacity not recorded")
    for told in ("đang được xét", "đã lập hồ sơ", "Việc này cần vai trò Cán bộ đề nghị", *said):
        assert told in page


def test_a_page_shows_what_the_api_answers_and_nothing_else(officer, app):
    asked = []
    beside = app.wsgi_app._console.__self__.extensions["vinhdanh-console"].api
    get = beside.get

    def noted(path, *rest):
        asked.append(path)
        return get(path, *rest)

    beside.get = noted
    officer.get(CASE_PAGE)

    assert ["", "/acts", "/history"] == [one.removeprefix(f"/nominations/{CASE}") for one in asked]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/console/cases/00000000-0000-0000-0000-000000000000", 404),
        ("/console/cases/7", 404),
        ("/console/nothing", 404),
        (DESK + "?cursor=x", 422),
    ],
)
def test_what_is_not_there_is_said_in_words(officer, path, status):
    reply = officer.get(path)

    assert status == reply.status_code
    assert "<h1>" in reply.text
    assert reply.headers["X-Correlation-Id"] in reply.text


def test_text_of_a_case_is_never_markup(house, browser):
    house.given(CASE, opened.__class__(**{**vars_of(opened), "achievement": "<b onclick=x>"}))
    browser.sign_in(units=[WARD])

    page = browser.get(CASE_PAGE).text
    assert ("&lt;b onclick=x&gt;" in page, "<b " in page) == (True, False)


def vars_of(fact):
    return {name: getattr(fact, name) for name in fact.__dataclass_fields__}


TOLD = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
EVERYWHERE = [*ADDRESSES, "/console/nothing", "/console/static/console.css"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_what_browsers_are_told(officer, path):
    said = officer.get(path).headers

    assert TOLD == {name: said[name] for name in TOLD}
    assert ("max-age=3600" if "static" in path else "no-store") == said["Cache-Control"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_page_runs_nothing_is_framed_by_nobody_and_sends_forms_home(officer, city, path):
    policy = officer.get(path).headers["Content-Security-Policy"]

    assert f"form-action 'self' {city.address}" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_page_has_scripts_or_styles_of_its_own_and_all_is_labelled(officer, path):
    page = officer.client.get(path, base_url=ORIGIN, follow_redirects=True).text

    assert not re.search(r"<script|\sstyle=|\son[a-z]+=|javascript:", page)
    assert all(f'for="{one}"' in page for one in NAMED.findall(page))
    assert 1 == page.count("<h1>") == page.count("<main")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000", "vinhdanh.example:81"])
def test_under_another_name_there_is_no_console(officer, host):
    reply = officer.client.get(DESK, base_url=f"https://{host}")

    assert 421 == reply.status_code


def test_who_knocks_too_often_waits(browser, room):
    room.requests_per_minute = 2

    replies = [browser.get("/console/sign-in/start") for _ in range(3)]
    assert [303, 303, 429] == [one.status_code for one in replies]
    assert int(replies[-1].headers["Retry-After"]) >= 1


def test_where_no_issuer_is_set_nobody_can_sign_in(browser, room):
    room.provider = None

    assert "Chưa cấu hình" in browser.get("/console/sign-in").text
    assert 404 == browser.get("/console/sign-in/start").status_code
    assert 404 == browser.post("/console/backchannel-logout", {}).status_code


def test_every_word_is_in_both_languages():
    for told in words().values():
        assert all(set(one) == {"vi", "en"} and all(one.values()) for one in told.values())


def test_every_act_and_every_hand_has_a_name(officer, house):
    told = officer.get(CASE_PAGE).text
    assert len(re.findall("<summary>[a-z-]+</summary>", told)) == 0
    called = Inside(lambda *_: [], house).words()
    roles = {one.role for hand in CAST for one in hand.offices} | {
        role for hand in CAST for role in hand.roles
    }
    assert not [one for one in roles if called("role", one, None) == one]


def test_an_act_is_told_with_its_office_by_the_name_of_the_time():
    named = [{"code": WARD, "name": "Phường Thanh Bình", "on": "2025-04-15"}]
    act = {"effective_on": "2025-04-15", "hand_units": [WARD, "X"], "units": named}

    assert "Phường Thanh Bình, X" == seat(act)
    assert WARD == seat({**act, "effective_on": "2025-08-01", "hand_units": [WARD]})
    assert "" == seat({**act, "hand_units": None})
