"""What of a case a correction is of: the wording of its achievement, or its nominee's position."""

from domain.nomination.events import NominationCorrected

OF_ACHIEVEMENT, OF_POSITION = "achievement", "nominee_position"
UNSAID = "not-recorded"
"""How a correction says that no position was recorded."""


def rewordings(event: object) -> frozenset[str]:
    """Return the wording of an achievement that a fact puts another in the place of, if any."""
    match event:
        case NominationCorrected(field=field, was=was) if field == OF_ACHIEVEMENT:
            return frozenset({was})
    return frozenset()
