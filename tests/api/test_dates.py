"""Dates over HTTP: an act is not older than the one it builds on, and the problem says which."""

from tests.api.badges import APPRAISER, CHAIRMAN, SECRETARY
from tests.api.speech import done, of, refused
from tests.builders import CASE, DISTRICT, OTHER, WARD, at_submit, filed, minutes, opened, report

LETTER = {
    "number": "12/TTr-UBND",
    "from_unit": WARD,
    "to_unit": DISTRICT,
    "nominations": [str(CASE), str(OTHER)],
    "effective_on": "2025-05-20",
}
AGREED = {"step": "ward-review", "reason": "deserved"}


def test_the_ward_s_paper_is_not_older_than_the_review_of_any_case_it_carries(house, say):
    for case, day in ((CASE, "2025-05-20"), (OTHER, "2025-05-21")):
        house.given(case, opened, report, minutes, filed)
        body = {**AGREED, "effective_on": day}
        assert 200 == say(SECRETARY).post(of(case, "endorsements"), body, version=4).status_code

    reply = say(CHAIRMAN).post("/submissions", LETTER, key="letter")

    assert (422, ["dated-before-earlier-act"]) == refused(reply)
    (reason,) = reply.get_json()["reasons"]
    assert (str(OTHER), "2025-05-21") == (
        reason["facts"]["nomination"],
        reason["facts"]["earlier"],
    )


def test_an_answer_is_not_older_than_the_submission_and_evidence_may_be(house, say):
    for case in (CASE, OTHER):
        house.given(case, *at_submit)
    made = say(CHAIRMAN).post("/submissions", LETTER, key="letter")
    address = f"/submissions/{made.get_json()['id']}/answers"
    early = {
        "effective_on": "2025-05-19",
        "answers": [{"nomination": str(CASE), "verdict": "accept"}],
    }

    assert (422, ["dated-before-earlier-act"]) == refused(
        say(APPRAISER).post(address, early, version=1)
    )
    in_time = {**early, "effective_on": "2025-05-20"}
    assert (200, '"2"') == done(say(APPRAISER).post(address, in_time, version=1))
    kept = say(APPRAISER).upload({"effective_on": "2025-05-02"}, version=8)
    assert (200, '"9"') == done(kept)
