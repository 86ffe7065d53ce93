"""Which histories an order on a review reads: its own, the decision's, and those of its cases."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import persons
from domain.change import Change
from domain.council.session import SESSION, NotConvened
from domain.decision.commands import AnnulGrants, CorrectDecision
from domain.decision.state import DECISION, Issued
from domain.hand import Hand
from domain.nomination.events import CouncilVoted, NominationForwarded
from domain.nomination.state import Dossier
from domain.refusal import Refused
from domain.register.claims import CLAIM, claim_stream
from domain.register.commands import RecoverHonour
from domain.register.decide import authorities, honour_of
from domain.register.state import HONOUR
from domain.review import decide as review
from domain.review import opening
from domain.review.commands import AuditedOrder, Cited, OpenReview, ReviewCommand
from domain.review.reviewed import NOTHING_REVIEWED, Reviewed
from domain.review.rules import is_a_party
from domain.review.standing import known_review, review_unknown
from domain.review.state import NO_REVIEW, REVIEW, NotOpened, State
from services.dockets import dossier_of
from services.histories import Histories
from services.ports import Ledger

REVIEWS = uuid5(NAMESPACE_URL, "vinhdanh:reviews")
TEXTS = uuid5(NAMESPACE_URL, "vinhdanh:review-texts")
POINT, ANSWER, CONCLUSION, REPORT = "point", "answer", "conclusion", "report"


def review_id(command: UUID) -> UUID:
    """Return the id of the review an order opens."""
    return uuid5(REVIEWS, str(command))


def text_ref(review: UUID, sort: str, reference: str = "") -> UUID:
    """Return under what a text of a review is kept: one of a sort and number, one reference."""
    return uuid5(TEXTS, f"{review}/{sort}/{reference}")


def cited(positions: Iterable[int], ledger: Ledger) -> tuple[Cited, ...]:
    """Return positions with the streams of the facts there."""
    return tuple(Cited(one, _stream_at(one, ledger)) for one in positions)


def _stream_at(position: int, ledger: Ledger) -> UUID | None:
    found = ledger.since(position - 1, 1) if position <= ledger.last_position() else ()
    return found[0].stream if found else None


def cited_by(command: AnnulGrants | CorrectDecision | RecoverHonour, past: Histories) -> State:
    """Return the review that a later act cites; of one that cites none there is none."""
    return past.of(REVIEW, command.review) if command.review else NO_REVIEW


def decide(command: ReviewCommand, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes on a review.

    What it looks at is read anew for each order, and none of it can make a wrong review right:
    facts stay where they are, and a hand in a case only ever gets more people.

    Raises:
        Refused: with every broken rule.
    """
    state = past.of(REVIEW, command.review)
    if isinstance(command, OpenReview):
        decision = past.of(DECISION, command.decision)
        unit = opening.answering_unit(decision, command.hand)
        office = opening.office_of(unit, command.hand)
        key = opening.number_of(office, command.hand, command.number)
        reviewed = reviewed_of(command.decision, command.hand, past)
        holder = past.of(CLAIM, claim_stream(key))
        return opening.open_review(command, state, decision, reviewed, holder)
    known = known_review(state)
    if isinstance(command, AuditedOrder):
        return review.decide(command, known, NOTHING_REVIEWED)
    looked_at = reviewed_of(known.file.opened.decision, command.hand, past)
    return review.decide(command, known, looked_at)


def reviewed_of(decision: UUID, hand: Hand, past: Histories) -> Reviewed:
    """Return the path of the cases of a decision, and who had a hand in them."""
    paper = past.of(DECISION, decision)
    if not isinstance(paper, Issued):
        return NOTHING_REVIEWED
    cases = sorted(paper.nominations)
    honours = [honour_of(one) for one in cases]
    past.read([*cases, *honours])
    carried = list(chain.from_iterable(_carriers(one, past) for one in cases))
    past.read(carried)
    files = [file for one in cases if (file := dossier_of(one, past))]
    acted = decision, *cases, *carried
    return Reviewed(
        units=_path(files, paper.dated, hand),
        hands=_behind(acted, past) | {str(file.nominee.ref) for file in files},
        streams=frozenset({*acted, *honours}),
        honours=past.each(HONOUR, honours),
    )


def _path(files: Iterable[Dossier], dated: date, hand: Hand) -> tuple[str, ...]:
    """Return the units on the path of some cases, or those that carry them on, each once."""
    units = chain.from_iterable((one.unit, *_steps(one)) for one in files)
    return tuple(dict.fromkeys(authorities(one, dated, hand)[-1] for one in units))


def _steps(file: Dossier) -> Iterator[str]:
    """Yield the units of the steps of a case."""
    yield from (step.unit for step in file.ladder.steps)


def _behind(streams: Iterable[UUID], past: Histories) -> frozenset[str]:
    """Return who stands behind the facts of some streams, each in one writing."""
    return persons(chain.from_iterable(_hands(one, past) for one in streams))


def _carriers(case: UUID, past: Histories) -> Iterator[UUID]:
    """Yield the submissions that carried a case, and the sessions that voted on it."""
    for event in past.events(case):
        if isinstance(event, NominationForwarded):
            yield event.submission
        elif isinstance(event, CouncilVoted) and event.session:
            yield event.session


def _hands(stream: UUID, past: Histories) -> Iterator[str]:
    """Yield who stands behind the facts of a stream, and who sat in it where it is a session."""
    for fact in past.dated(stream):
        yield from fact.by
    session = past.of(SESSION, stream)
    if not isinstance(session, NotConvened):
        yield from (one.person for one in session.meeting.members)


def the_reader_is_a_party(review: UUID, hand: Hand, ledger: Ledger) -> None:
    """
    Let a hand pass that may read a review: its auditors, and the audited.

    Raises:
        Refused: there is no such review; who may not read is told no more than that.
    """
    if not may_read(review, hand, Histories(ledger)):
        raise Refused(review_unknown())


def may_read(review: UUID, hand: Hand, past: Histories) -> bool:
    """Say whether there is such a review, and the hand is a party to it."""
    known = past.of(REVIEW, review)
    return not isinstance(known, NotOpened) and is_a_party(hand, known.file)
