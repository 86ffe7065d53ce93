"""Granting many awards by one paper, and entering them in the register of honours."""

from collections.abc import Mapping
from uuid import UUID

from domain.access import the_unit_has_not_ended
from domain.bonus import bonus
from domain.change import Change
from domain.decider import demand
from domain.decision.commands import IssueDecision
from domain.decision.events import DecisionIssued, Grant
from domain.decision.state import NotIssued, State
from domain.eligibility.look import Beside, to_leave
from domain.eligibility.verdict import forbidden
from domain.ladder import Act
from domain.nomination.access import judges, the_act_follows_the_last
from domain.nomination.duties import nobody_agrees_at_two_levels, nobody_agrees_in_two_offices
from domain.nomination.events import NominationGranted
from domain.nomination.policies import the_act_fits_the_step
from domain.nomination.state import AtStep
from domain.nomination.state import State as Case
from domain.paper import well_signed
from domain.refusal import Kind, Refusal, about
from domain.register.claims import claimed, paper_key, the_number_is_free
from domain.register.decide import honour_of
from domain.register.events import HonourRegistered
from domain.submission.dispatch import (
    each_stands_once,
    the_list_is_not_empty,
    waiting_nowhere,
)

SORT = "decision"


def number_of(cmd: IssueDecision) -> str:
    """Return the key of the paper's number."""
    return paper_key(SORT, cmd.unit, cmd.hand, cmd.number)


def the_paper_has_a_legal_basis(cmd: IssueDecision) -> Refusal | None:
    """Refuse a decision that names no law (as under every paper of the plan)."""
    if cmd.legal_basis.strip():
        return None
    return Refusal("legal-basis-missing", Kind.INVALID, "a decision names its legal basis")


def the_unit_decides(case: AtStep, cmd: IssueDecision) -> Refusal | None:
    """Refuse a case that another unit decides (facts 5, the path of each award)."""
    if case.step.unit == cmd.unit:
        return None
    unit = case.step.unit
    detail = f"{unit} decides this case"
    return Refusal("not-the-authority", Kind.FORBIDDEN, detail, {"unit": unit})


def grantable(case: Case, cmd: IssueDecision, nomination: UUID, beside: Beside) -> list[Refusal]:
    """Return why a nomination may not be granted by this decision."""
    if not isinstance(case, AtStep):
        return [waiting_nowhere(case, nomination)]
    found = (
        the_act_fits_the_step(case.step, frozenset({Act.DECIDE})),
        the_unit_decides(case, cmd),
        *judges(cmd.hand, case.dossier, case.step),
        nobody_agrees_at_two_levels(cmd.hand, case.dossier, case.step),
        nobody_agrees_in_two_offices(cmd.hand, case.dossier, case.step),
        the_act_follows_the_last(cmd.hand, case.dossier),
        *forbidden(to_leave(nomination, case, beside, cmd.hand.effective_on), cmd.hand.forces),
    )
    return about("nomination", str(nomination), found)


def entry(case: AtStep, cmd: IssueDecision, nomination: UUID) -> HonourRegistered:
    """Return the register's entry: bonus = coefficient x base salary on the decision's date."""
    dossier = case.dossier
    rule = dossier.ladder.times(dossier.nominee.kind)
    paid = bonus(rule.times, cmd.base_salary) if rule and cmd.base_salary else None
    return HonourRegistered(
        nomination=nomination,
        decision=cmd.decision,
        nominee=dossier.nominee,
        award=dossier.ladder.award,
        granted_by=cmd.unit,
        granted_on=cmd.hand.effective_on,
        coefficient=rule.times if rule else None,
        coefficient_confirmed=bool(rule and rule.confirmed),
        bonus=paid,
        commendation=dossier.commendation,
        year=dossier.year,
        level=case.step.level,
    )


def _granted(case: AtStep, cmd: IssueDecision, nomination: UUID) -> list[Change]:
    """Return the facts of one grant: on the case and in the register."""
    honour = honour_of(nomination)
    done = NominationGranted(case.step.key, cmd.decision, honour)
    return [Change(nomination, done), Change(honour, entry(case, cmd, nomination))]


def _wrong_with_the_paper(
    cmd: IssueDecision, state: State, holder: UUID | None
) -> list[Refusal | None]:
    """Return what is wrong with the paper itself."""
    issued = Refusal("already-issued", Kind.CONFLICT, "the decision was issued")
    return [
        None if isinstance(state, NotIssued) else issued,
        *well_signed(cmd.hand, cmd.number),
        the_unit_has_not_ended(cmd.hand, cmd.unit),
        the_number_is_free(number_of(cmd), holder),
        the_paper_has_a_legal_basis(cmd),
        the_list_is_not_empty(cmd.nominations),
        each_stands_once(cmd.nominations),
    ]


def issue(
    cmd: IssueDecision,
    state: State,
    cases: Mapping[UUID, Case],
    besides: Mapping[UUID, Beside],
    holder: UUID | None,
) -> list[Change]:
    """
    Grant every listed award, or none; `besides` are by case what other streams say.

    Raises:
        Refused: with every broken rule of every case; facts name the nomination.
    """
    demand(
        *_wrong_with_the_paper(cmd, state, holder),
        *(why for one, case in cases.items() for why in grantable(case, cmd, one, besides[one])),
    )
    waiting = [(one, case) for one, case in cases.items() if isinstance(case, AtStep)]
    return [
        Change(cmd.decision, _paper(cmd, waiting)),
        claimed(number_of(cmd), cmd.decision),
        *(change for one, case in waiting for change in _granted(case, cmd, one)),
    ]


def _paper(cmd: IssueDecision, waiting: list[tuple[UUID, AtStep]]) -> DecisionIssued:
    """Return the paper itself."""
    return DecisionIssued(
        number=cmd.number,
        dated=cmd.hand.effective_on,
        unit=cmd.unit,
        signer=cmd.hand.actor,
        signer_position=cmd.signer_position,
        legal_basis=cmd.legal_basis,
        base_salary=cmd.base_salary,
        grants=tuple(
            Grant(one, honour_of(one), case.dossier.ladder.award) for one, case in waiting
        ),
    )
