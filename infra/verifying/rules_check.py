"""`vinhdanh verify --rules`: each act of a store or an export decided again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from domain.proof.leaf import StoredFact
from domain.recorded import Recorded
from infra.ledger.codec import NOT_A_FACT, Codec
from infra.proof.lines import rows_of_text
from infra.proof.rows import rows
from infra.settings import Settings
from infra.verifying.fact_shelf import FactShelf
from infra.verifying.rules_means import means_of
from services.redeciding.act import Fact
from services.redeciding.again import decided_again
from services.redeciding.findings import Looked
from services.redeciding.means import Means
from services.upkeep import Finding
from services.verifying import Torn

ABOUT, UNREADABLE = "rules", "rows that are no fact of ours"
RESTING, MOST_NAMED = "rests on what nobody here knows", 20


def rules_hold(
    settings: Settings, export: Path | None, older: Sequence[Path] = ()
) -> Iterator[Finding]:
    """
    Decide each act again; yield what should not have been accepted, then how much was looked at.

    Raises:
        CannotOpen: there is no ledger, or the export or *older* rulebooks cannot be read.
    """
    means = means_of(settings, older)
    with closing(rows_of_text(export) if export else rows(settings)) as read:
        yield from rules_held(read, means, own=export is None)


def rules_held(
    read: Iterable[StoredFact | Torn], means: Means, *, own: bool = True
) -> Iterator[Finding]:
    """Decide again what *read* gives; a store of our *own* rests on nothing that we do not know."""
    codec, seen = Codec(), Looked()
    with FactShelf(codec) as shelf:
        for one in decided_again(_facts(read, codec, shelf, seen), shelf, means, seen):
            yield Finding(ABOUT, ok=False, seen=str(one))
    told = f"{seen.facts} facts in {seen.acts} acts decided again, {seen.wrong} refusals"
    yield Finding(ABOUT, ok=seen.wrong == 0, seen=told)
    if seen.unreadable:
        yield Finding(ABOUT, ok=False, seen=_unread(seen.unreadable))
    for why, acts in seen.resting.items():
        yield Finding(RESTING, ok=not own, seen=f"{why}: {named(acts)}", warns=True)
    if seen.untold:
        yield Finding("not decided again", ok=True, seen=_counts(seen.untold), warns=True)
    if +seen.unseen:
        yield Finding("rules not asked", ok=True, seen=_counts(seen.unseen), warns=True)


def _unread(found: Sequence[int]) -> str:
    """Return how many rows are no facts, and where the first is."""
    return f"{len(found)} {UNREADABLE}, the first at {found[0]}"


def named(acts: Sequence[int]) -> str:
    """Return how many acts there are, and where the first of them stand."""
    places = ", ".join(str(one) for one in acts[:MOST_NAMED])
    more = f" and {len(acts) - MOST_NAMED} more" if len(acts) > MOST_NAMED else ""
    return f"{len(acts)} acts rest on it, at positions {places}{more}"


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
