"""With what words each act is ordered that is on no case, and in which story it is carried out."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from api.examples import EXAMPLES
from tests import council
from tests.api import council_room, test_reviews
from tests.api.speech import NEW, PDF
from tests.api.test_completions import SAID
from tests.api.test_successors import CHOICE
from tests.builders import CASE, OTHER

Body = Mapping[str, Any]
DAY, LAST = "2025-04-15", "2025-06-10"
"""Days on which the units stood that have ended by the clock of the house."""
WHY = {"reason": "so it is"}
MEMBER = {"person": "new", "function": "member", "since": DAY}
ON_PAPER = {"number": "6/QĐ", "legal_basis": "Law", "effective_on": DAY}
HOUSE = {"digest": "0" * 64, **WHY}
CASTS = {"nomination": str(CASE)}
KEPT = sha256(PDF).hexdigest()
TITLE = {**EXAMPLES["TitleForm"], "unit": "10531", "evidence": KEPT}
SEATED = {"effective_on": DAY, **CASTS}
UPLOAD: Body = {
    "paper": "achievement-report", "form": "original", "title": "Báo cáo", "file": PDF,
}  # fmt: skip
ELSEWHERE: Mapping[str, tuple[str, Body]] = {
    "nominate": ("nothing yet", NEW),
    "appoint_council": ("nothing yet", council_room.PAPER),
    "grant_delegation": (
        "nothing yet",
        {
            "delegate": "deputy",
            "unit": "10531",
            "role": "leader",
            "acts": ["submission"],
            "capacity": "KT",
            "begins_on": DAY,
            "basis": {"number": "3/QĐ", "dated": DAY},
            "effective_on": DAY,
        },
    ),
    "end_delegation": ("delegation", {"since": "2025-12-02", **WHY}),
    "propose_rules": ("nothing yet", EXAMPLES["RulesProposalForm"]),
    "propose_reform": ("after a reform", EXAMPLES["ReformProposalForm"]),
    "propose_choice": ("after a reform", CHOICE),
    "correct_decision": (
        "decision",
        {"field": "signer_position", "was": "Chairman", "now": "Chairwoman", **WHY},
    ),
    "open_review": ("decision", test_reviews.OPENING),
    "ask_in_review": ("review", {**test_reviews.QUESTION, "reference": "7"}),
    "record_finding": ("review", test_reviews.FINDING),
    "answer_in_review": ("review", test_reviews.ANSWER),
    "conclude_review": ("a review in which all was answered", test_reviews.CONCLUSION),
    "report_measures": (
        "concluded review",
        {
            "reference": "9/BC",
            "papers": ["b" * 64],
            "whole": True,
            "words": "Xong",
            "effective_on": LAST,
        },
    ),
    "close_review": ("concluded review", {}),
    "receive_honour_complaint": ("honour", EXAMPLES["ComplaintForm"]),
    "settle_honour_complaint": ("honour", {"reference": "9/KN", "outcome": "unfounded", **WHY}),
    "recover": ("annulled honour", {"object_returned": True, "amount": 1000, "ground": "fraud"}),
    "restore": (
        "annulled honour",
        {"number": "95/QĐ", "unit": "288", "ground": "conclusion-lifted", **WHY},
    ),
    "hand_back": ("restored honour", {"object_handed": True, "amount": 1000, "note": ""}),
    "appoint_members": ("a council", {"seats": [MEMBER], **ON_PAPER}),
    "relieve_member": ("a council", {"person": "member-3", "last_day": "2025-05-15", **ON_PAPER}),
    "convene_session": (
        "a council",
        {"held_on": "2025-06-20", "nominations": [str(CASE)], "effective_on": LAST},
    ),
    "declare_conflict": ("a called session", {"ground": "kin", **SEATED}),
    "open_session": (
        "a called session",
        {"present": [{"member": council.member(one)} for one in (1, 2, 3)], "effective_on": DAY},
    ),
    "note_arrival": ("a sitting session", {"member": "member-3", "effective_on": DAY}),
    "write_opinion": ("a called session", {"choice": "in-favour", **SEATED}),
    "count_hands": ("an open vote", {"in_favour": ["member-1"], "against": [], **SEATED}),
    "take_ballots": ("a sitting session", {"papers": [{**CASTS, "blinded": "7c1e"}]}),
    "close_roll": ("a roll to close", {"effective_on": DAY}),
    "close_session": ("hands shown", {"effective_on": DAY}),
    "call_off_session": ("an open vote", {"effective_on": DAY, **WHY}),
    "note_priority": ("a called session", {"rule": "direct-work-first", **SEATED, **WHY}),
    "decide_tie": ("a tie", {"order": [str(CASE), str(OTHER)], "effective_on": DAY, **WHY}),
    "declare_title": ("nominee", TITLE),
    "confirm_title": ("nominee", {"award": "cstdcs", "year": 2024}),
    "reject_title": ("nominee", {"award": "cstdcs", "year": 2024, **WHY}),
    "receive_person_request": ("nominee", {"kind": "access", "received_on": DAY}),
    "answer_person_request": (
        "asked nominee",
        {"outcome": "refused", "ground": "record-must-be-kept"},
    ),
    "carry_out_person_request": ("a restriction accepted", {}),
    "lift_restriction": ("a name held back", {}),
    "correct_parked_message": ("a message put aside", EXAMPLES["CorrectedMessageForm"]),
    "complete_parked_message": ("a decision put aside", SAID),
    "replay_parked_message": ("a message of a stranger", {}),
    "drop_parked_message": ("a message to drop", WHY),
    "agree_to_house_act": ("proposed choice", {"digest": "0" * 64}),
    "decline_house_act": ("proposed choice", HOUSE),
    "withdraw_house_act": ("agreed choice", HOUSE),
    "confirm_lone_act": ("lone choice", HOUSE),
    "dispute_lone_act": ("lone choice", HOUSE),
}
