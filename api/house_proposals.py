"""Acts on the house proposed over HTTP: a file of rules, a reform of the house, a choice."""

from datetime import date
from typing import NotRequired, TypedDict
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import Slip, answered_before, may_start, new, start, told_at
from api.forms import sent
from api.house_act_forms import DAYS, ChoiceProposalForm, ReformProposalForm, RulesProposalForm
from api.house_changes_told import shelf_of, summary
from api.operations import PREFIX, Resource, creates
from api.successors import known_reform
from api.system import house
from domain.hand import Hand
from domain.house_acts.commands import ProposeHouseAct, Sort
from domain.reform.commands import AssignSuccessor
from services.handle import rehearse as rehearse_order
from services.receipts import Receipt
from services.reform import rehearse
from services.upkeep import quiet
from services.verdicts import case_in_sight

house_proposals = Resource("house-proposals", "Proposals of acts that need a second person.")
RULES, REFORM, CHOICE = RulesProposalForm(), ReformProposalForm(), ChoiceProposalForm()
UNREAD = "0" * 64, "", None
"""Of what is not looked into before it is known that somebody may propose it."""
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
    receipt = answered_before(mine) or _started_rules(mine, body)
    house().rules_files.keep(body["content"].encode())  # last: who is refused leaves no bytes
    return told_at(receipt, f"{ADDRESS}/{receipt.stream}")


@house_proposals.post("/house-acts/reforms")
@creates(ReformProposalForm)
def propose_reform() -> Response:
    """Propose a reform of the house; its dry run is kept as what it would do."""
    mine, body = new(), REFORM.load(sent())
    receipt = answered_before(mine) or _started_reform(mine, body)
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
    by, kind = hand(body.get("effective_on")), body["file"]
    may_start(mine, lambda _: _proposal(by, Sort.RULES, kind, UNREAD, body))
    would = house().rules_files.would_set(kind, body["content"].encode())
    order = _proposal(by, Sort.RULES, kind, (would.digest, would.told, None), body)
    return start(mine, lambda _: order)


def _started_reform(mine: Slip, body: Body) -> Receipt:
    """Propose a reform of the house, which is tried only for who may propose it."""
    by, plan = hand(body.get("effective_on")), known_reform(body["reform"])
    may_start(mine, lambda _: _proposal(by, Sort.REFORM, plan.key, UNREAD, body))
    would = rehearse(plan, shelf_of(house(), by).hand(plan), house().ledger, quiet)
    said = plan.digest, summary(would, would=True), None
    order = _proposal(by, Sort.REFORM, plan.key, said, body)
    return start(mine, lambda _: order)


def _choice(nomination: UUID, body: Body) -> ProposeHouseAct:
    """Return the proposal of a choice that may be made, but for the second person."""
    by, unit = hand(body.get("effective_on")), body["unit"]
    plan, ledger, sight = known_reform(body["reform"]), house().ledger, house().sight(by)
    choice = AssignSuccessor(nomination, by, plan, unit, body["reason"], asked=False)
    rehearse_order(choice, None, ledger, sight)
    waits = case_in_sight(nomination, ledger, sight).dossier.undecided
    said = choice.digest, f"{nomination} goes on in {unit}", waits.decided_by if waits else None
    return _proposal(by, Sort.ASSIGNMENT, str(nomination), said, body)


def _proposal(
    by: Hand, sort: Sort, subject: str, said: tuple[str, str, str | None], body: Body
) -> ProposeHouseAct:
    """Return the order; *said* is its digest, what it would do, and the unit that answers."""
    digest, told, unit = said
    days, alone = body.get("days", DAYS), body.get("alone", False)
    what = sort.value, subject, digest, told, body["reason"], unit
    return ProposeHouseAct(by, *what, days, alone=alone)
