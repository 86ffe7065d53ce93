"""An order in the wrong state: refused, with all else that is known to be wrong with its hand."""

from typing import NoReturn

from domain.access import the_hand_has_the_role, the_hand_sits_in_the_unit
from domain.hearing.commands import HearingCommand
from domain.nomination.access import (
    SERVICE,
    dates,
    judges,
    proposers,
)
from domain.nomination.choosing import ChooseRegime
from domain.nomination.clock_orders import IssueNotice, NoteMissedDeadline
from domain.nomination.commands import (
    AddEvidence,
    AssessCriterion,
    CaseCommand,
    CorrectNomination,
    FileNomination,
    LiftHold,
    NameNominee,
    PutOnHold,
    ScoreNomination,
    SupplementNomination,
    WithdrawEvidence,
    WithdrawNomination,
)
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.state import Dossier, Opened
from domain.refusal import Kind, Refusal, Refused

Proposed = (
    FileNomination | SupplementNomination | WithdrawNomination | CorrectNomination | NameNominee
)
Kept = AssessCriterion | AddEvidence | WithdrawEvidence | PutOnHold | LiftHold | HearingCommand


def wrong_with_the_hand(
    cmd: CaseCommand | HearingCommand, dossier: Dossier
) -> tuple[Refusal | None, ...]:
    """Return what is wrong with a hand in whatever state; a file nobody keeps asks for no role."""
    if isinstance(cmd, Proposed):
        return proposers(cmd.hand, dossier)
    if isinstance(cmd, NoteMissedDeadline | IssueNotice):
        return (the_hand_has_the_role(cmd.hand, SERVICE), *dates(cmd.hand, dossier))
    if isinstance(cmd, Kept | ChooseRegime):
        return dates(cmd.hand, dossier)
    step = next((one for one in dossier.ladder.steps if one.key == cmd.step), None)
    own = (nobody_judges_their_own_case(cmd.hand, dossier), *dates(cmd.hand, dossier))
    if step is None:
        return own
    if isinstance(cmd, ScoreNomination):
        return (the_hand_sits_in_the_unit(cmd.hand, step.unit), *own)
    return judges(cmd.hand, dossier, step)


def out_of_place(cmd: CaseCommand | HearingCommand, state: Opened) -> NoReturn:
    """Refuse an order that the state of the case does not take."""
    facts = {"order": type(cmd).__name__, "state": type(state).__name__}
    detail = f"{facts['order']} does not go with a case that is {facts['state']}"
    place = Refusal("not-in-this-state", Kind.CONFLICT, detail, facts)
    raise Refused(place, *(one for one in wrong_with_the_hand(cmd, state.dossier) if one))
