"""Annulling grants and correcting a paper: new facts beside the old ones."""

from collections.abc import Mapping
from uuid import UUID

from domain.access import (
    the_hand_has_the_role,
    the_paper_is_not_dated_ahead,
)
from domain.change import Change
from domain.decider import demand
from domain.decision.commands import AnnulGrants, CorrectDecision
from domain.decision.events import DecisionCorrected, GrantsAnnulled
from domain.decision.state import Issued, NotIssued, State
from domain.hand import Hand
from domain.nomination.clerical import the_correction_changes_something
from domain.paper import signed_for
from domain.refusal import Kind, Refusal, Refused, about
from domain.register.claims import claimed, paper_key, the_number_is_free
from domain.register.complaints import (
    the_complaint_founds_it,
    the_paper_follows_the_complaint,
)
from domain.register.decide import (
    CLERK,
    SIGNING,
    honour_of,
    the_hand_is_of_the_authority,
    the_unit_is_the_authority,
)
from domain.register.events import HonourAnnulled
from domain.register.grounds import ANNULMENT, the_ground_is_of_the_act
from domain.register.state import Held
from domain.register.state import State as Honour
from domain.review.citing import of_annulment, of_correction
from domain.review.following import followed, the_review_asks_for_it
from domain.review.state import NO_REVIEW
from domain.review.state import State as Review
from domain.submission.dispatch import each_stands_once, the_list_is_not_empty


def number_of(cmd: AnnulGrants) -> str:
    """Return the key of the annulling paper's number."""
    return paper_key("decision", cmd.unit, cmd.hand, cmd.number)


def the_paper_follows_the_decision(hand: Hand, paper: Issued) -> Refusal | None:
    """Refuse a paper about a decision that is dated before the decision (ADR 17)."""
    if hand.effective_on >= paper.dated:
        return None
    facts = {"dated": paper.dated.isoformat()}
    return Refusal("dated-before-decision", Kind.INVALID, "older than the decision", facts)


def the_paper_follows_the_restoration(hand: Hand, honour: Held, paper: Issued) -> Refusal | None:
    """Refuse to annul again by a paper dated before the one that restored the honour (ADR 17)."""
    if not paper.dated <= hand.effective_on < honour.since:
        return None
    facts = {"restored_on": honour.since.isoformat()}
    return Refusal("dated-before-restoration", Kind.INVALID, "older than the restoration", facts)


def annullable(cmd: AnnulGrants, state: Issued, honour: Honour, nomination: UUID) -> list[Refusal]:
    """Return why one grant may not be annulled: not granted here, not in force, restored since."""
    foreign = Refusal("not-granted-here", Kind.CONFLICT, "this decision did not grant it")
    gone = Refusal("already-annulled", Kind.CONFLICT, "the grant is not in force")
    if nomination not in state.nominations:
        found: list[Refusal | None] = [foreign]
    elif isinstance(honour, Held):
        found = [
            the_paper_follows_the_restoration(cmd.hand, honour, state),
            the_complaint_founds_it(cmd.complaint, cmd.ground, honour),
            the_paper_follows_the_complaint(cmd.complaint, cmd.hand, honour),
        ]
    else:
        found = [gone]
    return about("nomination", str(nomination), found)


def issued(state: State) -> Issued:
    """
    Return the issued decision.

    Raises:
        Refused: there is none.
    """
    if isinstance(state, NotIssued):
        raise Refused(Refusal("decision-unknown", Kind.UNKNOWN, "no such decision"))
    return state


def annul(
    cmd: AnnulGrants,
    state: State,
    honours: Mapping[UUID, Honour],
    holder: UUID | None,
    review: Review = NO_REVIEW,
) -> list[Change]:
    """
    Annul the listed grants, all or none; `honours` are by nomination, `review` the one it cites.

    Raises:
        Refused: with every broken rule; facts name the nomination.
    """
    paper = issued(state)
    demand(
        the_unit_is_the_authority(cmd.unit, (paper.unit, paper.dated), cmd.hand),
        *signed_for(cmd.hand, SIGNING, cmd.unit, cmd.number),
        the_paper_follows_the_decision(cmd.hand, paper),
        the_number_is_free(number_of(cmd), holder),
        the_ground_is_of_the_act(cmd.ground, ANNULMENT),
        the_list_is_not_empty(cmd.nominations),
        each_stands_once(cmd.nominations),
        *(w for one, honour in honours.items() for w in annullable(cmd, paper, honour, one)),
        *the_review_asks_for_it(of_annulment(cmd), cmd.hand, review),
    )
    return [*_annulled(cmd), *followed(of_annulment(cmd), review)]


def _annulled(cmd: AnnulGrants) -> list[Change]:
    """Return the facts of an annulment: on the decision, its number, on each honour."""
    dated = cmd.hand.effective_on
    gone = HonourAnnulled(cmd.decision, cmd.ground, cmd.number, dated, cmd.complaint)
    return [
        Change(
            cmd.decision,
            GrantsAnnulled(cmd.nominations, cmd.ground, cmd.detail, cmd.number, dated, cmd.review),
        ),
        claimed(number_of(cmd), cmd.decision),
        *(Change(honour_of(one), gone) for one in cmd.nominations),
    ]


def the_old_reading_is_right(cmd: CorrectDecision, state: Issued) -> Refusal | None:
    """Refuse to correct what does not stand there; number and date are never clerical."""
    if state.text.get(cmd.field) == cmd.was:
        return None
    detail = f"{cmd.field} does not read so"
    return Refusal("not-what-stands", Kind.CONFLICT, detail, {"field": cmd.field})


def correct(cmd: CorrectDecision, state: State, review: Review = NO_REVIEW) -> list[Change]:
    """Put a clerical error in the paper right; the first writing stays in the log."""
    paper = issued(state)
    demand(
        the_hand_has_the_role(cmd.hand, CLERK),
        the_hand_is_of_the_authority(cmd.hand, paper.unit, paper.dated),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_paper_follows_the_decision(cmd.hand, paper),
        the_old_reading_is_right(cmd, paper),
        the_correction_changes_something(cmd.was, cmd.now),
        *the_review_asks_for_it(of_correction(cmd), cmd.hand, review),
    )
    fact = DecisionCorrected(cmd.field, cmd.was, cmd.now, cmd.reason, cmd.review)
    return [Change(cmd.decision, fact), *followed(of_correction(cmd), review)]
