"""The fields of the published language: what each holds, with an example; no text of people's."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta


def _means(description: str, example: object) -> Meta:
    return Meta(description=description, examples=[example])


NominationId = Annotated[
    UUID, _means("the nomination (case)", "0c1f5a5e-7c7e-5d0e-9b0a-3a5c1f0e7a01")
]
NomineeRef = Annotated[
    UUID,
    _means(
        "the nominee: a reference that means nothing outside; the name never leaves",
        "7d0a3f52-63c1-5f5e-8a34-0e6c1b2d4f02",
    ),
]
NomineeKind = Annotated[
    str, _means("what the nominee is: person, collective, household, enterprise", "person")
]
UnitCode = Annotated[
    str, _means("code of an administrative unit, as it stood on the date", "10531")
]
AwardKey = Annotated[str, _means("the award proposed, as rulebooks name it", "gk-tp")]
RegimeKey = Annotated[
    str, _means("the legal regime the case was opened under and keeps", "nd98-2023")
]
MovementKey = Annotated[str, _means("the emulation movement", "hai-duong-2025")]
OccasionKey = Annotated[str, _means("the review at which the movement gives awards", "annual")]
ClassKey = Annotated[str, _means("the class of nominees of the movement's plan", "individual")]
StepKey = Annotated[str, _means("the step, as the pinned ladder names it", "ward-review")]
Level = Annotated[str, _means("the level of the step: ward, district, province, central", "ward")]
Act = Annotated[
    str,
    _means(
        "what is done there: review, vote, appraise, consult, publish, submit, decide", "review"
    ),
]
Role = Annotated[str, _means("the role that acts, never the person", "council-secretary")]
Capacity = Annotated[
    str | None, _means("the signing form: TM, KT, TL, TUQ, Q; null where nothing is signed", "TM")
]
EffectiveOn = Annotated[
    date, _means("the date on the paper; when we wrote it down is ce_time", "2025-04-15")
]
DueOn = Annotated[
    date | None, _means("last day of the term there, null where none is set", "2025-04-29")
]
LastDay = Annotated[date, _means("last day of the term that ran out", "2025-04-29")]
ReformKey = Annotated[str, _means("the reform of units, by its day", "2025-07-01")]
HandingRule = Annotated[
    str,
    _means(
        "why: unit-stands, unit-renamed, unit-merged, or chosen-by-a-person for a divided one",
        "unit-merged",
    ),
]
SubmissionId = Annotated[
    UUID, _means("the submission (tờ trình)", "5b8b6f0e-2f35-5d8a-9f7e-9a0f3c1d2b03")
]
DecisionId = Annotated[
    UUID, _means("the decision (quyết định)", "c2a4d9c0-1c55-5a0b-8e58-6d1f0a2b3c04")
]
HonourId = Annotated[
    UUID, _means("the honour in the register", "e9f1b3a7-90d6-5c3d-bb1c-2f4e5d6c7b05")
]
PaperNumber = Annotated[str, _means("the number of the paper", "1024/QĐ-UBND")]
Dated = Annotated[date, _means("the date of the paper", "2025-06-20")]
SubmissionNumber = Annotated[str, _means("the number of the paper", "15/TTr-UBND")]
AnnullingNumber = Annotated[str, _means("the number of the annulling paper", "1188/QĐ-UBND")]
AnnullingDate = Annotated[date, _means("the date of the annulling paper", "2025-09-10")]
RestoringNumber = Annotated[str, _means("the number of the restoring paper", "1201/QĐ-UBND")]
RestoringDate = Annotated[date, _means("the date of the restoring paper", "2025-10-02")]
MissingKind = Annotated[str, _means("what sort of thing is missing: paper, criterion", "paper")]
MissingKey = Annotated[str, _means("which one, as rulebooks name it", "achievement-report")]
Remarks = Annotated[int, _means("how many remarks beside that list; their words stay inside", 1)]
ReasonKey = Annotated[str, _means("the coded reason, never its explanation", "below-standard")]
Ground = Annotated[
    str,
    _means("the ground of law: fraud, false-papers, procedure-broken, violation-found", "fraud"),
]
Bonus = Annotated[
    int | None, _means("dong; null where coefficient or base salary is unknown", 700_000)
]
Money = Annotated[int, _means("dong that came back", 700_000)]
MoneyBack = Annotated[int, _means("dong that were given back", 700_000)]
ObjectHanded = Annotated[
    bool, Meta(description="whether certificate or medal was given back", examples=[True])
]
ObjectReturned = Annotated[
    bool, Meta(description="whether certificate or medal came back", examples=[True])
]
