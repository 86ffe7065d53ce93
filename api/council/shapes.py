"""How councils, their sessions, ballots and minutes look."""

from typing import TypedDict
from uuid import UUID

from projections.ballot_boxes import BoxRow
from projections.councils import CouncilRow
from projections.session_rows import SessionRow


class Council(CouncilRow):
    """A council with all its terms."""


class CouncilPage(TypedDict):
    """Councils by unit."""

    items: list[Council]


class CouncilSession(SessionRow):
    """A session of a council."""


class CouncilSessionPage(TypedDict):
    """Sessions by day."""

    items: list[CouncilSession]


class Box(BoxRow):
    """The ballots of one secret vote."""


class BoxPage(TypedDict):
    """All secret votes of a session."""

    items: list[Box]


class TakenBallot(TypedDict):
    """The number of the ballot that is in the box."""

    nomination: UUID
    nonce: str


class Label(TypedDict):
    """What a line of the minutes is called."""

    vi: str
    en: str


class MinutesLine(TypedDict):
    """A line of the minutes: its name, and what it says, one text or several."""

    key: str
    label: Label
    says: list[str]


class BallotCount(TypedDict):
    """The ballot-count minutes of one vote (biên bản kiểm phiếu)."""

    nomination: str
    title: Label
    lines: list[MinutesLine]


class Minutes(TypedDict):
    """The minutes of a session (biên bản họp), with those of each count."""

    session: UUID
    version: int
    title: Label
    lines: list[MinutesLine]
    counts: list[BallotCount]
