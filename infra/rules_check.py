"""`vinhdanh verify --rules`: each act of a store or an export decided again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from domain.proof.leaf import StoredFact
from domain.recorded import Recorded
from infra.codec import NOT_A_FACT, Codec
from infra.fact_shelf import FactShelf
from infra.proof_lines import rows_of_text
from infra.proof_rows import rows
from infra.rules_means import means_of
from infra.settings import Settings
from services.redeciding.act import Fact
from services.redeciding.again import decided_again
from services.redeciding.findings import Looked
from services.redeciding.means import Means
from services.upkeep import Finding
from services.verifying import Torn

ABOUT, UNREADABLE = "rules", "rows that are no fact of ours"


def rules_hold(settings: Settings, export: Path | None) -> Iterator[Finding]:
    """
    Decide each act again; yield what should not have been accepted, then how much was looked at.

    Raises:
        CannotOpen: there is no ledger, or the export cannot be read.
    """
    means = means_of(settings)
    with closing(rows_of_text(export) if export else rows(settings)) as read:
        yield from rules_held(read, means)


def rules_held(read: Iterable[StoredFact | Torn], means: Means) -> Iterator[Finding]:
    """Decide again what *read* gives."""
    codec, seen = Codec(), Looked()
    with FactShelf(codec) as shelf:
        for one in decided_again(_facts(read, codec, shelf, seen), shelf, means, seen):
            yield Finding(ABOUT, ok=False, seen=str(one))
    told = f"{seen.facts} facts in {seen.acts} acts decided again, {seen.wrong} refusals"
    yield Finding(ABOUT, ok=seen.wrong == 0, seen=told)
    if seen.unreadable:
        yield Finding(ABOUT, ok=False, seen=_unread(seen.unreadable))
    if seen.untold:
        yield Finding("not decided again", ok=True, seen=_counts(seen.untold), warns=True)
    if +seen.unseen:
        yield Finding("rules not asked", ok=True, seen=_counts(seen.unseen), warns=True)


def _unread(found: Sequence[int]) -> str:
    """Return how many rows are no facts, and where the first is."""
    return f"{len(found)} {UNREADABLE}, the first at {found[0]}"


def _counts(found: Counter[str]) -> str:
    """Return what was counted, the most first."""
    return "; ".join(f"{why}: {number}" for why, number in found.most_common() if number)


def _facts(
    read: Iterable[StoredFact | Torn], codec: Codec, shelf: FactShelf, seen: Looked
) -> Iterator[Fact]:
    """Yield the facts; a row that is none is counted, and told by what holds rows to their form."""
    for row in read:
        if (fact := _read(row, codec)) is None or isinstance(row, Torn):
            seen.unreadable.append(row.position)
            continue
        shelf.bring(row.position, (row.name, row.content))
        yield fact


def _read(row: StoredFact | Torn, codec: Codec) -> Fact | None:
    if isinstance(row, Torn):
        return None
    try:
        event, envelope = codec.whole(row.name, row.content)
    except NOT_A_FACT:
        return None
    return Recorded(row.position, row.stream, row.version, event, envelope)
