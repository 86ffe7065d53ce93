"""The page of acts on the house: the second person sees what would change, and answers."""

import re
from datetime import date

import pytest

from api.house_act.changes_told import summary
from domain.house_acts.events import HouseActAgreed, HouseActListed, HouseActProposed
from domain.house_acts.state import BOOK_STREAM, act_stream
from services.ports import Append
from services.reform_tally import Tally
from tests.authority.stage import envelope
from tests.builders import APRIL, CASE, opened
from tests.web.browsing import TOKEN
from web.house_words import KEPT

LIST, ACT = "/console/proposals", act_stream("rules", "rules")
PAGE = f"{LIST}/{ACT}"
HIDDEN = re.compile('name="(seen|key|digest)" value="([^"]*)"')
RULES = b'[[rules]]\nkey = "nothing-is-open"\nforce = "warns" # <b>\n'


@pytest.fixture
def digest(house):
    """Let somebody have proposed a file of rules; return its digest."""
    found = house.rules_files.keep(RULES)
    said = ("rules", "rules", found, "rules: 1 forces", "why", None, date(2099, 1, 1))
    house.given(BOOK_STREAM, HouseActListed(ACT, "rules", "rules"))
    house.ledger.append([Append(ACT, 0, (HouseActProposed(*said),))], envelope("first", APRIL))
    return found


def operator(browser, who="second"):
    browser.sign_in(sub=who, roles=["operator"], units=["VN"])
    return browser


def form(browser):
    page = browser.get(PAGE).text
    (token, *_) = TOKEN.findall(page)
    return {**dict(HIDDEN.findall(page)), "csrf": token}


def test_the_second_person_finds_it_and_sees_the_lines(browser, digest):
    assert f'href="{LIST}"' in operator(browser).get("/console/work").text
    assert f'href="{PAGE}"' in browser.get(LIST).text
    page = browser.get(PAGE).text

    for part in (digest, "+force = &#34;warns&#34; # &lt;b&gt;", "Agree", "Decline", 'lang="en"'):
        assert part in page
    assert f"{PAGE}/confirmation" not in page


def test_the_second_person_agrees(browser, house, digest):
    reply = operator(browser).post(f"{PAGE}/agreement", form(browser))

    assert 303 == reply.status_code
    assert HouseActAgreed(digest) == house.ledger.read(ACT)[-1]
    assert "Đã ghi nhận" in browser.get(reply.headers["Location"]).text


@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        ({"digest": "1" * 64}, 409, "What is proposed has the SHA-256"),
        ({"seen": "7"}, 412, "Đề nghị đã thay đổi"),
        ({"csrf": "a" * 43}, 403, ""),
    ],
)
def test_what_is_not_as_it_was_shown_is_not_agreed_to(browser, house, digest, wrong, status, told):
    reply = operator(browser).post(f"{PAGE}/agreement", {**form(browser), **wrong})

    assert (status, True) == (reply.status_code, told in reply.text)
    assert 1 == len(house.ledger.read(ACT))


def test_a_refusal_without_a_reason_is_told_and_what_was_written_stays(browser, digest):
    reply = operator(browser).post(f"{PAGE}/refusal", {**form(browser), "reason": "x"})

    assert 422 == reply.status_code
    assert [">x<"] == re.findall(">x<", reply.text)
    assert ('href="#reason"', 1) == ('href="#reason"', reply.text.count('id="reason"'))
    assert 'aria-invalid="true"' in reply.text


def test_who_proposed_it_takes_it_back_and_may_not_agree(browser, digest):
    page = operator(browser, "first").get(PAGE).text

    assert (True, False) == (f"{PAGE}/withdrawal" in page, f'action="{PAGE}/agreement"' in page)
    told = {**form(browser), "reason": "Not yet"}
    assert 303 == browser.post(f"{PAGE}/withdrawal", told).status_code
    assert "withdrawn" in browser.get(PAGE).text


def test_who_has_no_say_finds_neither_way_nor_page(browser, digest):
    browser.sign_in(sub="c", roles=["clerk"], units=["VN"])
    assert LIST not in browser.get("/console/work").text
    assert [403, 403] == [browser.get(one).status_code for one in (LIST, PAGE)]
    browser.post("/console/sign-out", {"csrf": browser.token()})
    browser.sign_in(sub="k", roles=["directory-keeper"], units=["31"])
    assert [404, 404] == [browser.get(one).status_code for one in (PAGE, f"{LIST}/{ACT}x")]


def test_a_reform_that_moves_nothing_says_so(browser, house):
    act, digest = act_stream("reform", "2025-07-01"), house.reform("2025-07-01").digest
    said = ("reform", "2025-07-01", digest, "0 cases", "why", None, date(2099, 1, 1))
    house.given(BOOK_STREAM, HouseActListed(act, "reform", "2025-07-01"))
    house.given(act, HouseActProposed(*said))

    page = operator(browser).get(f"{LIST}/{act}").text
    assert (True, False) == ("No case would move" in page, "Nothing differs" in page)


def test_a_unit_that_ended_is_told_by_the_name_it_bore(browser, house):
    house.given(CASE, opened)
    act, plan = act_stream("reform", "2025-07-01"), house.reform("2025-07-01")
    told = "1 cases, 0 of them ended: 1 would move, 0 left to a person, 0 stay as they are"
    said = ("reform", "2025-07-01", plan.digest, told, "why", None, date(2099, 1, 1))
    house.given(BOOK_STREAM, HouseActListed(act, "reform", "2025-07-01"))
    house.given(act, HouseActProposed(*said))

    page = operator(browser).get(f"{LIST}/{act}").text
    assert "Phường Thanh Bình (10531)" in page
    assert "đơn vị sáp nhập" in page
    assert "1 hồ sơ, trong đó 0 đã kết thúc: 1 sẽ chuyển" in page
    assert "01/07/2025" in page


SUMMARIES = {
    "reform": summary(Tally(), would=True),
    "assignment": f"{CASE} goes on in 10532",
    "rules": "rules: 1 forces, 0 quotas, 0 postings, 0 reaches, 1 not confirmed",
}


@pytest.mark.parametrize("kind", SUMMARIES)
def test_each_summary_that_the_house_writes_is_understood(kind):
    assert KEPT[kind].fullmatch(SUMMARIES[kind])


def test_a_file_of_rules_is_told_in_words_and_marked(browser, digest):
    page = operator(browser).get(LIST).text
    assert "Tệp quy tắc" in page
    assert "điều kiện xét" in page
    assert '<span lang="en">rules: 1 forces</span>' in page


def test_no_other_answer_is_sent(browser, digest):
    assert 404 == operator(browser).post(f"{PAGE}/bless", form(browser)).status_code
