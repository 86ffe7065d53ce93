"""In what capacity an act was done, in both languages, for whoever reads a history."""

from collections.abc import Mapping, Sequence
from typing import cast

from domain.capacity import OFFICE
from domain.nomination.access import SERVICE
from domain.unsaid import NOT_RECORDED
from projections.columns import Row
from projections.on_behalf import Said

WORDS: Mapping[str, Said] = {
    "TM": {"vi": "thay mặt (TM.)", "en": "on behalf of the body (TM)"},
    "KT": {"vi": "ký thay cấp trưởng (KT.)", "en": "for the head (KT)"},
    "TL": {"vi": "thừa lệnh (TL.)", "en": "by order (TL)"},
    "TUQ": {"vi": "thừa ủy quyền (TUQ.)", "en": "by mandate (TUQ)"},
    "Q": {"vi": "quyền cấp trưởng (Q.)", "en": "as acting head (Q)"},
    OFFICE: {"vi": "theo chức trách, không ký", "en": "in the office held, nothing signed"},
    SERVICE: {"vi": "hệ thống tự thực hiện", "en": "by the service itself"},
    NOT_RECORDED: {"vi": "không ghi tư cách", "en": "capacity not recorded"},
}
"""What each form is short for: the names of the forms are those of Decree 30/2020 (ADR 41)."""


def in_words(capacity: str) -> Said:
    """Return a capacity in words; what nobody here writes stands for itself."""
    return WORDS.get(capacity, {"vi": capacity, "en": capacity})


def with_capacities(found: Sequence[Row]) -> list[Row]:
    """Join to acts their capacity in words."""
    return [{**row, "in_capacity": in_words(cast("str", row["capacity"]))} for row in found]


def in_brief(row: Row) -> str:
    """Return the capacity of an act and the office it was done in, such as `TM leader@10532`."""
    roles, units = cast("list[str]", row["roles"]), cast("list[str] | None", row["hand_units"])
    return f"{row['capacity']} {'+'.join(roles)}{'@' if units else ''}{'+'.join(units or ())}"
