"""Who agreed to a case, and where: the delegator answers beside the delegate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    One act that took a case upward: those behind it, in the one writing of `person`.

    `opinion` marks what officers give in their own name (endorsing, appraising); the others are the
    papers of a level: a submission, a decision. `word` marks a word that a condition is met. `role`
    is the office it was given in: the one its step asked for then.
    """

    persons: frozenset[str]
    step: str
    level: str
    opinion: bool
    word: bool = False
    role: str = ""
