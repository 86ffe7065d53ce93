"""The demo ward: a case in every state, told once, and completed where it was cut off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.facts import CommandReceived, Event
from domain.hearing.events import (
    CasePosted,
    ComplaintReceived,
    ConsultationAnswered,
    ConsultationRequested,
    ObjectionReceived,
)
from domain.ladder import Act
from domain.nomination.clock import TermStopped
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    NominationOpened,
    NominationRefused,
    NominationSupplemented,
)
from domain.nomination.policies import REASONS
from domain.nomination.state import AtStep
from domain.recorded import Recorded
from domain.register.events import HonourAnnulled, HonourRecovered, HonourRestored
from services.demo.orders import CASE_ORDERS
from services.demo.papers import pdf
from services.demo.play import Told, tell
from services.demo.stage import Stage
from services.demo.story import Deed, Said, deeds, nomination_of, opening_of, read_story
from services.handle import Order
from services.histories import Histories
from services.nominating import subject_ref
from services.ports import Append
from tests.plain_house import PowerCut
from tests.services.demo_house import TODAY, DemoHouse, demo_house

STORY = read_story()
DEEDS = deeds(STORY)
WHOLE = len(DEEDS)


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Iterator[DemoHouse]:
    """Lend a house in which the story was told; its ledger is only read."""
    with demo_house(tmp_path_factory.mktemp("demo")) as house:
        assert Told(added=WHOLE) == tell(house)
        yield house


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """Lend an empty house."""
    with demo_house(tmp_path) as empty:
        yield empty


def facts(house: DemoHouse) -> list[Recorded[Event]]:
    return list(house.ledger.since(0, 10_000))


def states(house: DemoHouse) -> list:
    past = Histories(house.ledger)
    return [past.of(NOMINATION, nomination_of(case["key"])) for case in STORY["cases"]]


def of(house: DemoHouse, *kinds: type) -> list:
    return [one.event for one in facts(house) if isinstance(one.event, kinds)]


def test_there_is_a_case_in_every_state(told):
    every = {"Draft", "AtStep", "InTransit", "Returned", "Granted", "TurnedDown", "Withdrawn"}

    assert every == {type(state).__name__ for state in states(told)}
    assert of(told, NominationSupplemented)


def test_a_case_waits_at_every_sort_of_step_the_rules_know(told):
    opened = of(told, NominationOpened)
    known = {step.act for one in opened for step in one.ladder.steps}

    assert known == {one.step.act for one in states(told) if isinstance(one, AtStep)}
    assert {Act.REVIEW, Act.VOTE, Act.APPRAISE, Act.CONSULT, Act.SUBMIT, Act.DECIDE} == known


def test_there_is_a_refusal_for_every_reason(told):
    assert {one.reason for one in of(told, NominationRefused)} == REASONS


def test_honours_are_annulled_recovered_and_restored(told):
    sorts = [HonourAnnulled, HonourRecovered, HonourRestored]

    assert [3, 1, 1] == [len(of(told, sort)) for sort in sorts]


def test_others_are_heard_and_a_complaint_holds_a_case(told):
    asked, posted = of(told, ConsultationRequested), of(told, CasePosted)
    said = of(told, ConsultationAnswered, ObjectionReceived, ComplaintReceived, TermStopped)

    assert (2, 1, 4) == (len(asked), len(posted), len(said))
    assert 1 == sum(bool(one.dossier.holds) for one in states(told))
    letters = [
        one.content for one in said if isinstance(one, ObjectionReceived | ComplaintReceived)
    ]
    assert all(told.people.noted(one) for one in letters)


def test_all_regimes_and_all_kinds_of_nominee_are_there(told):
    opened = of(told, NominationOpened)

    assert {one.ladder.regime for one in opened} == {"nd98-2023", "nd152-2025", "law06-2026"}
    assert {one.nominee.kind for one in opened} == {
        "person",
        "collective",
        "household",
        "enterprise",
    }
    assert {one.campaign.movement for one in opened} == {STORY["movement"]}


def test_a_case_opened_before_the_reform_keeps_its_route(told):
    order = Histories(told.ledger).of(NOMINATION, nomination_of("thirty-years"))
    levels = {step.level for step in order.dossier.ladder.steps}

    assert {"ward", "district", "province", "central"} == levels


def test_names_are_kept_beside_the_ledger_only(told):
    written = "".join(repr(one) for one in facts(told))
    refs = {subject_ref(opening_of(case["key"])): case["name"] for case in STORY["cases"]}

    assert refs == told.people.name_of(refs.keys())
    assert [] == [name for name in refs.values() if name in written]


def test_every_paper_in_a_file_can_be_read(told):
    papers = {sha for state in states(told) for sha in state.dossier.papers}

    for sha in papers:
        with told.evidence.open(sha) as file:
            assert file.read(5) == b"%PDF-"


def test_telling_it_again_adds_nothing(house):
    tell(house)
    before = facts(house)

    assert Told(known=WHOLE) == tell(house)
    assert before == facts(house)


@pytest.mark.parametrize("cut_at", [0, 1, 150, WHOLE - 1])
def test_a_story_that_was_cut_off_is_completed(house, told, cut_at):
    house.cut_at = cut_at
    with pytest.raises(PowerCut):
        tell(house)
    house.cut_at = None

    assert Told(known=cut_at, added=WHOLE - cut_at) == tell(house)
    assert told_alike(told) == told_alike(house)
    assert len(STORY["cases"]) == len(house.people.name_of(map(ref_of, STORY["cases"])))


def told_alike(house):
    """Return the facts of a house; what receipts keep of orders is under a secret of its own."""
    events = [one.event for one in facts(house)]
    return [
        replace(one, fingerprint="") if isinstance(one, CommandReceived) else one for one in events
    ]


def ref_of(case):
    return subject_ref(opening_of(case["key"]))


def test_deeds_of_days_to_come_wait_for_a_later_start(house):
    house.clock.instant = datetime(2025, 12, 31, 16, 59, tzinfo=UTC)
    first = tell(house)
    house.clock.instant = TODAY

    assert first.ahead > 0
    assert first.left == 0
    assert Told(known=first.added, added=first.ahead) == tell(house)


def test_a_ledger_with_other_work_is_left_alone(house, told):
    strange = facts(told)[0]
    house.ledger.append([appended(strange)], strange.envelope)

    assert Told(left=WHOLE) == tell(house)
    assert len(facts(house)) == 1


def appended(fact):
    return Append(fact.stream, 0, (fact.event,))


def test_a_case_that_somebody_moved_is_left_where_it_is(house):
    cut = [deed.key for deed in DEEDS].index("left-for-study 2025-05-13 withdraw")
    house.cut_at = cut
    with pytest.raises(PowerCut):
        tell(house)
    house.cut_at = None
    withdraw(house, "left-for-study")

    told_now = tell(house)

    assert (cut, 1) == (told_now.known, told_now.left)


def withdraw(house: DemoHouse, case: str) -> None:
    deed = next(one for one in DEEDS if one.about == case and one.said["do"] == "withdraw")
    by_hand = Deed("by hand", case, deed.said)
    command = CASE_ORDERS["withdraw"](by_hand, Stage(house, STORY, TODAY))
    house.handle(Order(command, by_hand.id, "by-hand"))


def test_an_erased_name_stays_erased(house):
    tell(house)
    erased = ref_of(STORY["cases"][0])
    house.people.erase(erased)
    tell(house)

    assert {} == house.people.name_of([erased])


def test_deeds_have_keys_of_their_own_and_say_known_words_only():
    assert WHOLE == len({deed.id for deed in DEEDS})
    assert [] == [deed.key for deed in DEEDS if deed.said.keys() - Said.__annotations__.keys()]


def test_a_paper_is_a_whole_pdf():
    document = pdf(["A (line)", "another"])
    start = int(document.split(b"startxref\n")[1].split(b"\n")[0])

    assert document[start:].startswith(b"xref\n0 6\n")
    places = [int(line[:10]) for line in document[start:].splitlines()[3:8]]
    assert [b"%d 0 obj" % n for n in range(1, 6)] == [document[at : at + 7] for at in places]
    assert b"(A \\(line\\)) Tj" in document
