"""The right name of a correction outlives a crash at every point, and no other name stands."""

from dataclasses import replace
from uuid import uuid5

import pytest

from domain.nomination.events import NominationWithdrawn
from domain.personal.commands import CarryOutPersonRequest
from domain.personal.events import PersonRequestAnswered, PersonRequestReceived
from domain.personal.state import person_stream
from domain.refusal import Refused
from infra.people import pending_names
from infra.people.names import PeopleStore
from services.handle import Order, handle
from services.histories import Histories
from services.personal_data import Pending
from services.right_names import RightName, names_put_right, with_right_name
from services.stores import DifferentSubject, Name
from tests.api import houses
from tests.builders import APRIL, CASE, NOMINEE, OTHER, SPACE, WARD, hand, opened
from tests.plain_house import PowerCut

FILE = person_stream(NOMINEE.ref)
WRONG, RIGHT, RIGHTER = (Name(f"Nguyễn Thị {one}", "sinh 1980") for one in ("Bưởi", "Bười", "Bươi"))
DATA = hand("data", "data-officer", WARD)
REQUESTS = [uuid5(SPACE, f"correction {number}") for number in (1, 2)]
POINTS = (
    (PeopleStore, "set_aside"),
    (PeopleStore, "take_over"),
    (PeopleStore, "_replaced"),
    (PeopleStore, "_note"),
)


@pytest.fixture
def house(tmp_path):
    """Lend a house with a person who asked twice to put the name right, and was told yes."""
    with houses.house(tmp_path) as lent:
        lent.given(CASE, opened, NominationWithdrawn("moved"))
        lent.people.add(NOMINEE.ref, "person", WRONG)
        for one in REQUESTS:
            asked = (NOMINEE.ref, one, "correction", APRIL, APRIL, APRIL, "s", True)
            lent.given(FILE, PersonRequestReceived(*asked), PersonRequestAnswered(one, True, None))
        yield lent


def order(house, number=0, key="k", name=RIGHT, **changes) -> Order:
    """Return the order that puts the name right."""
    rules = house.catalogue.personal()
    command = CarryOutPersonRequest(NOMINEE.ref, DATA, REQUESTS[number], rules, (CASE,), named=True)
    return Order(replace(command, **changes), uuid5(SPACE, key), key, f"{key} {name.name}")


def sent(house, one: Order, name=RIGHT, kind="person", give=None) -> None:
    """Send it with the name as the door does, and let the stores be brought along."""
    right = RightName(Pending(NOMINEE.ref, one.id, str(one.fingerprint)), kind, name)
    give = give or (lambda: handle(one, house.ledger))
    with_right_name(right, house.people, give, house.ledger)
    healed(house)


def healed(house) -> None:
    """Bring the store to the facts, as the watch does."""
    names_put_right(NOMINEE.ref, Histories(house.ledger), house.people)


def stop(*_):
    """Stop as a machine does."""
    raise PowerCut


@pytest.mark.parametrize("point", [*POINTS, "before", "after"])
def test_a_crash_at_any_point_is_healed_or_nothing_was_done(house, monkeypatch, point):
    one = order(house)
    told = {"before": stop, "after": lambda: (handle(one, house.ledger), stop())}
    if point not in told:
        monkeypatch.setattr(*point, stop)
    with pytest.raises(PowerCut):
        sent(house, one, give=told.get(point))
    monkeypatch.undo()
    healed(house)
    done = len(house.ledger.read(FILE)) == 5
    assert house.people.noted(NOMINEE.ref) == (RIGHT if done else WRONG)
    assert done == (point not in {"before", POINTS[0]})

    sent(house, one)
    assert RIGHT == house.people.noted(NOMINEE.ref)
    assert (5, []) == (len(house.ledger.read(FILE)), house.people.waiting())
    assert (WRONG.name,) == house.people.former(NOMINEE.ref)


def test_a_refused_correction_leaves_no_name_behind(house):
    foreign = replace(DATA, units=frozenset({"10534"}))
    with pytest.raises(Refused):
        sent(house, order(house, hand=foreign))
    assert ([], WRONG) == (house.people.waiting(), house.people.noted(NOMINEE.ref))


def test_one_that_is_sent_again_undoes_no_later_one(house):
    first, second = order(house), order(house, 1, "later", RIGHTER)
    sent(house, first)
    sent(house, second, RIGHTER)
    sent(house, first)
    assert (RIGHTER, []) == (house.people.noted(NOMINEE.ref), house.people.waiting())
    assert (WRONG.name, RIGHT.name) == house.people.former(NOMINEE.ref)


def test_the_same_key_with_another_name_changes_nothing(house):
    sent(house, order(house))
    with pytest.raises(Refused):
        sent(house, order(house, name=RIGHTER), RIGHTER)
    assert (RIGHT, []) == (house.people.noted(NOMINEE.ref), house.people.waiting())


def test_of_two_who_take_a_name_over_one_has_it(house):
    one = order(house)
    pending = Pending(NOMINEE.ref, one.id, str(one.fingerprint))
    house.people.set_aside(pending, "person", RIGHT)
    house.people.take_over(pending)
    house.people.put(NOMINEE.ref, "person", RIGHTER)
    house.people.take_over(pending)
    assert RIGHTER == house.people.noted(NOMINEE.ref)


def test_a_name_for_which_no_fact_comes_goes(house, monkeypatch):
    house.people.set_aside(Pending(NOMINEE.ref, OTHER, "f"), "person", RIGHT)
    healed(house)
    assert [NOMINEE.ref] == house.people.waiting()
    monkeypatch.setattr(pending_names, "ABANDONED", -1.0)
    healed(house)
    assert ([], WRONG) == (house.people.waiting(), house.people.noted(NOMINEE.ref))


def test_of_the_erased_no_name_stands_nor_waits(house):
    pending = Pending(NOMINEE.ref, OTHER, "f")
    house.people.set_aside(pending, "person", RIGHT)
    house.people.erase(NOMINEE.ref)
    assert [] == house.people.waiting()
    house.people.set_aside(pending, "person", RIGHT)
    house.people.take_over(pending)
    assert None is house.people.noted(NOMINEE.ref)


def test_the_kind_that_stands_is_kept_and_another_is_told(house):
    sent(house, order(house), kind="household")
    assert RIGHT == house.people.noted(NOMINEE.ref)
    pending = Pending(OTHER, OTHER, "f")
    house.people.set_aside(pending, "household", RIGHT)
    house.people.add(OTHER, "person", WRONG)
    with pytest.raises(DifferentSubject):
        house.people.take_over(pending)


def test_a_name_of_whom_none_was_kept_stands(house):
    house.people.set_aside(Pending(OTHER, OTHER, "f"), "household", RIGHT)
    house.people.take_over(Pending(OTHER, OTHER, "f"))
    assert RIGHT == house.people.noted(OTHER)
