"""A fact and the stream it belongs to: what a decision over several streams returns."""

from typing import NamedTuple
from uuid import UUID

from domain.facts import Event


class Change(NamedTuple):
    """One event for one stream."""

    stream: UUID
    event: Event
