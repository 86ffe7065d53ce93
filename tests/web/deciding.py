"""A leader of the city before whom two cases wait for their decision."""

import re
from dataclasses import replace

from domain.ladder import Act, Step
from domain.nomination.events import NominationGranted, StepPassed
from tests.builders import CASE, LADDER, OTHER, REVIEW, endorsed, filed, minutes, opened, report

CASE_PAGE = f"/console/cases/{CASE}"
DECIDE = f"{CASE_PAGE}/acts/decision"
CITY = "31"
LAST = Step("province-decide", "province", Act.DECIDE, "leader", CITY)
WAY = replace(LADDER, award="bk-tinh", steps=(REVIEW, LAST))
WAITING = (
    *(replace(opened, ladder=WAY), report, minutes, filed, endorsed),
    StepPassed("ward-review", "province-decide", None),
)
BOX = re.compile('name="together" id="[^"]*" value="([^"]*)"')
PAPER = {"number": "77/QĐ-UBND", "signer_position": "Chủ tịch", "legal_basis": "Luật 06/2022/QH15"}


def before_whom_they_wait(house, browser):
    """Sign in the leader of the city, before whom two cases wait for their decision."""
    for case in (CASE, OTHER):
        house.given(case, *WAITING)
    browser.sign_in(sub="leader", roles=["leader"], units=[CITY], capacity="TM")
    return browser


def granted(house, case):
    """Say whether a case was granted, last of all."""
    return isinstance(house.ledger.read(case)[-1], NominationGranted)
