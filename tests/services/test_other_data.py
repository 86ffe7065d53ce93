"""A reform goes by what was applied under its name: a dry run, a second run and a choice too."""

from dataclasses import replace

import pytest

from domain.reform.commands import AssignSuccessor
from domain.refusal import Refused
from infra.ledger.ledger import open_ledger
from services.handle import Order, handle
from services.import_log import quiet
from services.reform import rehearse
from tests.builders import hand as anybody
from tests.communes import FIRST, WAITS, case_of, fill, old_communes
from tests.second_person import apply
from tests.services.test_reform import hand, plan

DIVIDED = "00178"
OTHER = "reform-differs"


@pytest.fixture
def ledger():
    """Lend a ledger with the cases of a divided commune, the reform applied."""
    found = open_ledger("memory:")
    fill(found, [one for one in old_communes() if one.code == DIVIDED])
    apply(plan(), hand(), found, quiet)
    return found


def other():
    return replace(plan(), digest="0" * 64, known_as=frozenset())


def test_a_dry_run_of_other_data_under_the_same_name_is_refused(ledger):
    with pytest.raises(Refused, match=OTHER):
        rehearse(other(), hand(), ledger, quiet)


def test_a_dry_run_asks_for_the_same_role(ledger):
    with pytest.raises(Refused, match="role-missing"):
        rehearse(plan(), replace(hand(), roles=frozenset({"clerk"})), ledger, quiet)


def test_a_choice_by_other_data_under_the_same_name_is_refused(ledger):
    case = case_of(DIVIDED, WAITS)
    choice = next(one for one in ledger.read(case) if hasattr(one, "candidates"))
    keeper = anybody("keeper", "directory-keeper", choice.decided_by, on=FIRST)
    order = AssignSuccessor(case, keeper, other(), choice.candidates[0], "its street", asked=False)

    with pytest.raises(Refused, match=OTHER):
        handle(Order(order, case, "c"), ledger)
    handle(Order(replace(order, reform=plan()), case, "c"), ledger)


def test_what_was_applied_under_a_digest_of_before_is_the_same(ledger):
    again = replace(other(), known_as=frozenset({plan().digest}))

    assert 0 == apply(again, hand(), ledger, quiet).moved.total()
