"""What is told of letters to who may not read them: of a case, that it is held; else nothing."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import cast
from uuid import UUID

from api.hearing.holds_told import without_complaint
from api.review.told import ground_told
from domain.hand import Hand
from domain.nomination.holding import LETTER
from projections.columns import Row
from projections.honour_rows import HonourRow
from services.letters import letters_behind, may_read, may_read_of_honour
from services.ports import Ledger

OF_LETTERS = frozenset({"complaint-received", "complaint-settled"})
OF_HOLDS = frozenset({"case-held", "hold-lifted"})
OF_HONOURS = frozenset({"honour-complaint-received", "honour-complaint-settled"})
CITING = "honour-annulled"
OPENED = "review-opened"
UNSAID: Row = {}


def veiled(found: Sequence[Row], by: Hand, ledger: Ledger) -> list[Row]:
    """Return acts as a reader may see them: who may not read letters learns of the holds alone."""
    cases = _streams(found, OF_LETTERS | OF_HOLDS)
    hidden = {one: letters_behind(one, ledger) for one in cases if not may_read(one, by, ledger)}
    honours = _streams(found, OF_HONOURS | {CITING})
    closed = {one for one in honours if not may_read_of_honour(one, by, ledger)}
    return [_of_review(_of_honour(_veiled(one, hidden), closed), by) for one in found]


def _streams(found: Sequence[Row], kinds: AbstractSet[str]) -> set[UUID]:
    return {cast("UUID", one["stream"]) for one in found if one["kind"] in kinds}


def without_complaints(row: Row, by: Hand, ledger: Ledger) -> Row:
    """Return an honour as a reader may see it: complaints are for who settles them and auditors."""
    told = cast("HonourRow", row)
    annulment = told["annulment"] or {}
    if not told["complaints"] and not annulment.get("complaint"):
        return row
    return row if may_read_of_honour(told["honour"], by, ledger) else with_no_complaint(row)


def with_no_complaint(row: Row) -> Row:
    """Return an honour as whoever may not read its complaints sees it."""
    return {**row, "complaints": [], "annulment": without_complaint(row["annulment"])}


def _veiled(row: Row, hidden: Mapping[UUID, frozenset[str]]) -> Row:
    references = hidden.get(cast("UUID", row["stream"]))
    if references is None:
        return row
    if row["kind"] in OF_LETTERS:
        return {**row, "kind": LETTER, "detail": UNSAID}
    detail = cast("Mapping[str, object]", row["detail"])
    of_letter = row["kind"] in OF_HOLDS and detail["reference"] in references
    return {**row, "detail": {"ground": LETTER}} if of_letter else row


def _of_honour(row: Row, hidden: set[UUID]) -> Row:
    if row["stream"] not in hidden:
        return row
    if row["kind"] in OF_HONOURS:
        return {**row, "kind": LETTER, "detail": UNSAID}
    detail = cast("Row", row["detail"])
    return {**row, "detail": {name: said for name, said in detail.items() if name != "complaint"}}


def _of_review(row: Row, by: Hand) -> Row:
    if row["kind"] != OPENED:
        return row
    detail = cast("Row", row["detail"])
    return {**row, "detail": {**detail, "ground": ground_told(str(detail["ground"]), by.roles)}}
