"""What is said of letters against a case to who may not read them: that the case is held."""

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from api.system import house
from domain.hand import Hand
from domain.nomination.holding import LETTER
from projections.columns import Row
from services.letters import letters_behind, may_read

OF_LETTERS = frozenset({"complaint-received", "complaint-settled"})
OF_HOLDS = frozenset({"case-held", "hold-lifted"})
UNSAID: Row = {}


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
