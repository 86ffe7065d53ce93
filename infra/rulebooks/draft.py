"""A regime that somebody drafts: a folder outside the house, read and checked like one inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.rulebooks.award import AwardRule
from domain.rulebooks.regime import Regime
from infra.rulebooks.lists import known_from, read_lists
from infra.rulebooks.reading import BadRulebook
from infra.rulebooks.shelf import ROOT, book_in, rules_of, wrong_in_book


@dataclass(frozen=True, slots=True)
class Draft:
    """One regime by itself: what decided cases can be held against."""

    regime: Regime
    held: Mapping[str, AwardRule]

    def regimes(self) -> tuple[Regime, ...]:
        """Return the one regime."""
        return (self.regime,)

    def award(self, key: str, on: date) -> AwardRule | None:
        """Return an award, None when the draft has none of that key."""
        del on
        return self.held.get(key)


def drafted(folder: Path) -> Draft:
    """
    Return the regime of a folder, by the vocabulary, papers and sources of the house.

    Raises:
        BadRulebook: a file cannot be read, or with everything wrong in all of them.
    """
    book, known = book_in(folder.resolve()), known_from(read_lists(ROOT), ROOT)
    if problems := tuple(wrong_in_book(book, known)):
        raise BadRulebook(*problems)
    return Draft(book.regime.says, {one.award.key: one for one in rules_of(book)})
