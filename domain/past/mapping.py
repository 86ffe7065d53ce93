"""How another system's log is read: whose it is, its ladder, and what each activity means."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.past.events import PastStep
from domain.refusal import listed

VERDICTS = frozenset(
    {
        "saved",
        "filed",
        "endorsed",
        "granted",
        "returned",
        "refused",
        "withdrawn",
        "payment-requested",
        "paid",
    }
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an activity says in our words: a verdict at a step of the mapping's ladder."""

    step: str
    verdict: str


@dataclass(frozen=True, slots=True)
class LogMapping:
    """
    The reading of one source system's logs, the same for every file it sends.

    `source` names the system and, with the name of a case, identifies the case for ever;
    `role_attribute` is the key under which an act of the log names the role that acted.
    """

    source: str
    title: str
    steps: tuple[PastStep, ...]
    meanings: Mapping[str, Meaning]
    role_attribute: str = "org:role"

    def role_at(self, step: str) -> str:
        """Return the role that acts at *step*; KeyError when the ladder has none such."""
        return {one.key: one.role for one in self.steps}[step]


def flaws(mapping: LogMapping) -> tuple[str, ...]:
    """Return everything that is wrong with *mapping*; nothing when it can be used."""
    return tuple(_flaws(mapping))


def _flaws(mapping: LogMapping) -> Iterator[str]:
    if not mapping.source.strip():
        yield "the source has no name"
    if not mapping.steps:
        yield "the ladder has no step"
    keys = [step.key for step in mapping.steps]
    for key in repeated(keys):
        yield f"step {key!r} stands twice"
    for activity, meaning in mapping.meanings.items():
        if meaning.step not in keys:
            yield f"activity {activity!r}: the ladder has no step {meaning.step!r}"
        if meaning.verdict not in VERDICTS:
            known = listed(sorted(VERDICTS))
            yield f"activity {activity!r}: verdict {meaning.verdict!r} is none of {known}"


def repeated(words: Iterable[str]) -> list[str]:
    """Return the words that stand more than once."""
    return [word for word, times in Counter(words).items() if times > 1]
