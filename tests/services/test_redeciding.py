"""Reading orders back: the table in the documents, and what is counted because no fact says it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid5

import pytest

from domain.facts import CommandReceived, Event
from domain.house_acts.events import HouseActDone
from domain.ladder import Act
from domain.nomination.authority import CaseReassigned, CaseUnassigned, Desk
from domain.nomination.events import NominationFiled, NominationGranted
from domain.past.events import PastCaseOpened
from domain.reform.events import UnitsReorganised
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed, RecordCarriedOn
from infra.ledger.stored_names import NAMES
from services.redeciding.act import Act as Done
from services.redeciding.act import Fact, acts
from services.redeciding.findings import Looked
from services.redeciding.left import DATES, PLACES_TAKEN
from services.redeciding.means import AnyUnit
from services.redeciding.table import ROWS
from services.redeciding.told import Apart, Follows
from tests.builders import APRIL, CASE, SPACE
from tests.forging_acts import anew, sealed
from tests.honest_lives import climbed
from tests.redeciding import found

PAGE = Path("docs/rules-again.md")


def how(kind: type) -> str:
    """Return how a kind of fact is decided again, in words."""
    row = ROWS[kind]
    if isinstance(row, Follows):
        return "follows from the order of another fact of its act"
    if isinstance(row, Apart):
        return f"apart: {row.why}"
    unseen = f"; not asked: {', '.join(row.unseen)}" if row.unseen else ""
    return f"its order is read back and decided again{unseen}"


def test_the_page_says_of_each_kind_of_fact_how_it_is_decided_again():
    told = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]

    assert [f"| `{name}` | {how(kind)} |" for name, kind in sorted(NAMES.items())] == told


@pytest.fixture(scope="module")
def log() -> tuple[Fact, ...]:
    return tuple(climbed(((Act.REVIEW,),)).log)


def test_a_last_day_by_another_calendar_is_counted_and_not_blamed(log):
    other = [_later(one) for one in log]
    seen = Looked()

    assert [] == found(other, seen=seen)
    assert {DATES: 1} == seen.untold


def _later(one: Fact) -> Fact:
    """Let a term end a day later, as where the operator gave a day off."""
    event = one.event
    if not isinstance(event, NominationFiled) or event.due_on is None:
        return one
    return replace(one, event=replace(event, due_on=event.due_on + timedelta(days=1)))


def test_a_place_of_a_unit_is_counted_and_not_blamed(log):
    at = next(n for n, one in enumerate(log) if isinstance(one.event, NominationFiled))
    fact = KeyClaimed("place/gk-tp/ward/2025/1", log[at].stream)
    place = replace(log[at], event=fact, stream=claim_stream(fact.key))
    seen = Looked()

    assert [] == found([*log[: at + 1], place, *log[at + 1 :]], seen=seen)
    assert {PLACES_TAKEN: 1} == seen.untold


def test_of_a_hand_of_unknown_units_each_is_one_of_its_own():
    any_unit = AnyUnit()

    assert "ward" in any_unit
    assert {"ward"} == any_unit & {"ward"}
    assert not any_unit & ()


def beside(one: Fact, *events: Event) -> list[Fact]:
    """Return one fact and more in the same act, each in a stream of its own."""
    more = [replace(one, event=e, stream=uuid5(SPACE, f"{n}")) for n, e in enumerate(events)]
    return [one, *more]


def test_what_cannot_be_read_back_hides_nothing_that_stands_beside_it(log):
    draft = Desk("draft", "ward", None, None)
    unknown = CaseUnassigned("2099-01-01", APRIL, "unit-divided", "a law", "ward", draft, (), None)
    apart = RecordCarriedOn(CASE, "2099-01-01", "merged", "one committee")
    granted = NominationGranted("0", CASE, CASE)
    opened = log[0]

    for hidden in (unknown, apart):
        acts = beside(replace(opened, event=hidden), granted)
        assert ["unfounded"] == [one.code for one in found(acts)]


def test_a_choice_under_a_reform_that_nobody_here_knows_stands_with_its_case_alone(log):
    desk = Desk("draft", "ward", None, None)
    told = "2099-01-01", APRIL, "chosen", "a law"
    given = CaseReassigned(*told, "ward", "heir", desk, desk, (), (), None)
    case = log[0].stream

    def codes(subject: object) -> list[str]:
        done = HouseActDone("assignment", str(subject), "0" * 64, (), ())
        return [one.code for one in found(beside(replace(log[0], event=given), done))]

    assert ([], True) == (codes(case), "role-missing" in codes(SPACE))


def test_a_reform_that_nobody_here_knows_is_applied_by_who_may(log):
    applied = UnitsReorganised("2099-01-01", APRIL, "a law", "0" * 64, "a source", confirmed=False)

    assert ["role-missing"] == [one.code for one in found([replace(log[0], event=applied)])]


def test_a_place_that_no_order_took_is_unfounded(log):
    fact = KeyClaimed("place/gk-tp/ward/2025/1", CASE)

    alone = replace(log[0], event=fact, stream=claim_stream(fact.key))

    assert ["unfounded"] == [one.code for one in found([alone])]


def test_a_receipt_of_another_act_and_a_fact_of_another_hand_are_told(log):
    at = next(n for n, one in enumerate(log) if isinstance(one.event, CommandReceived))
    other = [*log[:at], replace(log[at], event=replace(log[at].event, version=9))]
    assert ["receipt-differs"] == [one.code for one in found(other)]

    foreign = replace(log[1], envelope=replace(log[1].envelope, actor="another"))
    assert "hand-differs" in [one.code for one in found([log[0], foreign, *log[2:at]])]


@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_a_fact_of_another_system_on_a_case_hides_nothing_that_comes_after_it(log, after):
    honest = list(acts(log))
    past = PastCaseOpened("a system", "f" * 64, "7", "Claims", ())
    made_up = replace(log[0], event=past)
    brought = anew(Done((made_up,)), "brought in")

    told = found(sealed([*honest[:after], brought, *honest[after:]]))

    assert "unfounded" == told[0].code
    assert sum(len(act.facts) for act in honest[:after]) + 2 == told[0].position
