"""For lending power and taking it back an order that tries it; and who may act."""

from collections.abc import Iterator
from uuid import uuid5

from domain.delegation.commands import EndDelegation, GrantDelegation
from domain.delegation.events import Basis, Scope
from domain.delegation.granting import HEAD, unit_of_the_head
from domain.delegation.state import DELEGATION, Granted
from services.attempts.at_house_acts import proposing_on_the_house
from services.attempts.elsewhere import NUMBER, SOMEBODY, Trial, starting
from services.attempts.trial import WORDS, Attempt, Who

FORM = "KT"


def starting_anything(on: Trial) -> Iterator[Attempt]:
    """Try what starts something, a delegation and proposals for the house too."""
    yield from starting(on)
    yield from lending(on)
    yield from proposing_on_the_house(on)


def lending(on: Trial) -> Iterator[Attempt]:
    """Try to lend what a head does in an own unit."""
    day = on.hand.effective_on
    for unit in sorted(on.hand.units) or ["-"]:
        new, scope = uuid5(on.thing, f"delegation in {unit}"), Scope(unit, HEAD)
        basis = Basis(NUMBER, day)
        order = GrantDelegation(new, on.hand, SOMEBODY, scope, FORM, day, None, basis)
        yield Attempt("delegation", None, (Who(HEAD, unit),), order)


def on_a_delegation(on: Trial) -> Iterator[Attempt]:
    """Try to take power back; beside the head, the delegator may."""
    state = on.past.of(DELEGATION, on.thing)
    unit = unit_of_the_head(state, on.hand) if isinstance(state, Granted) else "-"
    order = EndDelegation(on.thing, on.hand, on.hand.effective_on, WORDS)
    yield Attempt("end", None, (Who(HEAD, unit),), order)
