"""The cast of delegations: a secretary who lends, a deputy who acts, and an order by either."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid5

from domain.delegation.commands import EndDelegation, GrantDelegation
from domain.delegation.events import (
    Basis,
    DelegationGranted,
    DelegationListed,
    Scope,
)
from domain.delegation.state import list_of
from domain.nomination.commands import (
    EndorseStep,
)
from tests.builders import (
    APRIL,
    CASE,
    SECRETARY,
    SPACE,
    WAITING,
    WARD,
    hand,
)
from tests.spec import given_in

LENT, SECOND = uuid5(SPACE, "delegation"), uuid5(SPACE, "second delegation")
BASIS = Basis("3/QĐ-UBND", APRIL, "text-3")
YEAR_END = date(2025, 12, 31)
SCOPE = Scope(WARD, "council-secretary")
GIVEN = DelegationGranted("secretary", "deputy", SCOPE, "TUQ", APRIL, YEAR_END, BASIS)
LIST = list_of(WARD)
DEPUTY = replace(hand("deputy", "clerk", "30"), delegation=LENT)
TODAY = datetime(2025, 4, 15, 5, tzinfo=UTC)
ENDORSE = EndorseStep(CASE, DEPUTY, "ward-review", "deserved")


def grant(by=SECRETARY, **changes):
    """Return the order that lends, with changes."""
    order = GrantDelegation(LENT, by, "deputy", SCOPE, "TUQ", APRIL, YEAR_END, BASIS)
    return replace(order, **changes)


def stands(given=GIVEN, key=SECOND, *more):
    """Start from a delegation that is listed in its unit."""
    return given_in(key, given, *more).and_in(LIST, DelegationListed(key))


def lent(**changes):
    """Start from a case at its review and a delegation with changes."""
    return given_in(CASE, *WAITING).and_in(LENT, replace(GIVEN, **changes))


def end(by=SECRETARY, since=APRIL):
    """Return the order that takes the power back."""
    return EndDelegation(LENT, by, since, "back from leave")
