"""What a case must meet, what this caller may do with it and why not; judging, and holding it."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand, today
from api.acts import carried_out
from api.as_of import ledger_as_of
from api.as_of_query import ReadingAsOf, point_of
from api.conditions import etag
from api.delegation.delegations import lent_to
from api.fact_names import names_of
from api.fields import Id, choice
from api.forms import Query, asked, sent
from api.nomination.forms import HoldForm, JudgementForm, LiftingForm
from api.nomination.verdict_shapes import (
    ActsShown,
    PossibleActsShown,
    VerdictShown,
    act_shown,
    verdict_shown,
)
from api.operations import TAGGED, Resource, acts, reads
from api.reply import answer
from api.system import house
from api.views import wait_for
from domain.hearing.commands import JudgeCondition
from domain.nomination.commands import LiftHold, PutOnHold
from services.attempts.at_records import NOMINEE, SORTS
from services.attempts.elsewhere import TRIAL
from services.possible_acts import Books, acts_elsewhere, possible_acts, seen_of
from services.verdicts import judged

verdicts = Resource(
    "verdicts", "Is the case eligible? Why can I not? Judging a condition, and holding a case."
)
HOLD, LIFTING, JUDGEMENT = HoldForm(), LiftingForm(), JudgementForm()


class PossibleQuery(Query):
    """Of what the acts are asked for: its sort and id; of what starts something no id."""

    sort = choice(*SORTS, NOMINEE, required=True)
    id = Id()


POSSIBLE, READ = PossibleQuery(), ReadingAsOf()


@verdicts.get("/nominations/<uuid:nomination>/verdict")
@reads(VerdictShown, READ, headers=TAGGED, also=(404, 503))
def show_verdict(nomination: UUID) -> Response:
    """Say whether a case is, or was, eligible, rule by rule, with what would change it."""
    system, query = house(), READ.load(asked())
    wait_for(query.get("at_least"))
    point = point_of(query)
    past, forces = ledger_as_of(system.ledger, point), system.rulebooks.forces()
    found = judged(nomination, forces, past, point.day(today()), system.people)
    words = system.catalogue.rules(), system.catalogue.ways()
    shown = verdict_shown(nomination, found, *words, names_of(system))
    return answer(shown, headers={"ETag": etag(found.version)})


@verdicts.get("/nominations/<uuid:nomination>/acts")
@reads(ActsShown, headers=TAGGED, also=(404, 503))
def show_acts(nomination: UUID) -> Response:
    """
    Say of every act on a case whether this caller may do it now, why not, and who may.

    What the caller may not do alone is tried by each delegation that names them today.
    """
    by = hand(None)
    lent = () if by.delegation else lent_to(by.actor)
    found, version = possible_acts(nomination, by, house().ledger, books(), lent)
    names = names_of(house())
    items = [act_shown(one, names) for one in found]
    shown: ActsShown = {"nomination": nomination, "version": version, "items": items}
    return answer(shown, headers={"ETag": etag(version)})


@verdicts.get("/possible-acts")
@reads(PossibleActsShown, POSSIBLE, also=(503,))
def show_possible_acts() -> Response:
    """Say of every act on something that is no case whether this caller may, why not, and who."""
    said = POSSIBLE.load(asked())
    sort, thing = said["sort"], said.get("id", TRIAL)
    by, ledger = hand(None), house().ledger
    past = seen_of(sort, thing, house().sight(by), ledger)
    found = acts_elsewhere(sort, thing, by, past, books())
    names = names_of(house())
    items = [act_shown(one, names) for one in found]
    shown: PossibleActsShown = {"sort": sort, "id": thing, "items": items}
    return answer(shown)


def books() -> Books:
    """Return what trials need of the house beside its ledger."""
    system = house()
    return Books(system.rulebooks, system.catalogue, system.reform, system.reform_in_force)


@verdicts.post("/nominations/<uuid:nomination>/judgements")
@acts(JudgementForm)
def judge_condition(nomination: UUID) -> Response:
    """Say at the step where the case waits whether a condition of the award is met, and why."""
    body = JUDGEMENT.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(JudgeCondition(nomination, by, **body))


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
