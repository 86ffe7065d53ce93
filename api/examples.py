"""An example of every body, for the page to try the API and for those who read its description."""

from collections.abc import Mapping

from api.review_examples import OF_REVIEWS

NOMINATION = "0d9a4f1e-6c0e-5f6b-9a39-1d2f7b1c9e11"
OTHER = "5b2c7a90-0f0d-5a3c-8f6f-6f0f2e9d4c22"
MINUTES = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "NominationForm": {
        "nominee": {"kind": "person", "name": "Nguyễn Văn A", "unit": "10532"},
        "unit": "10532",
        "award": "gk-phuong",
        "achievement": "Moved every form of the ward online",
    },
    "DelegationForm": {
        "delegate": "deputy-chair.10532",
        "unit": "10532",
        "role": "leader",
        "acts": ["submission", "decision"],
        "capacity": "KT",
        "begins_on": "2026-01-05",
        "ends_on": "2026-06-30",
        "basis": {"number": "3/QĐ-UBND", "dated": "2026-01-02"},
    },
    "RulesProposalForm": {
        "file": "calendar",
        "content": '[[days_off]]\ndate = 2026-08-31\nsource = "Decision 9"\n',
        "reason": "As decided for the year",
    },
    "ReformProposalForm": {"reform": "2025-07-01", "reason": "Its day has come"},
    "ChoiceProposalForm": {
        "reform": "2025-07-01",
        "unit": "10532",
        "reason": "Most of it lies there",
    },
    "HouseAgreementForm": {"digest": MINUTES},
    "HouseAnswerForm": {"digest": MINUTES, "reason": "Read line by line"},
    "DelegationEndForm": {"since": "2026-03-01", "reason": "Back from leave"},
    "PersonRequestForm": {"kind": "access", "received_on": "2026-03-02"},
    "PersonAnswerForm": {"outcome": "refused", "ground": "record-must-be-kept"},
    "CarryingOutForm": {"name": "Nguyễn Văn Ánh", "note": "sinh 1980"},
    "RestrictionLiftingForm": {},
    "JudgementForm": {
        "step": "ward-review",
        "condition": "worthy",
        "met": True,
        "reason": "As graded for the year",
    },
    "HoldForm": {"ground": "complaint", "reference": "12/KN", "detail": "About the figures"},
    "RegimeForm": {"regime": "law06-2026", "reason": "Its bonus is higher"},
    "TitleForm": {
        "unit": "10532",
        "award": "cstdcs",
        "year": 2023,
        "number": "45/QĐ-UBND",
        "dated": "2023-12-20",
        "issuer": "UBND thành phố Hải Dương",
        "evidence": MINUTES,
    },
    "ConfirmationForm": {"award": "cstdcs", "year": 2023},
    "RejectionForm": {"award": "cstdcs", "year": 2023, "reason": "Of another person"},
    "ForerunnerForm": {"forerunner": OTHER, "reform": "2025-07-01", "reason": "The same team"},
    "LiftingForm": {"reference": "12/KN", "outcome": "Found to be groundless"},
    "ConsultationForm": {
        "step": "province-appraise",
        "questions": [
            {"agency": "TAX", "subject": "Taxes paid", "working_days": 10},
            {"agency": "LABOUR", "subject": "Social insurance"},
        ],
    },
    "AgencyOpinionForm": {"agency": "TAX", "opinion": "agrees", "words": "No tax owed"},
    "QuestionWithdrawalForm": {"agency": "LABOUR", "reason": "Asked by mistake"},
    "LapseForm": {"agency": "LABOUR"},
    "PostingForm": {"step": "ward-review", "where": "Notice board", "working_days": 10},
    "ObjectionForm": {
        "reference": "3/PA",
        "ground": "below-standard",
        "name": "Nguyễn Văn B",
        "content": "The figures are last year's",
    },
    "ObjectionSettlingForm": {"reference": "3/PA", "upheld": False, "reason": "They are right"},
    "PostingEndForm": {},
    "ComplaintForm": {
        "kind": "complaint",
        "reference": "12/KN",
        "name": "Nguyễn Văn B",
        "content": "The work was done by others",
    },
    "ComplaintSettlingForm": {
        "reference": "12/KN",
        "outcome": "unfounded",
        "reason": "The minutes show who did it",
    },
    "ConfirmationRequestForm": {"kind": "tax-confirmation", "agency": "TAX"},
    "DutyConfirmationForm": {
        "kind": "tax-confirmation",
        "agency": "TAX",
        "number": "71/XN",
        "dated": "2026-10-05",
        "covers_from": "2025-01-01",
        "covers_to": "2025-12-31",
        "fulfilled": True,
        "valid_until": "2026-12-31",
    },
    "ConfirmationExpiryForm": {"kind": "tax-confirmation"},
    "NamingForm": {"name": "Nguyễn Văn A", "note": "born 1980"},
    "AssessmentForm": {"criterion": "online-files", "measured": 92.5, "note": "First half-year"},
    "ScoreForm": {"step": "ward-review", "points": 87.5},
    "EvidenceForm": {"paper": "achievement-report", "form": "original", "title": "Báo cáo"},
    "WithdrawalOfEvidenceForm": {"reason": "A scan of the wrong paper"},
    "FilingForm": {},
    "EndorsementForm": {"step": "ward-review", "reason": "Deserved"},
    "AppraisalForm": {"step": "province-appraise", "favourable": True, "findings": "In order"},
    "VoteForm": {"step": "ward-vote", "members": 11, "in_favour": 10, "minutes": MINUTES},
    "ReturnForm": {
        "step": "ward-review",
        "missing": [{"kind": "paper", "key": "council-minutes", "detail": "Not signed"}],
        "reason": "The minutes are missing",
    },
    "SuccessorForm": {"reform": "2025-07-01", "unit": "10537", "reason": "Its streets lie there"},
    "SupplementForm": {"answers": [{"key": "wording", "detail": "Reworded"}], "note": "Complete"},
    "RefusalForm": {"step": "ward-review", "reason": "below-standard", "detail": "Target missed"},
    "WithdrawalForm": {"reason": "At the wish of the nominee"},
    "CorrectionForm": {
        "field": "achievement",
        "was": "Moved every from online",
        "now": "Moved every form online",
        "reason": "A misspelt word",
    },
    "DecisionCorrectionForm": {
        "field": "signer_position",
        "was": "Phó Chủ tịch UBND",
        "now": "Phó Chủ tịch UBND tỉnh",
        "reason": "A word was missing",
    },
    "SubmissionForm": {
        "number": "12/TTr-UBND",
        "from_unit": "10532",
        "to_unit": "31",
        "nominations": [NOMINATION, OTHER],
    },
    "AnswersForm": {
        "answers": [
            {"nomination": NOMINATION, "verdict": "accept"},
            {
                "nomination": OTHER,
                "verdict": "refuse",
                "reason": "below-standard",
                "detail": "Target missed",
            },
        ]
    },
    "DecisionForm": {
        "number": "77/QĐ-UBND",
        "unit": "10532",
        "signer_position": "Chủ tịch",
        "legal_basis": "Law 06/2022/QH15",
        "nominations": [NOMINATION],
    },
    "AnnulmentForm": {
        "number": "91/QĐ-UBND",
        "unit": "10532",
        "nominations": [NOMINATION],
        "ground": "false-papers",
        "detail": "The report was not the nominee's",
    },
    "RecoveryForm": {
        "object_returned": True,
        "amount": 700000,
        "note": "",
        "ground": "false-papers",
    },
    "HandbackForm": {"object_handed": True, "amount": 700000, "note": ""},
    "CorrectedMessageForm": {"content": '{"code": "10531"}', "reason": "A comma was missing"},
    "CompletionForm": {
        "granted": [NOMINATION],
        "legal_basis": "Law 06/2022/QH15",
        "findings": "Meets the standard",
        "reason": "Read in the paper",
    },
    "ReplayForm": {},
    "DroppingForm": {"reason": "Sent by mistake"},
    "CouncilForm": {
        "unit": "31",
        "seats": [
            {"person": "chu-tich", "function": "chair", "since": "2025-07-01", "heads": "31"},
            {"person": "thu-ky", "function": "secretary", "since": "2025-07-01"},
        ],
        "number": "4/QĐ-UBND",
        "legal_basis": "Law 06/2022/QH15",
    },
    "AppointmentForm": {
        "seats": [{"person": "du-khuyet", "function": "substitute", "since": "2025-07-01"}],
        "number": "5/QĐ-UBND",
        "legal_basis": "Law 06/2022/QH15",
    },
    "ReliefForm": {
        "person": "thu-ky",
        "last_day": "2026-06-30",
        "number": "6/QĐ-UBND",
        "legal_basis": "Law 06/2022/QH15",
    },
    "SessionForm": {"held_on": "2026-11-27", "nominations": [NOMINATION, OTHER]},
    "ConflictForm": {"nomination": NOMINATION, "ground": "kin"},
    "OpeningForm": {"present": [{"member": "chu-tich"}, {"member": "thu-ky", "by": "du-khuyet"}]},
    "OpinionForm": {"nomination": NOMINATION, "choice": "in-favour"},
    "HandsForm": {"nomination": NOMINATION, "in_favour": ["chu-tich"], "against": ["thu-ky"]},
    "TakingForm": {"papers": [{"nomination": NOMINATION, "blinded": "7c1e"}]},
    "RollClosingForm": {},
    "SessionClosingForm": {},
    "PriorityForm": {
        "nomination": NOMINATION,
        "rule": "direct-work-first",
        "reason": "Works at the loom",
    },
    "TieForm": {"order": [NOMINATION, OTHER], "reason": "The longer service"},
    "ArrivalForm": {"member": "uy-vien", "by": "du-khuyet"},
    "CallingOffForm": {"reason": "Too few members came"},
    "BallotForm": {
        "nomination": NOMINATION,
        "nonce": "0" * 64,
        "choice": "in-favour",
        "proof": "5af3",
    },
    "RestorationForm": {
        "number": "95/QĐ-UBND",
        "unit": "10532",
        "reason": "Found to be in order",
        "ground": "conclusion-lifted",
    },
    **OF_REVIEWS,
}


def example_of(form: type) -> Mapping[str, object] | None:
    """Return the example of a body, None where nobody wrote one."""
    return EXAMPLES.get(form.__name__)
