"""What stands beside a decision: which cases are offered, and what keeps them from it."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.nomination.events import NominationWithdrawn, StepPassed
from domain.nomination.holding import CaseHeld
from tests.builders import CASE, OTHER, endorsed, filed, minutes, opened, report
from tests.web.deciding import (
    BOX,
    DECIDE,
    LAST,
    PAPER,
    WAITING,
    WAY,
    before_whom_they_wait,
    granted,
)
from tests.web.filing import begun

HELD = CaseHeld("press", "8/BC", "what was written about it")
GONE = UUID(int=7)


@pytest.fixture
def leader(house, browser):
    return before_whom_they_wait(house, browser)


def sent(browser, **changes):
    """Open the page and send it with all that it offers, or with changes."""
    boxes = BOX.findall(browser.get(DECIDE).text)
    return begun(browser, DECIDE) | PAPER | {"together": boxes} | changes


def test_a_case_that_changed_since_its_page_was_opened_is_not_granted(leader, house):
    said = sent(leader, together="")
    house.given(CASE, minutes)
    reply = leader.post(DECIDE, said)

    assert 412 == reply.status_code
    assert "Hồ sơ đã thay đổi từ khi trang này được mở" in reply.text
    assert "Xem lại hồ sơ rồi làm lại" in reply.text
    assert not granted(house, CASE)


def test_one_that_changed_beside_it_keeps_the_paper_and_is_named(leader, house):
    said = sent(leader)
    house.given(OTHER, minutes)
    reply = leader.post(DECIDE, said)

    assert 412 == reply.status_code
    assert 'href="#together"' in reply.text
    assert "Không có tên: Hồ sơ đã thay đổi" in reply.text
    assert 'value="77/QĐ-UBND"' in reply.text
    assert not granted(house, CASE)
    assert 303 == leader.post(DECIDE, sent(leader)).status_code


def test_a_refusal_says_which_of_several_cases_is_meant(leader, house):
    house.given(OTHER, HELD)
    version = len(house.ledger.read(OTHER))
    reply = leader.post(DECIDE, sent(leader, together=f"{OTHER}:{version}"))

    assert 409 == reply.status_code
    assert "Không có tên: Hồ sơ đang tạm dừng" in reply.text
    assert 'id="together" tabindex="-1" aria-describedby="together-wrong"' in reply.text
    assert not granted(house, CASE)


def test_a_case_that_does_not_wait_there_is_told_beside_the_field(leader, house):
    for other in (GONE, f"{GONE}:4", CASE, "nothing"):
        reply = leader.post(DECIDE, sent(leader, together=str(other)))

        assert 412 == reply.status_code
        assert 'id="together-wrong"' in reply.text
        assert 'value="77/QĐ-UBND"' in reply.text
    assert not granted(house, CASE)


def test_what_may_not_be_decided_now_is_offered_with_its_reason_alone(leader, house):
    house.given(OTHER, HELD)
    page = leader.get(DECIDE).text

    assert "disabled>" in page
    assert "Chưa quyết định được:" in page
    assert page.count("8/BC")
    assert f'href="/console/cases/{OTHER}"' in page


def test_a_box_says_what_tells_cases_apart(leader):
    label = leader.get(DECIDE).text.partition(f'value="{OTHER}:')[2].partition("</p>")[0]

    for text in ("Paperless ward", "04/2025", "Không có tên"):
        assert text in label
    assert f'href="/console/cases/{OTHER}"' in label


def test_only_cases_that_wait_at_the_same_step_of_the_same_unit_are_offered(leader, house):
    elsewhere = replace(WAY, steps=(WAY.steps[0], replace(LAST, unit="30")))
    later = replace(WAY, steps=(WAY.steps[0], replace(LAST, key="other-decide")))
    for number, way, step in ((1, elsewhere, LAST.key), (2, later, "other-decide")):
        facts = (replace(opened, ladder=way), report, minutes, filed, endorsed)
        house.given(UUID(int=number), *facts, StepPassed("ward-review", step, None))
    house.given(UUID(int=3), *WAITING, NominationWithdrawn("by themselves"))

    assert [str(OTHER)] == [one.partition(":")[0] for one in BOX.findall(leader.get(DECIDE).text)]


def test_what_is_not_shown_of_many_is_said(leader, house):
    assert "Chỉ hiện" not in leader.get(DECIDE).text
    for number in range(50):
        house.given(UUID(int=10_000 + number), *WAITING)

    assert "còn hồ sơ khác đang chờ ở bước này" in leader.get(DECIDE).text


def test_a_step_that_decides_nothing_offers_no_others_and_tells_its_reasons(leader, house):
    for number, facts in ((8, (opened,)), (9, (opened, report, minutes, filed))):
        house.given(UUID(int=number), replace(opened, ladder=WAY), *facts[1:])
    for number in (8, 9):
        page = DECIDE.replace(str(CASE), str(UUID(int=number)))
        assert (200, 0) == (
            (got := leader.get(page)).status_code,
            got.text.count('name="together"'),
        )
        said = sent(leader, together="") | {"seen": "1" if number == 8 else "4"}
        reply = leader.post(page, said)
        assert 409 == reply.status_code
        assert 'name="together"' not in reply.text
