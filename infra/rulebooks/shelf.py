"""Every rulebook, read and checked: nothing is served from a shelf with one bad file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from domain.movement import Movement
from domain.rulebooks.award import Award, AwardRule
from domain.rulebooks.pinning import movement_of
from domain.rulebooks.programme import Programme
from domain.rulebooks.regime import Regime
from infra.rulebooks.checks import Known, wrong_in
from infra.rulebooks.hearing_choice import wrong_in_hearing
from infra.rulebooks.lists import (
    Lists,
    known_from,
    read_lists,
    wrong_in_ballots,
    wrong_in_lists,
    wrong_in_years,
)
from infra.rulebooks.movement_checks import gaps_and_overlaps, wrong_in_movement
from infra.rulebooks.reading import BadRulebook, Document, read
from infra.rulebooks.sources import unfounded
from infra.rulebooks.vote_places import Votes, awards_in, passed_by, votes_in

ROOT = Path(str(files("domain") / "rulebooks"))
REGIME = "regime.toml"
MOVEMENTS = "movements"


@dataclass(frozen=True, slots=True)
class Book:
    """The files of one regime."""

    regime: Document[Regime]
    awards: tuple[Document[Award], ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the rulebooks say; regimes in the order of their first days, awards by both keys."""

    regimes: tuple[Regime, ...]
    awards: Mapping[tuple[str, str], AwardRule]
    programmes: Mapping[str, Programme]
    movements: Mapping[str, Movement]
    lists: Lists


def load(root: Path = ROOT) -> Shelf:
    """
    Return the rulebooks under *root*; read once in a process.

    Raises:
        BadRulebook: a file cannot be read, or with everything wrong in all of them.
    """
    return _loaded(root)  # a cache tells a default from the same value that is given


@cache
def _loaded(root: Path) -> Shelf:
    lists = read_lists(root)
    books = sorted(_books(root), key=lambda book: book.regime.says.in_force_from)
    plans = [read(root, name, Programme) for name in _names(root / MOVEMENTS)]
    problems = tuple(_problems(lists, books, plans, known_from(lists, root)))
    if problems:
        raise BadRulebook(*problems)
    return Shelf(
        regimes=tuple(book.regime.says for book in books),
        awards={(rule.regime, rule.award.key): rule for book in books for rule in rules_of(book)},
        programmes={plan.says.key: plan.says for plan in plans},
        movements={plan.says.key: movement_of(plan.says, plan.digest) for plan in plans},
        lists=lists,
    )


def _names(folder: Path) -> list[str]:
    """Return the files of a folder as they are called under the rulebooks, in order."""
    return [f"{folder.name}/{path.name}" for path in sorted(folder.glob("*.toml"))]


def _books(root: Path) -> Iterator[Book]:
    """Read the regimes: every folder that holds a regime file."""
    for path in sorted(root.glob(f"*/{REGIME}")):
        yield book_in(path.parent)


def book_in(folder: Path) -> Book:
    """Read the regime of a folder; BadRulebook where a file of it cannot be read."""
    root, names = folder.parent, [one for one in _names(folder) if not one.endswith(f"/{REGIME}")]
    return Book(
        regime=read(root, f"{folder.name}/{REGIME}", Regime),
        awards=tuple(read(root, name, Award) for name in names),
    )


def rules_of(book: Book) -> Iterator[AwardRule]:
    """Return the awards of a regime with their digests."""
    for award in book.awards:
        yield AwardRule(book.regime.says.key, award.digest, award.says)


def _problems(
    lists: Lists, books: Sequence[Book], plans: Sequence[Document[Programme]], known: Known
) -> Iterator[str]:
    """Return everything wrong in all files."""
    yield from wrong_in_lists(lists, known)
    for book in books:
        yield from wrong_in_book(book, known)
    yield from gaps_and_overlaps([book.regime.says for book in books])
    rules = [one for book in books for one in rules_of(book)]
    awards, votes = awards_in(rules), Votes(votes_in(rules), awards_in(rules))
    yield from lists.ballots.named(wrong_in_ballots(lists.ballots.says, votes))
    yield from lists.hearing.named(wrong_in_hearing(lists.hearing.says, awards, passed_by(rules)))
    yield from lists.years.named(wrong_in_years(lists.years.says, awards))
    for plan in plans:
        yield from plan.misnamed(plan.says.key)
        yield from plan.named(unfounded(plan.says, known.sources))
        yield from plan.named(wrong_in_movement(plan.says, known, awards))


def wrong_in_book(book: Book, known: Known) -> Iterator[str]:
    """Return everything wrong in the files of one regime."""
    regime = book.regime
    if regime.says.key != regime.name.split("/")[0]:
        yield f"{regime.name}: $.key: {regime.says.key} is not the name of the folder"
    yield from regime.named(unfounded(regime.says, known.sources))
    for award in book.awards:
        yield from award.misnamed(award.says.key)
        yield from award.named(unfounded(award.says, known.sources))
        yield from award.named(wrong_in(award.says, known, regime.says))
