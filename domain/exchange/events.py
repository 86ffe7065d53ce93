"""Facts about one paper on its way between offices."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StatusTold:
    """
    A receiver of a paper said what became of it.

    `sort` is submission or decision: the fact stands on the paper's own stream. `means`, `to_do`
    and `confirmed` are what the code was known to say when it came. `told_at` is the time of day
    in Viet Nam, empty where none was said; `words` are the receiver's, such as why it was refused.
    """

    sort: str
    unit: str
    status: str
    means: str
    to_do: bool
    confirmed: bool
    words: str
    told_on: date
    told_at: str
