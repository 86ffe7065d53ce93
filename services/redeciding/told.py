"""One fact of an act from which its order is read back, and all that helps to read it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand
from services.histories import Histories
from services.orders import Command
from services.redeciding.act import Act, Fact
from services.redeciding.means import Means
from services.redeciding.under_review import Openings

StreamAt = Callable[[int], UUID | None]
"""The stream of the fact at a position before the act, None where none stands there."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    A fact, its act and hand, what was known just before, and the reviews opened so far.

    `untold` counts what is believed, `unseen` acts that a rule was not asked about, by its code.
    """

    fact: Fact
    act: Act
    hand: Hand
    past: Histories
    means: Means
    untold: Counter[str]
    stream_at: StreamAt
    unseen: Counter[str]
    reviews: Openings

    @property
    def stream(self) -> UUID:
        """Return the stream of the fact."""
        return self.fact.stream


Make = Callable[[Told], Command]


@dataclass(frozen=True, slots=True)
class ByOrder:
    """
    The order is read back from the fact and decided again.

    Of two facts of an act the one of the lower `rank` was written by the order itself: papers and
    sessions move cases. `unseen` are rules that look at what no fact says, by their codes.
    """

    make: Make
    rank: int = 1
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """No order asks for it alone: the rules write it with the facts of other kinds."""


@dataclass(frozen=True, slots=True)
class Apart:
    """It is not decided again: `why`. Keys that begin with `key` are taken beside it."""

    why: str
    key: str = "-"


Row = ByOrder | Follows | Apart
Rows = Mapping[type, Row]
