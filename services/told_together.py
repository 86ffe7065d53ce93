"""What is wrong beside an order, told with what its rules say."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from domain.decider import demand
from domain.refusal import Kind, Refusal, Refused


@contextmanager
def told_together(wrong: Iterable[Refusal | None], *, to_who_may: bool = False) -> Iterator[None]:
    """
    Let an order be tried, and what is wrong beside it be told with what is wrong with it.

    Args:
        wrong: what is wrong beside it.
        to_who_may: whether those who may not give the order shall learn nothing of that.

    Raises:
        Refused: with every rule that either breaks, those of the order first.
    """
    try:
        yield
    except Refused as refused:
        silent = to_who_may and any(one.kind is Kind.FORBIDDEN for one in refused.refusals)
        beside = () if silent else wrong
        raise Refused(*refused.refusals, *(one for one in beside if one)) from None
    demand(*wrong)
