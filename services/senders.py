"""Who may send orders over the bus, and in whose name they are given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """
    A system that is registered: its CloudEvents source, and the hand its orders come by.

    `types` are the messages it may send; what it may do with them is decided by the rules.
    """

    source: str
    actor: str
    roles: frozenset[str]
    units: frozenset[str]
    types: frozenset[str]
    capacity: str | None = None
