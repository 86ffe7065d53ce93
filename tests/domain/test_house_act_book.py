"""The book of acts on the house is folded at a cost that grows with it, and no faster."""

from itertools import accumulate, pairwise
from uuid import UUID

from domain.house_acts.events import HouseActListed
from domain.house_acts.state import BOOK, Book, note

MANY = 2_000
TIMES = 12  # a fact is copied no oftener than the book doubles, 11 times to 2 000


class CountedAct(UUID):
    """The id of an act that counts how often one is held against another."""

    compared = 0
    __hash__ = UUID.__hash__

    def __eq__(self, other: object) -> bool:
        CountedAct.compared += 1
        return super().__eq__(other)


ACTS = [CountedAct(int=number) for number in range(1, MANY + 1)]


def books() -> list[Book]:
    """Return the book after each of many facts."""
    told = (HouseActListed(act, "rules", "x") for act in ACTS)
    return list(accumulate(told, note, initial=BOOK.initial))


def copied(before: Book, after: Book) -> int:
    """Return how many acts stand on shelves that were made anew."""
    kept = {id(one) for one in before.shelves}
    return sum(len(one) for one in after.shelves if id(one) not in kept)


def test_a_long_book_is_folded_with_few_looks_and_few_copies():
    CountedAct.compared = 0
    found = books()
    assert CountedAct.compared <= MANY
    assert TIMES * MANY >= sum(copied(*two) for two in pairwise(found))


def test_the_acts_of_a_long_book_stand_in_their_order_and_each_is_found():
    book = books()[-1]
    assert ACTS == list(book.acts)
    assert all(map(book.has, ACTS))
    assert not book.has(UUID(int=MANY + 1))
