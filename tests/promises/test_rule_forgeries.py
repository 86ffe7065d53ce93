"""Over 500 histories with fitting positions, receipts and hashes that break a rule: all told."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import product

import pytest

from domain.ladder import Act
from domain.proof.leaf import StoredFact
from domain.proof.tree import Growing, leaf_hash
from infra.ledger.codec import Codec
from services.redeciding.act import Fact
from services.redeciding.findings import Broken
from services.verifying import Held, against, in_order, walk
from tests.honest_lives import Life, climbed, sat
from tests.promises.ladder_orders import Route
from tests.redeciding import found
from tests.rule_forgeries import Forged, forgeries

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

CODEC = Codec()
ONE = ((), *((act,) for act in (Act.REVIEW, Act.VOTE, Act.APPRAISE, Act.CONSULT)))
ROUTES: tuple[Route, ...] = tuple(product(ONE, ONE))
SAID = {
    "another role": {"role-missing"},
    "another unit": {"unit-foreign"},
    "no units": {"units-missing"},
    "self-approval": {"own-nomination"},
    "below the threshold": {"otherwise"},
    "one achievement twice": {"achievement-taken"},
    "expired": {"delegation-expired", "delegation-not-begun"},
    "lent to another": {"delegation-not-yours"},
    "taken back": {"delegation-revoked"},
    "more than was lent": {"hand-differs"},
    "skipped": {
        *("nomination-unknown", "step-not-current", "not-in-this-state", "case-held", "unfounded"),
    },
    "unfounded": {"unfounded"},
}


@cache
def lives() -> Sequence[Life]:
    """Return honest lives: of two levels, by a deputy, held for a while, voted on in a session."""
    both = climbed(((Act.REVIEW, Act.VOTE), (Act.APPRAISE,)))
    lent, held = climbed(((Act.REVIEW,), ()), lent=True), climbed(((Act.VOTE,),), held=True)
    return both, lent, held, sat()


@cache
def judged() -> Sequence[tuple[Forged, Sequence[Broken]]]:
    """Return every forgery with what is found wrong with it."""
    known = (one for life in lives() for one in forgeries(life.log))
    return [(one, found(one.log)) for one in known]


def rows(log: Sequence[Fact]) -> list[StoredFact]:
    """Return a log as a store keeps it."""
    return [
        StoredFact(
            one.position,
            one.stream,
            one.version,
            *CODEC.encode(one.event, CODEC.seal(one.envelope)),
        )
        for one in log
    ]


def passes_for_whole(log: Sequence[Fact]) -> bool:
    """Say whether rows, order, tree and a checkpoint signed by a thief show nothing."""
    stored, tree = rows(log), Growing()
    for row in stored:
        tree.add(leaf_hash(row.leaf()))
    held = [Held("signed by a thief", tree.size, tree.root())]
    seen = walk(stored, lambda _: None, held)
    return all(one.ok for one in (*in_order(seen, 0), *against(seen, held)))


@pytest.mark.parametrize("number", range(4))
def test_an_honest_life_is_accepted_again(number):
    assert [] == found(lives()[number].log)


def test_over_five_hundred_forgeries_are_told_at_the_fact_that_should_not_stand():
    told, missed = Counter[str](), list[str]()
    for one, wrong in judged():
        told[one.how] += 1
        if [one.at] != [each.position for each in wrong[:1]]:
            missed.append(f"{one.how} at {one.at}: {wrong[:1]}")

    assert [] == missed
    assert 500 < told.total()
    assert {*SAID} <= {*told}


@pytest.mark.parametrize("how", SAID)
def test_a_forgery_is_told_by_the_rule_it_breaks(how):
    codes = {wrong[0].code for one, wrong in judged() if one.how == how}

    assert codes
    assert codes <= SAID[how]


def test_no_hash_and_no_order_of_rows_tells_of_them():
    assert all(passes_for_whole(one.log) for one, _ in judged())


@pytest.mark.drill
@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_forgeries_on_every_short_way_are_told(route):
    for one in forgeries(climbed(route).log):
        assert [one.at] == [each.position for each in found(one.log)[:1]], one.how
