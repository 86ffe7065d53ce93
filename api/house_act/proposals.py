"""Acts on the house proposed over HTTP: a file of rules, a reform of the house, a choice."""

from datetime import date
from typing import NotRequired, TypedDict
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import Slip, may_start, new, start, told_at
from api.forms import sent
from api.house_act.forms import DAYS, ChoiceProposalForm, ReformProposalForm, RulesProposalForm
from api.house_act.proposing import Terms, of_choice, of_reform, of_rules, unread
from api.operations import PREFIX, Resource, creates
from api.successors import known_reform
from api.system import house
from domain.house_acts.commands import ProposeHouseAct, Sort
from domain.reform.commands import AssignSuccessor
from services.receipts import Receipt

house_proposals = Resource("house-proposals", "Proposals of acts that need a second person.")
RULES, REFORM, CHOICE = RulesProposalForm(), ReformProposalForm(), ChoiceProposalForm()
ADDRESS = f"{PREFIX}/house-acts"


class Body(TypedDict):
    """What every proposal says, and what a choice or a reform does."""

    reason: str
    days: NotRequired[int]
    alone: NotRequired[bool]
    effective_on: NotRequired[date]
    reform: NotRequired[str]
    unit: NotRequired[str]


class RulesBody(Body):
    """What the proposal of a file of rules says."""

    file: str
    content: str


@house_proposals.post("/house-acts/rules")
@creates(RulesProposalForm)
def propose_rules() -> Response:
    """Propose a file of rules; its bytes are kept under the digest that another agrees to."""
    mine, body = new(), RULES.load(sent())
    receipt = _started_rules(mine, body)
    if receipt.repeated:
        house().rules_files.keep(body["content"].encode())  # where somebody took them away
    return told_at(receipt, f"{ADDRESS}/{receipt.stream}")


@house_proposals.post("/house-acts/reforms")
@creates(ReformProposalForm)
def propose_reform() -> Response:
    """Propose a reform of the house; its dry run is kept as what it would do."""
    mine, body = new(), REFORM.load(sent())
    receipt = _started_reform(mine, body)
    return told_at(receipt, f"{ADDRESS}/{receipt.stream}")


@house_proposals.post("/nominations/<uuid:nomination>/successor-proposals")
@creates(ChoiceProposalForm)
def propose_choice(nomination: UUID) -> Response:
    """Propose which unit carries a case on; the same words choose it once another agreed."""
    mine, body = new(), CHOICE.load(sent())
    receipt = start(mine, lambda _: _choice(nomination, body))
    return told_at(receipt, f"{ADDRESS}/{receipt.stream}")


def _started_rules(mine: Slip, body: RulesBody) -> Receipt:
    """Propose a file of rules, which is read only for who may propose it."""
    by, kind, terms = hand(body.get("effective_on")), body["file"], _terms(body)
    if (kept := may_start(mine, lambda _: unread(by, Sort.RULES, kind, terms))) is not None:
        return kept
    files, content = house().rules_files, body["content"].encode()
    order = of_rules(by, kind, files.would_set(kind, content), terms)
    if (kept := may_start(mine, lambda _: order)) is not None:  # who is refused leaves no bytes
        return kept
    files.keep(content)  # before the fact, so that none stands without its bytes
    return start(mine, lambda _: order)


def _started_reform(mine: Slip, body: Body) -> Receipt:
    """Propose a reform of the house, which is tried only for who may propose it."""
    by, plan, terms = hand(body.get("effective_on")), known_reform(body["reform"]), _terms(body)
    if (kept := may_start(mine, lambda _: unread(by, Sort.REFORM, plan.key, terms))) is not None:
        return kept
    order = of_reform(by, plan, house(), terms)
    return start(mine, lambda _: order)


def _choice(nomination: UUID, body: Body) -> ProposeHouseAct:
    """Return the proposal of a choice that may be made, but for the second person."""
    by, plan = hand(body.get("effective_on")), known_reform(body["reform"])
    choice = AssignSuccessor(nomination, by, plan, body["unit"], body["reason"], asked=False)
    return of_choice(choice, house(), _terms(body))


def _terms(body: Body) -> Terms:
    return Terms(body["reason"], body.get("days", DAYS), alone=body.get("alone", False))
