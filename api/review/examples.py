"""An example of every body of a review."""

from collections.abc import Mapping

NOMINATION = "0d9a4f1e-6c0e-5f6b-9a39-1d2f7b1c9e11"
DECISION = "5b2c7a90-0f0d-5a3c-8f6f-6f0f2e9d4c22"
MINUTES = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

OF_REVIEWS: Mapping[str, Mapping[str, object]] = {
    "ReviewForm": {
        "decision": DECISION,
        "number": "1/QĐ-KT",
        "ground": "audit-finding",
        "cites": [12, 31],
        "rules": ["late"],
    },
    "ReviewQuestionForm": {
        "reference": "1",
        "unit": "10532",
        "working_days": 5,
        "words": "Who counted the votes?",
    },
    "ReviewFindingForm": {
        "reference": "2",
        "unit": "10532",
        "cites": [31],
        "rule": "late",
        "working_days": 5,
        "words": "The step was passed after its last day",
    },
    "ReviewAnswerForm": {"reference": "2", "accepts": True, "words": "The file came late to us"},
    "ConclusionForm": {
        "outcome": "to-annul",
        "nominations": [NOMINATION],
        "ground": "procedure-broken",
        "working_days": 20,
        "words": "The vote was not held",
    },
    "MeasuresForm": {
        "reference": "9/BC-UBND",
        "papers": [MINUTES],
        "whole": True,
        "words": "The minutes were added",
    },
    "ReviewClosingForm": {"effective_on": "2026-03-02"},
}
