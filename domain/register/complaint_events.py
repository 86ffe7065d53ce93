"""Facts about complaints against an honour that was granted."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HonourComplaintReceived:
    """
    A `complaint` or a `denunciation` came in about an honour, by the `reference` of its paper.

    Who it was and what they wrote lies under `content` in the erasable store.
    """

    kind: str
    reference: str
    content: UUID


@dataclass(frozen=True, slots=True)
class HonourComplaintSettled:
    """It was found `unfounded`, `founded` on a coded `ground`, or was `withdrawn`."""

    reference: str
    outcome: str
    ground: str | None
    reason: str


HonourComplaintEvent = HonourComplaintReceived | HonourComplaintSettled
