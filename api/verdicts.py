"""What a case must meet, what this caller may do with it and why not, and holding it."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.conditions import etag
from api.forms import sent
from api.nomination_forms import HoldForm, LiftingForm
from api.operations import TAGGED, Resource, acts, reads
from api.reply import answer
from api.system import house
from api.verdict_shapes import ActsShown, VerdictShown, act_shown, verdict_shown
from domain.nomination.commands import LiftHold, PutOnHold
from services.possible_acts import possible_acts
from services.verdicts import judged

verdicts = Resource("verdicts", "Is the case eligible? Why can I not? And holding a case.")
HOLD, LIFTING = HoldForm(), LiftingForm()


@verdicts.get("/nominations/<uuid:nomination>/verdict")
@reads(VerdictShown, headers=TAGGED, also=(404, 503))
def show_verdict(nomination: UUID) -> Response:
    """Say whether a case is eligible as it stands, rule by rule, with what would change it."""
    system = house()
    found = judged(nomination, system.rulebooks.forces(), system.ledger)
    shown = verdict_shown(nomination, found, system.catalogue.rules())
    return answer(shown, headers={"ETag": etag(found.version)})


@verdicts.get("/nominations/<uuid:nomination>/acts")
@reads(ActsShown, headers=TAGGED, also=(404, 503))
def show_acts(nomination: UUID) -> Response:
    """Say of every act on a case whether this caller may do it now, why not, and who may."""
    found, version = possible_acts(nomination, hand(None), house().ledger)
    items = [act_shown(one) for one in found]
    shown: ActsShown = {"nomination": nomination, "version": version, "items": items}
    return answer(shown, headers={"ETag": etag(version)})


@verdicts.post("/nominations/<uuid:nomination>/holds")
@acts(HoldForm)
def put_on_hold(nomination: UUID) -> Response:
    """Hold the nominee, in all cases, while a procedure is open; or this case alone."""
    body = HOLD.load(sent())
    by, alone = hand(body.get("effective_on")), body.get("case_alone", False)
    said = body["ground"], body["reference"], body["detail"]
    return carried_out(PutOnHold(nomination, by, *said, case_alone=alone))


@verdicts.post("/nominations/<uuid:nomination>/hold-liftings")
@acts(LiftingForm)
def lift_hold(nomination: UUID) -> Response:
    """Let a held case go on when the procedure ended."""
    body = LIFTING.load(sent())
    by, ended = hand(body.get("effective_on")), body.get("discipline_ended_on")
    return carried_out(LiftHold(nomination, by, body["reference"], body["outcome"], ended))
