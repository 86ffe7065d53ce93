"""Acts in another's place over HTTP: what a delegate is told, held against the table by hand."""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

import pytest

from api.app import application
from domain.delegation import using
from domain.delegation.events import Basis, DelegationEnded, DelegationGranted, Scope
from tests.api import houses
from tests.api.badges import token
from tests.api.speech import Speaker, of
from tests.authority.cells import NO, YES, Cell, Hands, by_hand, some
from tests.authority.elsewhere import Told, by, happened
from tests.authority.persons import NOBODY, OPENER
from tests.authority.places import DOES as DOING
from tests.authority.places import FIRST, HERE, JUDGES, PLAIN, STEPS, TABLE, UNIT_OF, Place
from tests.authority.rows import ROWS, Office
from tests.authority.stage import staged
from tests.authority.story import CODES, actor, case_of
from tests.builders import APRIL

pytestmark = pytest.mark.no_cover
LENT = tomllib.loads((HERE / "acts.toml").read_text())["lent"]
PLACES = [Place("draft", None, PLAIN), Place("returned", FIRST, PLAIN)]
PLACES += [Place("waiting", one, PLAIN) for one in STEPS]
LATER, PAST = date(2026, 6, 1), date(2025, 6, 1)
PART, LEAST, LEAST_WHOLE = 7, 1_000, 27_700  # of 29,160; 7 meets every way: there are nine
WHOLE = "the whole office"
HAND = {*TABLE["of_the_hand"], *TABLE["no_place"]}


@dataclass(frozen=True)
class Lent:
    """Power that somebody lent at a place, in one of the ways of the table."""

    place: Place
    office: Office
    who: str
    way: str

    @property
    def id(self) -> UUID:
        """Return the id of the delegation."""
        return uuid5(case_of(self.place), f"{self.office} {self.who} {self.way}")

    @property
    def delegate(self) -> str:
        """Return who acts by it, and by nothing else."""
        return f"delegate-{self.id}"

    def facts(self) -> Iterator[Told]:
        """Tell that it was lent, and perhaps taken back."""
        role, unit = self.office
        whole = Scope(CODES[unit], role)
        days = {"run out": (APRIL, PAST), "not begun": (LATER, None)}.get(self.way, (APRIL, None))
        scope = {
            "one act of it": replace(whole, acts=("return",)),
            "for another award": replace(whole, awards=("gk-phuong",)),
            "for another level": replace(whole, level="nowhere"),
            "for another movement": replace(whole, movement="another"),
            "of another unit": replace(whole, unit=CODES["neighbour"]),
        }.get(self.way, whole)
        lender = actor(self.who, self.place)
        given = DelegationGranted(lender, self.delegate, scope, "KT", *days, Basis("1/QĐ", APRIL))
        yield from by(lender, self.id, given)
        if self.way == "taken back":
            yield from by(lender, self.id, DelegationEnded(PAST, "back"))


def every() -> list[Lent]:
    """Return power lent in every way by everybody of the story, at the office that acts there."""
    return [
        Lent(place, office, who, way)
        for place in PLACES
        for office in [office_at(place)]
        for who in (NOBODY, *some(place))
        for way in LENT["cases"]
    ]


def office_at(place: Place) -> Office:
    """Return the office that keeps a case there, by the words of the table."""
    if place.kind != "waiting" or place.step is None:
        return "nominating-officer", "ward"
    return JUDGES[DOING[place.step]], UNIT_OF[place.step]


def says(act: str, one: Lent) -> str:
    """Return what the table says to a delegate."""
    acts = LENT["cases"][one.way]
    if act in LENT["never"] or acts not in {"every act", act}:
        return NO
    return by_hand(act, Hands(one.office, one.who), one.place)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """Lend what asks a house in which all of this was lent; its views are folded."""
    with houses.house(tmp_path_factory.mktemp("lent")) as lent:
        lent.asleep = True
        staged(lent.ledger, PLACES)
        for one in every():
            happened(one.facts(), lent.ledger)
        lent.asleep = False
        lent.wake()
        yield application(lent).test_client()


def told(client, one: Lent) -> Iterator[Cell]:
    """Return the cells of one delegate, by the delegation alone."""
    mine = Speaker(client, token(one.delegate, "clerk", CODES["neighbour"]))
    reply = mine.get(of(case_of(one.place), "acts"))
    assert reply.status_code in {200, 404}, reply.data
    said = {it["act"]: it for it in reply.get_json().get("items", [])}
    hands = Hands(one.office, one.who, one.way)
    for act in ROWS:
        codes = by_the_delegation(said[act], one) if act in said else ("nomination-unknown",)
        found = NO if any(map(keeps_out, codes)) else YES
        yield Cell(one.place, act, hands, says(act, one), found, codes)


def keeps_out(code: str) -> bool:
    """Say whether a refusal is of who acts, and not of what stands."""
    if code == "unit-unknown":
        return False  # the unit has ended, whoever acts
    return code in HAND or "delegation" in code or "unknown" in code


def by_the_delegation(item, one: Lent) -> tuple[str, ...]:
    """Return the codes of what keeps the delegation from an act; none where it may by it."""
    if item.get("by") == str(one.id):
        return ()
    mine = [it for it in item["broken"] if it.get("facts", {}).get("delegation") == str(one.id)]
    return tuple(it["code"] for it in mine) or ("no-delegation",)


def held(client, part: int) -> tuple[int, list[str]]:
    """Return how many cells were told, and those that are not as the table says."""
    found = [cell for one in every()[::part] for cell in told(client, one)]
    return len(found), [str(one) for one in found if not one.agrees]


def test_what_a_delegate_is_told_is_the_table(client):
    count, wrong = held(client, PART)
    assert (count >= LEAST, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


@pytest.mark.drill
def test_what_every_delegate_is_told_is_the_table(client, capsys):
    count, wrong = held(client, 1)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} cells by delegation over HTTP, {len(wrong)} unlike\n")
    assert (count >= LEAST_WHOLE, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


FAULTS = {
    "any act": ("the_act_is_lent", None, "one act of it"),
    "any award": ("the_awards_are_lent", (), "for another award"),
    "any level": ("the_level_is_lent", (), "for another level"),
    "any movement": ("the_movement_is_lent", (), "for another movement"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_power_that_goes_too_far_is_seen(client, monkeypatch, fault):
    rule, nothing, way = FAULTS[fault]
    one = Lent(PLACES[2], office_at(PLACES[2]), NOBODY, way)
    assert all(cell.agrees for cell in told(client, one))
    monkeypatch.setattr(using, rule, lambda *_: nothing)
    assert any(not cell.agrees for cell in told(client, one))


def test_somebody_may_by_what_was_lent_and_a_lender_who_may_not_lends_nothing(client):
    place, office = PLACES[2], office_at(PLACES[2])
    whole = {who: list(told(client, Lent(place, office, who, WHOLE))) for who in (NOBODY, OPENER)}
    may = {who: {one.act for one in cells if one.answer == YES} for who, cells in whole.items()}
    assert {"endorsement", "return", "refusal"} <= may[NOBODY]
    assert not may[OPENER] & {"endorsement", "return", "refusal"}
