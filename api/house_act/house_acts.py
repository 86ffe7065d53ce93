"""Acts on the house over HTTP: who answers for them, or audits them, reads and answers them."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.conditions import etag
from api.forms import NOTHING_ASKED, asked, sent
from api.house_act.changes_told import HouseChangesShown, told_changes
from api.house_act.forms import HouseAgreementForm, HouseAnswerForm
from api.house_act.told import HouseActShown, HouseActsShown, told_act, told_acts
from api.operations import TAGGED, Resource, acts, reads
from api.reply import answer
from api.system import dry_runs, house
from domain.house_acts.commands import Answer, AnswerHouseAct
from services.house_acts import version_of

house_acts = Resource("house-acts", "Acts on the house that need a second person.")
AGREEMENT, ANSWER = HouseAgreementForm(), HouseAnswerForm()


@house_acts.get("/house-acts")
@reads(HouseActsShown, also=(403,))
def list_house_acts() -> Response:
    """List what was proposed, or taken alone, the last proposed first."""
    NOTHING_ASKED.load(asked())
    return answer({"items": told_acts(house().ledger, hand(None))})


@house_acts.get("/house-acts/<uuid:act>")
@reads(HouseActShown, headers=TAGGED, also=(403, 404))
def show_house_act(act: UUID) -> Response:
    """Show one: what exactly, by whom and why, and at which version an answer finds it."""
    NOTHING_ASKED.load(asked())
    found = told_act(house().ledger, act, hand(None))
    return answer(found, headers={"ETag": etag(version_of(act, house().ledger))})


@house_acts.get("/house-acts/<uuid:act>/changes")
@reads(HouseChangesShown, headers=TAGGED, also=(403, 404))
def show_house_changes(act: UUID) -> Response:
    """Show what one would change: the lines of a file of rules, the cases of a reform."""
    NOTHING_ASKED.load(asked())
    found = told_changes(house(), act, hand(None), dry_runs())
    return answer(found, headers={"ETag": etag(version_of(act, house().ledger))})


@house_acts.post("/house-acts/<uuid:act>/agreement")
@acts(HouseAgreementForm)
def agree_to_house_act(act: UUID) -> Response:
    """Agree to what bears the digest, as a second person of the same role."""
    return _answered(act, Answer.AGREE, AGREEMENT)


@house_acts.post("/house-acts/<uuid:act>/refusal")
@acts(HouseAnswerForm)
def decline_house_act(act: UUID) -> Response:
    """Say no to a proposal, as a second person."""
    return _answered(act, Answer.DECLINE)


@house_acts.post("/house-acts/<uuid:act>/withdrawal")
@acts(HouseAnswerForm)
def withdraw_house_act(act: UUID) -> Response:
    """Take an own proposal or agreement back, before it is carried out."""
    return _answered(act, Answer.WITHDRAW)


@house_acts.post("/house-acts/<uuid:act>/confirmation")
@acts(HouseAnswerForm)
def confirm_lone_act(act: UUID) -> Response:
    """Stand by what was taken alone; once it is carried out an auditor or inspector may too."""
    return _answered(act, Answer.CONFIRM)


@house_acts.post("/house-acts/<uuid:act>/dispute")
@acts(HouseAnswerForm)
def dispute_lone_act(act: UUID) -> Response:
    """Do not stand by what was taken alone."""
    return _answered(act, Answer.DISPUTE)


def _answered(act: UUID, said: Answer, form: HouseAgreementForm = ANSWER) -> Response:
    """Hand an answer over."""
    body = form.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(AnswerHouseAct(by, act, body["digest"], said, body.get("reason", "")))
