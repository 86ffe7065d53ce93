"""What is said of letters against a case to who may not read them: that the case is held."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast
from uuid import UUID

from api.system import house
from domain.hand import Hand
from domain.nomination.holding import LETTER, LETTERS
from projections.case_rows import CaseRow, HoldRow
from projections.columns import Row
from services.letters import letters_behind, may_read

OF_LETTERS = frozenset({"complaint-received", "complaint-settled"})
OF_HOLDS = frozenset({"case-held", "hold-lifted"})
UNSAID: Row = {}


def without_letters(row: Row) -> Row:
    """Return a case without complaints and denunciations: they are told under `/letters` alone."""
    told = cast("CaseRow", row)
    letters = [one for one in told["hearing"]["letters"] if one["kind"] not in LETTERS]
    hearing = {**told["hearing"], "letters": letters}
    return {**row, "hearing": hearing, "holds": list(holds_told(told["holds"]))}


def holds_told(holds: Sequence[HoldRow]) -> Iterator[HoldRow]:
    """Yield holds; of one that a letter brought neither its kind nor its number."""
    number = 0
    for one in holds:
        of_letter = one["ground"] in LETTERS
        number += of_letter
        yield {**one, "ground": LETTER, "reference": f"{LETTER}-{number}"} if of_letter else one


def veiled(found: Sequence[Row], by: Hand) -> list[Row]:
    """Return acts as a reader may see them: who may not read letters learns of the holds alone."""
    asked = {cast("UUID", one["stream"]) for one in found if one["kind"] in OF_LETTERS | OF_HOLDS}
    ledger = house().ledger
    hidden = {one: letters_behind(one, ledger) for one in asked if not may_read(one, by, ledger)}
    return [_veiled(one, hidden) for one in found]


def _veiled(row: Row, hidden: Mapping[UUID, frozenset[str]]) -> Row:
    references = hidden.get(cast("UUID", row["stream"]))
    if references is None:
        return row
    if row["kind"] in OF_LETTERS:
        return {**row, "kind": LETTER, "detail": UNSAID}
    detail = cast("Mapping[str, object]", row["detail"])
    of_letter = row["kind"] in OF_HOLDS and detail["reference"] in references
    return {**row, "detail": {"ground": LETTER}} if of_letter else row
