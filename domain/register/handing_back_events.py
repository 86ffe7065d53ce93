"""The fact that a restored honour's holder has again what was recovered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HonourHandedBack:
    """What had been recovered was given back after a restoration; `amount` in dong."""

    object_handed: bool
    amount: int
    note: str
