"""The hand a delegation gives, and what lies outside of what was lent."""

from dataclasses import replace

import pytest

from domain.access import VIETNAM
from domain.acting import ActingFor
from domain.delegation.state import Granted, NotGranted
from domain.delegation.using import About, Asked, hand_of
from domain.refusal import Refused
from tests.builders import APRIL, NOON
from tests.lending import DEPUTY, GIVEN, LENT, SCOPE
from tests.wording import read


def test_the_hand_of_a_delegate_says_by_what_it_acts():
    own = replace(DEPUTY, delegation=None, capacity="TM")
    here = hand_of(own, LENT, Granted(GIVEN), Asked("endorsement", ()))
    assert ActingFor(LENT, "secretary", "3/QĐ-UBND", APRIL) == here.delegation
    lent = (here.capacity, [*here.roles], [*here.units])
    assert ("TUQ", [SCOPE.role], [SCOPE.unit]) == lent


def refused(scope, *cases, act="endorsement"):
    """Return the facts of what lies outside a scope."""
    given = replace(GIVEN, scope=scope)
    with pytest.raises(Refused) as outside:
        hand_of(DEPUTY, LENT, Granted(given), Asked(act, cases))
    return [one.facts for one in read(outside.value.refusals)]


def test_what_was_not_lent_is_named_beside_what_was():
    case = About("gk-tp", None, "ward")
    acts = {"act": "endorsement", "lent": "appraisal, vote"}
    assert [acts] == refused(replace(SCOPE, acts=("vote", "appraisal")), case)
    assert [{"award": "gk-tp", "lent": "bk"}] == refused(replace(SCOPE, awards=("bk",)), case)
    assert [{"movement": "none", "lent": "m"}] == refused(replace(SCOPE, movement="m"), case)
    other, above = replace(case, movement="n"), replace(SCOPE, level="province")
    assert [{"movement": "n", "lent": "m"}] == refused(replace(SCOPE, movement="m"), other)
    assert [{"level": "ward", "lent": "province"}] == refused(above, case)
    assert [{"level": "none", "lent": "province"}] == refused(above, replace(case, level=None))
    with pytest.raises(Refused) as unknown:
        hand_of(DEPUTY, LENT, NotGranted(), Asked("endorsement", ()))
    assert [{"delegation": str(LENT)}] == [one.facts for one in read(unknown.value.refusals)]


def test_the_last_day_of_a_delegation_has_power_and_the_day_it_ends_has_none():
    today = NOON.astimezone(VIETNAM).date()
    to_the_last = hand_of(DEPUTY, LENT, Granted(replace(GIVEN, ends_on=today)), Asked("vote", ()))
    assert DEPUTY.actor == to_the_last.actor
    with pytest.raises(Refused) as over:
        hand_of(DEPUTY, LENT, Granted(GIVEN, today), Asked("vote", ()))
    assert ["delegation-revoked"] == [one.code for one in read(over.value.refusals)]
