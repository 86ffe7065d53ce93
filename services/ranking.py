"""The ranking of a session's nominations, reckoned from the facts whenever somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.council.ranking import Line, marks_of, ranking
from domain.council.session import SESSION, NotConvened
from domain.council.standing import Standing
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent
from domain.refusal import Kind, Refusal, Refused
from services.histories import Histories, Reads


@dataclass(frozen=True, slots=True)
class Ranked:
    """The order, what it follows from, whom each case is about, and the version of the session."""

    lines: tuple[Line, ...]
    standing: Standing
    nominees: Mapping[UUID, UUID]
    version: int


def ranked(session: UUID, ledger: Reads) -> Ranked:
    """
    Return the nominations of a session in order: by its own facts once it ended.

    Until then points are those that the cases hold now.

    Raises:
        Refused: there is no such session.
    """
    past = Histories(ledger)
    state = past.of(SESSION, session)
    if isinstance(state, NotConvened):
        raise Refused(Refusal("session-unknown", Kind.UNKNOWN, "no such session"))
    meeting = state.meeting
    cases = past.each(NOMINATION, list(meeting.items))
    standing = meeting.standing
    marks = standing.marks if standing.ended else marks_of(meeting, cases)
    known = {one: case for one, case in cases.items() if not isinstance(case, Absent)}
    nominees = {one: case.dossier.nominee.ref for one, case in known.items()}
    return Ranked(ranking(meeting, marks), standing, nominees, past.version(session))
