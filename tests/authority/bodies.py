"""For every act on a case the address and the content by which it is ordered over HTTP."""

from collections.abc import Mapping
from typing import Any

from domain.nomination.events import EvidenceAdded
from tests.authority.places import DOES, FIRST, GONE, LAST, STEPS, UNIT_OF, Place
from tests.authority.rows import AGENCY, ENDED
from tests.authority.story import CODES, case_of, decision_of, paper_of
from tests.builders import report

Body = Mapping[str, Any]
WORDS = "so it is"
STARTS = {"submission", "decision"}


def step_for(does: set[str], place: Place) -> str:
    """Return the step of a sort at or after where the case stands, else the last before."""
    here = STEPS.index(place.step or FIRST)
    ahead = [one for one in STEPS[here:] if DOES[one] in does]
    return [*ahead, *(one for one in reversed(STEPS) if DOES[one] in does)][0]


def on_the_file(place: Place) -> dict[str, Body]:
    """Return the orders of proposers and keepers."""
    kept: EvidenceAdded = report
    dated = "2025-04-15"
    confirmed = {"number": "1/XN", "dated": dated, "covers_from": dated, "covers_to": dated}
    tax = {"kind": "tax-confirmation", "agency": "TAX"}
    return {
        "filing": {},
        "supplements": {"answers": [{"key": "r1", "detail": WORDS}], "note": WORDS},
        "withdrawal": {"reason": WORDS},
        "corrections": {"field": "achievement", "was": "Paperless", "now": "Paperles", **_why()},
        "naming": {"name": "Nguyễn Văn A", "reason": WORDS},
        f"evidence/{kept.sha256}/withdrawal": _why(),
        "assessments": {"criterion": "online", "measured": 90},
        "holds": {"ground": "press", "reference": "5/BC", "detail": WORDS},
        "hold-liftings": {"reference": "1/BC", "outcome": WORDS},
        "confirmation-requests": tax,
        "confirmations": {**tax, **confirmed, "fulfilled": True},
        "confirmation-expiries": {"kind": "tax-confirmation"},
    }


def _why() -> Body:
    return {"reason": WORDS}


def at_the_desk(place: Place) -> dict[str, Body]:
    """Return the orders of judges, and of those they ask."""
    here = {"step": place.step or FIRST}
    asked = [{"agency": "31", "subject": WORDS, "working_days": 5}]
    whose = {"agency": CODES[ENDED if place.life == GONE else AGENCY]}
    return {
        "endorsements": {"step": step_for({"review", "consult"}, place), **_why()},
        "appraisals": {
            "step": step_for({"appraise"}, place),
            "favourable": True,
            "findings": WORDS,
        },
        "votes": {"step": step_for({"vote"}, place), "members": 5, "in_favour": 5},
        "scores": {**here, "points": 50},
        "returns": {**here, "missing": [{"kind": "remark", "key": "r1", "detail": "?"}], **_why()},
        "refusals": {**here, "reason": "below-standard", "detail": WORDS},
        "consultations": {**here, "questions": asked},
        "agency-opinions": {**whose, "opinion": "no-remark", "words": WORDS},
        "consultation-withdrawals": {**whose, **_why()},
        "consultation-lapses": whose,
        "postings": {**here, "where": WORDS, "working_days": 90},
        "posting-end": {},
        "objections": {"reference": "4/PA", "ground": "violation", "name": "A", "content": WORDS},
        "objection-settlements": {"reference": "3/PA", "upheld": False, **_why()},
        "complaints": {"kind": "complaint", "reference": "8/KN", "name": "A", "content": WORDS},
        "complaint-settlements": {"reference": "9/KN", "outcome": "unfounded", **_why()},
        "judgements": {**here, "condition": "exemplary", "met": True, **_why()},
        "successor": {"reform": "2025-07-01", "unit": "10531", **_why()},
        "regime": {"regime": "law06-2026", **_why()},
    }


NAMED = {
    "supplements": "supplement", "corrections": "correction", "assessments": "assessment",
    "holds": "hold", "hold-liftings": "hold-lifting", "endorsements": "endorsement",
    "confirmation-requests": "confirmation-request", "confirmations": "confirmation",
    "confirmation-expiries": "confirmation-expiry", "appraisals": "appraisal", "votes": "vote",
    "scores": "score", "returns": "return", "refusals": "refusal", "postings": "posting",
    "consultations": "consultation", "agency-opinions": "agency-opinion",
    "consultation-withdrawals": "consultation-withdrawal", "objections": "objection",
    "consultation-lapses": "consultation-lapse", "complaints": "complaint",
    "objection-settlements": "objection-settling", "judgements": "judgement",
    "complaint-settlements": "complaint-settling",
}  # fmt: skip


def orders(place: Place) -> dict[str, tuple[str, Body]]:
    """Return address and content of every act, by its name."""
    case = case_of(place)
    own = {**on_the_file(place), **at_the_desk(place)}
    named = {(NAMED.get(one, one) if "/" not in one else "evidence-withdrawal"): one for one in own}
    found = {act: (f"/nominations/{case}/{one}", own[one]) for act, one in named.items()}
    return {**found, **papers(place)}


def papers(place: Place) -> dict[str, tuple[str, Body]]:
    """Return the orders that go by a paper about cases."""
    case, step = str(case_of(place)), step_for({"submit"}, place)
    above = CODES[UNIT_OF[STEPS[STEPS.index(step) + 1]]]
    sent = {"number": "7/TTr", "from_unit": CODES[UNIT_OF[step]], "to_unit": above}
    top = {"number": "7/QĐ", "unit": CODES[UNIT_OF[LAST]], "nominations": [case]}
    grant = {**top, "signer_position": "x", "legal_basis": "Law 06/2022/QH15"}
    answers = {"answers": [{"nomination": case, "verdict": "accept"}]}
    sub, decision = paper_of(place, place.step or FIRST), decision_of(place)
    return {
        "submission": ("/submissions", {**sent, "nominations": [case]}),
        "decision": ("/decisions", grant),
        "answer": (f"/submissions/{sub}/answers", answers),
        "annulment": (
            f"/decisions/{decision}/annulments",
            {**top, "ground": "false-papers", "detail": WORDS},
        ),
    }
