"""A ward officer files a case from its page: opened once, its file filled, everything said."""

import re

import pytest

from domain.nomination import events as n
from tests.builders import WARD
from tests.web.filing import FORM, HIDDEN, NEW, PDF, begun, paper

CHOSEN = re.compile('<option value="([^"]+)" selected')
DESK = "/console/work"
ASSESSED = "assessment?criterion=contribution"
LETTER = "proposal-letter"
REPORT = "achievement-report"


@pytest.fixture
def officer(house, browser):
    """Sign in who proposes for the ward."""
    browser.sign_in(sub="officer", roles=["nominating-officer"], units=[WARD], capacity="TM")
    return browser


@pytest.fixture
def page(officer):
    """Open a case; return the address of its page."""
    return where(send(officer, NEW, **FORM))


def send(browser, path, **said):
    return browser.post(path, begun(browser, path) | said)


def where(reply):
    assert 303 == reply.status_code, reply.text
    return reply.headers["Location"].partition("?")[0]


def case_of(page, house):
    return house.ledger.read(page.rpartition("/")[2])


def facts(house):
    return [one.event for one in house.ledger.since(0, 1_000)]


def opened(house):
    return [one for one in facts(house) if isinstance(one, n.NominationOpened)]


def beside(page, name):
    """Return what is said beside a field; nothing where it bears no complaint."""
    found = re.search(f'id="{name}-wrong">(.*?)</span>', page, re.DOTALL)
    return found[1] if found else ""


def test_a_case_goes_from_its_form_to_the_first_step(officer, page):
    where(send(officer, f"{page}/acts/{ASSESSED}", criterion="contribution", note="210 người"))
    for kind in (LETTER, REPORT, "council-minutes"):
        where(send(officer, f"{page}/acts/evidence", **paper(kind, PDF + kind.encode())))
    there = send(officer, f"{page}/acts/filing").headers["Location"]

    told = officer.get(there).text
    assert "đang được xét" in told
    assert "Còn thiếu để nộp" not in told


def test_what_is_missing_is_shown_with_a_way_to_bring_it(officer, page):
    told = officer.get(page).text

    assert "Còn thiếu để nộp" in told
    for act in (f"evidence?paper={REPORT}&amp;title=", "assessment?criterion=contribution"):
        assert f'href="{page}/acts/{act}' in told
    assert "Chưa có kết quả của tiêu chí: Có nhiều đóng góp" in told


def test_who_came_for_one_thing_finds_it_chosen(officer, page):
    told = officer.get(f"{page}/acts/evidence?paper={REPORT}&key=mine&seen=9").text

    assert [REPORT] == CHOSEN.findall(told)
    assert 'value="mine"' not in told
    assert 'name="seen" value="1"' in told


def test_a_link_writes_nothing_into_a_form(officer, page):
    assert "prefilled" not in officer.get(f"{page}/acts/withdrawal?reason=prefilled").text


def test_the_particulars_go_to_the_erasable_store_alone(page, house):
    (fact,) = opened(house)

    kept = house.people.particulars_of(fact.nominee.ref)
    assert ("001099000001", "female") == (kept.identity_number, kept.sex)
    assert fact.particulars
    assert "direct-worker" == fact.nominee_position


def test_two_clicks_open_one_case(officer, house):
    said = begun(officer) | FORM
    replies = [officer.post(NEW, said) for _ in range(2)]

    assert 1 == len({where(one) for one in replies}) == len(opened(house))


def test_who_goes_back_after_opening_is_led_to_the_case_and_may_open_another(officer, house):
    said = begun(officer) | FORM
    there = where(officer.post(NEW, said))
    again = officer.post(NEW, said | {"achievement": "Một thành tích khác"})

    assert (422, 1) == (again.status_code, len(opened(house)))
    assert f'href="{there}"' in again.text
    assert "Idempotency" not in again.text
    assert "Một thành tích khác</textarea>" in again.text
    fresh = dict(HIDDEN.findall(again.text))
    assert there != where(officer.post(NEW, said | fresh))


def test_every_broken_rule_is_beside_its_field_and_nothing_is_lost(officer, house):
    wrong = {"nominee_kind": "collective", "award": "ldtt", "nominee_class": "individual"}
    wrong |= {"effective_on": "2025-04-03"}
    reply = send(officer, NEW, **FORM | wrong)

    assert (422, []) == (reply.status_code, opened(house))
    told_of = ("nominee_kind", "nominee_class", "nominee_position", "occasion", "identity_number")
    for name in told_of:
        assert beside(reply.text, name), name
        assert f'href="#{name}"' in reply.text
    for text in (FORM["achievement"], FORM["identity_number"], FORM["receipt"], "ldtt"):
        assert text in reply.text


def test_what_is_left_out_is_said_beside_it(officer, house):
    bare = dict.fromkeys(FORM, "") | {"phone": "x", "email": ""}
    told = send(officer, NEW, **bare).text

    for name in ("nominee_kind", "nominee_name", "nominee_unit", "award", "unit", "achievement"):
        assert beside(told, name), name
        assert not beside(told, name) or "Chưa điền" in beside(told, name)
    assert 'tabindex="-1" autofocus' in told


def test_particulars_that_cannot_be_are_refused_without_being_said(officer, house):
    odd = {"identity_number": "77", "phone": "12", "email": "nobody"}
    told = send(officer, NEW, **FORM | odd).text

    assert all(beside(told, name) for name in odd)
    assert not opened(house)


def test_the_lists_follow_the_day_and_what_was_written_stays(officer, house):
    after = FORM | {"effective_on": "2025-08-01", "look": "1"}
    before, told = (send(officer, NEW, **one) for one in (FORM | {"look": "1"}, after))

    of_city = 'value="gk-tp"'
    assert (True, False) == (of_city in before.text, of_city in told.text)
    assert FORM["achievement"] in told.text
    assert not opened(house)


def test_lists_are_of_today_where_the_day_is_none(officer):
    for day in ("", "soon", "1999-12-31"):
        told = send(officer, NEW, **FORM | {"effective_on": day, "look": "1"}).text
        assert 'name="award"' in told


def test_without_a_movement_there_is_no_review_and_no_class(officer):
    told = send(officer, NEW, **FORM | {"movement": "", "look": "1"}).text

    assert 'id="occasion"' not in told
    assert 'id="nominee_class"' not in told


def test_who_may_not_finds_the_reasons_and_no_form(house, browser):
    browser.sign_in(roles=["clerk"], units=[WARD])
    told = browser.get(NEW).text

    assert "Việc này cần vai trò" in told
    assert "<textarea" not in told
    assert NEW not in browser.get(DESK).text


def test_the_desk_leads_there(officer):
    assert f'href="{NEW}"' in officer.get(DESK).text


def test_a_page_without_the_token_opens_nothing(officer, house):
    assert 403 == officer.post(NEW, begun(officer) | FORM | {"csrf": "a" * 43}).status_code
    assert not opened(house)


BAD_PAPERS = (
    ({"file": None}, 422, "file"),
    (paper(content=b"no such type"), 415, "file"),
    (paper(content=PDF + bytes(100_001)), 413, "file"),
    ({"paper": "no-such-paper"}, 422, "paper"),
    ({"form": ""}, 422, "form"),
)


def test_a_paper_that_is_not_taken_is_said_beside_the_field(officer, page):
    for brought, status, field in BAD_PAPERS:
        said = {name: one for name, one in (paper() | brought).items() if one is not None}
        reply = send(officer, f"{page}/acts/evidence", **said)

        assert status == reply.status_code
        assert beside(reply.text, field)
        assert "Báo cáo thành tích" in reply.text
        assert "Xin chọn lại tệp" in reply.text


def test_a_missing_file_is_told_with_all_else_and_must_be_chosen_again(officer, page):
    for said in ({}, {"paper": "no-such-paper", "title": "T", "form": "original"}):
        told = send(officer, f"{page}/acts/evidence", **said).text
        wrong = [one for one in ("paper", "title", "form", "file") if beside(told, one)]
        assert (["paper", "file"] if said else ["paper", "title", "form", "file"]) == wrong
        assert 'aria-describedby="file-how file-again file-wrong"' in told
        assert told.index('id="file-how"') < told.index('type="file"')


def test_only_the_page_that_brings_a_paper_may_be_large(officer, page):
    large = {"reason": "x" * (1 << 17)}

    assert 413 == send(officer, f"{page}/acts/withdrawal", **large).status_code
    assert (
        413 == send(officer, f"{page}/acts/evidence", **paper(content=bytes(300_000))).status_code
    )


def test_a_form_that_does_not_say_how_long_it_is_is_not_read(officer, page, house):
    path, before = f"{page}/acts/withdrawal", house.ledger.last_position()
    form = begun(officer, path) | {"reason": "x"}
    officer.client.environ_base["wsgi.input_terminated"] = True

    assert 411 == officer.post(path, form, Transfer_Encoding="chunked").status_code
    assert before == house.ledger.last_position()
    assert 422 == officer.post(path, form).status_code  # read, and not well filled in


def test_a_judgement_rests_on_papers_of_the_file(officer, page, house):
    where(send(officer, f"{page}/acts/evidence", **paper()))
    where(send(officer, f"{page}/acts/evidence", **paper(LETTER, PDF + b"letter")))
    told = officer.get(f"{page}/acts/{ASSESSED}").text
    held = re.findall('name="papers" id="[^"]+" value="([^"]+)"', told)
    form = {"criterion": "contribution", "note": "Dạy 210 người", "papers": held}
    where(send(officer, f"{page}/acts/{ASSESSED}", **form))

    (fact,) = [one for one in facts(house) if isinstance(one, n.CriterionAssessed)]
    assert (held, None) == (list(fact.evidence), fact.measured)
    assert 2 == len(held)
