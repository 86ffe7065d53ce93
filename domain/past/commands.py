"""Orders about cases another system decided."""

from dataclasses import dataclass

from domain.past.mapping import LogMapping
from domain.past.trace import Trace


@dataclass(frozen=True, slots=True)
class BringInCase:
    """Bring in a case as *trace* tells it, from the file whose SHA-256 is *digest*."""

    mapping: LogMapping
    digest: str
    trace: Trace
