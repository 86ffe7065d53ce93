"""What is wrong beside an order, told with what its rules say."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from domain.decider import demand
from domain.refusal import Refusal, Refused


@contextmanager
def told_together(wrong: Iterable[Refusal | None]) -> Iterator[None]:
    """
    Let an order be tried, and what is wrong beside it be told with what is wrong with it.

    Raises:
        Refused: with every rule that either breaks, those of the order first.
    """
    try:
        yield
    except Refused as refused:
        raise Refused(*refused.refusals, *(one for one in wrong if one)) from None
    demand(*wrong)
