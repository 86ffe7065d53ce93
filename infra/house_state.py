"""What the house says of itself: how far it is, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """How the house is: positions of log and views, and what is wrong with which part."""

    log: int
    views: Mapping[str, int]
    wrong: Mapping[str, str]
