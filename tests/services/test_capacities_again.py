"""Deciding again holds each act to the capacity it was done in, once a log tells capacities."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

import pytest

from domain.acting import ActingFor
from domain.capacity import Signed
from domain.hand import FORMS
from domain.ladder import Act as Does
from domain.refusal import Refused
from services.histories import Histories
from services.orders import Command, decide
from services.redeciding.act import Act, acts
from tests.forging_acts import by, lead, put, sealed
from tests.honest_lives import Life, climbed, sat
from tests.redeciding import found


class Watched(Life):
    """A life whose orders are tried without a signing form before they are given."""

    def __init__(self) -> None:
        super().__init__()
        self.signed: dict[type, bool] = {}

    def give(self, command: Command) -> None:
        """Try an order without a form, then carry it out."""
        bare = replace(command, hand=replace(command.hand, capacity=None))
        try:
            decide(bare, Histories(self.book))
        except Refused as no:
            asked = "capacity-missing" in {one.code for one in no.refusals}
        else:
            asked = command.hand.delegation is not None and isinstance(command, Signed)
        self.signed[type(command)] = asked
        super().give(command)


@cache
def lives() -> Sequence[Life]:
    """Return a case that climbed by a deputy, and one that a council voted on."""
    return climbed(((Does.REVIEW,), (Does.APPRAISE,)), lent=True), sat()


def kept(act: Act) -> str | None:
    """Return the capacity beside an act."""
    return act.envelope.capacity


def honest() -> list[list[Act]]:
    """Return the acts of both lives."""
    return [list(acts(one.log)) for one in lives()]


def codes(forged: Sequence[Act]) -> list[tuple[int, str]]:
    """Return what is found wrong with a log: where, and by which code."""
    return [(one.position, one.code) for one in found(sealed(list(forged)))]


def at_lead(all_acts: Sequence[Act], at: int) -> int:
    """Return the position of the fact by which the order of an act is known."""
    return sum(len(one.facts) for one in all_acts[:at]) + lead(all_acts[at]) + 1


def test_each_act_keeps_what_its_order_says():
    said = [{kept(one) for one in each} for each in honest()]
    assert [{"office", "TM", "KT"}, {"office", "TM"}] == said


def test_the_orders_that_are_signed_are_those_refused_without_a_form(monkeypatch):
    monkeypatch.setattr("tests.honest_lives.Life", Watched)
    tried = [climbed(((Does.REVIEW, Does.VOTE), (Does.APPRAISE,)), held=True), sat()]
    watched = (cast("Watched", one) for one in tried)
    asked = {kind: yes for one in watched for kind, yes in one.signed.items()}
    assert {kind: issubclass(kind, Signed) for kind in asked} == asked
    assert len(asked) > 20


@pytest.mark.parametrize("life", [0, 1])
def test_an_act_in_a_capacity_it_was_not_done_in_is_told_where_it_stands(life):
    whole = honest()[life]
    for at, act in enumerate(whole[1:], 1):
        if isinstance(act.envelope.delegation, ActingFor):
            continue
        other = ("office", "service")[at % 2] if kept(act) in FORMS else ("TM", "service")[at % 2]
        wrong = codes(put(whole, at, by(act, capacity=other)))
        code = "capacity-missing" if kept(act) in FORMS else "capacity-differs"
        assert wrong[:1] == [(at_lead(whole, at), code)]


def test_an_act_that_keeps_none_is_told():
    whole = honest()[0]
    for at in range(1, len(whole), 3):
        wrong = codes(put(whole, at, by(whole[at], capacity=None)))
        assert wrong[0] == (at_lead(whole, at), "capacity-differs")


def as_before(act: Act) -> Act:
    """Return an act as it was kept before: the form of whoever did it, signed or not."""
    return by(act, capacity="TM" if kept(act) == "office" else kept(act))


def test_a_log_of_before_is_blamed_for_nothing_and_goes_on():
    whole = honest()[0]
    half = len(whole) // 2
    old = [as_before(one) for one in whole[:half]]
    silent = [by(one, capacity=None) if kept(one) == "office" else one for one in whole[:half]]
    for before in (old, silent):
        assert codes(before) == codes([*before, *whole[half:]]) == []
