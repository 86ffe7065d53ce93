"""What is told of the holds of a case, to whoever may read the case."""

from collections.abc import Iterator, Sequence
from typing import cast

from domain.nomination.holding import LETTER, LETTERS
from projections.case_rows import CaseRow, HoldRow
from projections.columns import Row


def numbered(row: Row) -> Row:
    """Number the holds of a case: the case tells what they are, of letters to who reads them."""
    holds = cast("list[str]", row["holds"])
    return {**row, "holds": [str(number) for number, _ in enumerate(holds, 1)]}


def without_letters(row: Row) -> Row:
    """Return a case without complaints and denunciations: they are told under `/letters` alone."""
    told = cast("CaseRow", row)
    letters = [one for one in told["hearing"]["letters"] if one["kind"] not in LETTERS]
    hearing = {**told["hearing"], "letters": letters}
    kept = {**row, "hearing": hearing, "holds": list(holds_told(told["holds"]))}
    return {**kept, "honour_annulment": without_complaint(row.get("honour_annulment"))}


def without_complaint(annulment: object) -> Row | None:
    """Return what annulled an honour; which complaint led to it is told with the honour alone."""
    return {**cast("Row", annulment), "complaint": None} if annulment else None


def holds_told(holds: Sequence[HoldRow]) -> Iterator[HoldRow]:
    """Yield holds; of one that a letter brought neither its kind nor its number."""
    number = 0
    for one in holds:
        of_letter = one["ground"] in LETTERS
        number += of_letter
        yield {**one, "ground": LETTER, "reference": f"{LETTER}-{number}"} if of_letter else one
