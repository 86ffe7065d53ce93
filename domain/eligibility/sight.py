"""What a rule saw of one thing: a fact as it is, or a coded phrase with its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sight:
    """
    What a rule saw: in English, and as a code with facts where it is more than a plain fact.

    Data say the phrase of a code in other languages, as they do of refusals.
    """

    detail: str
    code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


Seen = Mapping[str, Sight]


def plain(told: Mapping[str, str]) -> dict[str, Sight]:
    """Return facts that say all there is to see."""
    return {name: Sight(fact) for name, fact in told.items()}
