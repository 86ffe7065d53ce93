"""What of a case a correction is of: the wording of its achievement, or its nominee's position."""

from domain.nomination.events import NominationCorrected
from domain.unsaid import NOT_RECORDED

OF_ACHIEVEMENT, OF_POSITION = "achievement", "nominee_position"
CORRECTED = (OF_ACHIEVEMENT, OF_POSITION)


def position_said(word: str) -> str | None:
    """Return the position that a correction says; None where it says that none is recorded."""
    return None if word == NOT_RECORDED else word


def rewordings(event: object) -> frozenset[str]:
    """Return the wording of an achievement that a fact puts another in the place of, if any."""
    match event:
        case NominationCorrected(field=field, was=was) if field == OF_ACHIEVEMENT:
            return frozenset({was})
    return frozenset()
