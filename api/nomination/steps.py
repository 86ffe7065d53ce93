"""Acts that climb: filing, endorsing, appraising, voting."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.forms import sent
from api.nomination.forms import AppraisalForm, EndorsementForm, FilingForm, VoteForm
from api.operations import Resource, acts
from api.system import house
from domain.nomination.commands import AppraiseCase, EndorseStep, FileNomination, RecordVote
from services.histories import Histories
from services.namesakes import Names, met_when_filed

steps = Resource("steps", "Acts that climb the ladder.")
FILING, ENDORSEMENT, APPRAISAL, VOTE = FilingForm(), EndorsementForm(), AppraisalForm(), VoteForm()


@steps.post("/nominations/<uuid:nomination>/filing")
@acts(FilingForm)
def file_nomination(nomination: UUID) -> Response:
    """Hand the draft in; it goes to the first step."""
    by, system = hand(FILING.load(sent()).get("effective_on")), house()
    names = Names(system.people, by.forces.lineage, by.effective_on)
    met = met_when_filed(nomination, names, Histories(system.ledger))
    return carried_out(FileNomination(nomination, by, met))


@steps.post("/nominations/<uuid:nomination>/endorsements")
@acts(EndorsementForm)
def endorse(nomination: UUID) -> Response:
    """Agree at a review, consultation or posting step."""
    body = ENDORSEMENT.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(EndorseStep(nomination, by, body["step"], body["reason"]))


@steps.post("/nominations/<uuid:nomination>/appraisals")
@acts(AppraisalForm)
def appraise(nomination: UUID) -> Response:
    """Give the appraiser's opinion; only a favourable one passes the step."""
    body = APPRAISAL.load(sent())
    by, findings = hand(body.get("effective_on")), body["findings"]
    return carried_out(AppraiseCase(nomination, by, body["step"], body["favourable"], findings))


@steps.post("/nominations/<uuid:nomination>/votes")
@acts(VoteForm)
def record_vote(nomination: UUID) -> Response:
    """Write down a council's ballot; a lost vote ends the case and is no error."""
    body = VOTE.load(sent())
    order = RecordVote(
        nomination,
        hand(body.get("effective_on")),
        body["step"],
        members=body["members"],
        in_favour=body["in_favour"],
        minutes=body.get("minutes"),
    )
    return carried_out(order)
