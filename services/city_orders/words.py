"""The words of the inbound language: forms of single values, the same as over HTTP."""

from typing import Annotated, Literal

from msgspec import Meta

from services.value_forms import MEASURE, RULE_KEY, SHA256, UNIT_CODE

UnitCode = Annotated[str, Meta(pattern=UNIT_CODE, examples=["10531"])]
RuleKey = Annotated[str, Meta(pattern=RULE_KEY, examples=["gk-phuong"])]
Digest = Annotated[str, Meta(pattern=SHA256, description="A SHA-256.")]
MediaType = Annotated[str, Meta(pattern=r"^[a-z]+/[a-z0-9.+-]{1,100}$")]
Measure = Annotated[
    str,
    Meta(
        pattern=MEASURE,
        description="A number in digits, at most three decimals.",
        examples=["92.5"],
    ),
]
MeasureIfAny = Annotated[
    str,
    Meta(
        pattern=f"^$|{MEASURE}",
        description="A number in digits, at most three decimals; none where there is no target.",
    ),
]
PaperNumber = Annotated[str, Meta(min_length=1, max_length=60, examples=["12/TTr-UBND"])]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Words = Annotated[str, Meta(min_length=3, max_length=500)]
LongWords = Annotated[str, Meta(min_length=3, max_length=2000)]
Note = Annotated[str, Meta(max_length=2000)]
ClockTime = Annotated[
    str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$", examples=["09:30:00"])
]
StatusKey = Annotated[str, Meta(pattern=r"^[0-9]{2}$", examples=["03"])]
Year = Annotated[int, Meta(ge=1945, le=2100)]
Version = Annotated[int, Meta(ge=1)]
SubjectKind = Literal["person", "collective", "household", "enterprise"]
MOST_CARRIED = 500
LISTED, FEW = Meta(max_length=200), Meta(max_length=20)
