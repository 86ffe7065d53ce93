"""What a package says becomes an order, waits for a person, or is nothing: never a guess."""

import json
from dataclasses import replace
from datetime import date

import pytest

from domain.decision.events import DecisionIssued
from domain.exchange.events import StatusTold
from infra.edxml.received import ReceivedFiles
from services.edxml import acting
from services.edxml.codes import DocKind
from services.edxml.gateway import Became, Entry, Verdict, Way
from services.edxml.incoming import said
from services.edxml.organs import Organs
from services.edxml.package import Business, DocumentType, Organ, Signer
from tests.api.exchanging import (
    DISTRICT_ORGAN,
    NUMBER,
    SUBMITTED,
    WARD_ORGAN,
    decision,
    status,
)
from tests.builders import CASE, DISTRICT, NOON, PAPER, WARD
from tests.data.edxml_offices import entry
from tests.services.intake_house import CITY, SENDERS, facts
from tests.services.test_city_statuses import gone_out, sent

LIST = Organs([entry(WARD, Organ(WARD_ORGAN), ours=True), entry(DISTRICT, Organ(DISTRICT_ORGAN))])
SENDER = replace(SENDERS[CITY], source=f"urn:edxml:{DISTRICT_ORGAN}")
BARE = replace(SUBMITTED, code="", on=None)


@pytest.fixture
def out(house):
    """The house, with a submission that went out to a district that answers in packages."""
    gone_out(house, PAPER, replace(sent, number=NUMBER), "submission")
    house.senders = {SENDER.source: SENDER}
    return house


@pytest.fixture
def received(tmp_path):
    """What was received: nothing yet."""
    found = ReceivedFiles(tmp_path / "edxml")
    yield found
    found.close()


@pytest.fixture
def act(out, received):
    """Return what keeps packages and acts on them."""

    def run(*packages, organs=LIST):
        for package in packages:
            one = Entry(f"{package!r}", "a", 1, Verdict.TAKEN, NOON, said(package))
            received.keep(one, None)
        return [one.became for one in acting.act(received, organs, out)]

    return run


def body_of(house, became):
    """Return the message that was put aside for a package."""
    ((digest, _),) = [
        (digest, key) for key, digest in house.parked.kept_before(NOON.replace(year=2100))
    ]
    return json.loads(house.parked.load(became.message, digest).body)


@pytest.mark.parametrize(
    "about", [SUBMITTED, BARE, replace(SUBMITTED, document_id="gateway-77")], ids=repr
)
def test_a_paper_is_known_by_number_and_date_or_by_an_id_made_of_them(out, act, about):
    assert [Way.DONE] == [one.way for one in act(status("04", about=about))]
    (fact,) = facts(out, StatusTold)
    assert ("assigned", DISTRICT, date(2025, 4, 16), "09:30:00") == (
        fact.means,
        fact.unit,
        fact.told_on,
        fact.told_at,
    )


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"about": replace(BARE, document_id="77")}, ["reference-incomplete"]),
        (
            {"about": replace(BARE, document_id=f"{WARD_ORGAN},2025/02/30,1/A")},
            ["reference-incomplete"],
        ),
        ({"about": replace(SUBMITTED, code="113/TTr-UBND")}, ["reference-contradicts"]),
        ({"about": replace(SUBMITTED, on=date(2025, 4, 14))}, ["reference-contradicts"]),
        ({"about": replace(BARE, code="113/TTr-UBND")}, ["reference-contradicts"]),
        ({"about": replace(BARE, organ_id="X", document_id="X,2025/04/15,1/A")}, ["organ-unknown"]),
        (
            {"about": replace(BARE, document_id=f"{WARD_ORGAN},2025/04/15,1/A")},
            ["document-unknown"],
        ),
        ({"sender": Organ("X")}, ["organ-unknown", "sender-unknown"]),
        ({"at": None, "description": "\x7f"}, ["json-malformed"]),
        ({"at": NOON.replace(year=2030)}, ["dated-ahead"]),
    ],
    ids=repr,
)
def test_what_is_not_clear_is_put_aside_with_its_reason(out, act, changes, codes):
    (became,) = act(status("02", **changes))
    assert (Way.PARKED, codes) == (became.way, list(became.reasons))
    assert [] == facts(out, StatusTold)


def test_a_code_that_stands_for_two_units_is_not_chosen_between(out, act):
    twice = Organs([*LIST.entries, entry("31", Organ(DISTRICT_ORGAN))])
    (became,) = act(status("02"), organs=twice)
    assert ("organ-unknown",) == became.reasons


def test_the_same_said_again_is_the_same_message(out, act):
    other = status("02", staff=replace(status("02").staff, staff="B"))
    ways = [one.way for one in act(status("02"), other, status("02", "no seal"), status("03"))]
    assert [Way.DONE, Way.REPEATED, Way.DONE, Way.DONE] == ways
    assert 3 == len(facts(out, StatusTold))


def test_a_decision_is_put_aside_with_all_it_says_and_no_case(out, act):
    (became,) = act(decision())
    paper = {"number": "77/QĐ-UBND", "dated": "2025-06-02", "unit": DISTRICT}
    assert {"paper": {**paper, "signer_position": "Chủ tịch Ủy ban nhân dân"}} == body_of(
        out, became
    )
    (parked,) = out.ledger.read(became.message)
    assert [("cases-unsaid", (("paper", str(PAPER)),))] == [
        (one.code, one.about) for one in parked.reasons if one.code == "cases-unsaid"
    ]
    assert CASE in sent.nominations
    assert [] == facts(out, DecisionIssued)


def test_what_a_decision_lacks_is_said(act):
    (became,) = act(decision(signer=Signer(), answers=()), organs=Organs([]))
    assert (
        "organ-unknown",
        "signer-unsaid",
        "legal-basis-unsaid",
        "cases-unsaid",
        "reference-unknown",
    ) == became.reasons


@pytest.mark.parametrize(
    ("changes", "became"),
    [
        ({"type": DocumentType(name="Công văn")}, acting.NO_DECISION),
        ({"type": DocumentType(name="Công văn"), "answers": ()}, acting.NOTHING),
        ({"sender": Organ("X"), "answers": ()}, acting.NOTHING),
        ({"business": Business(DocKind.REVOKE)}, acting.CHANGES),
        ({"business": Business(DocKind.REPLACE), "answers": ()}, acting.CHANGES),
    ],
    ids=repr,
)
def test_other_documents_are_for_a_person_where_they_are_about_ours(act, changes, became):
    assert [became] == act(decision(**changes))


@pytest.mark.parametrize("name", ["quyết định", "QUYẾT ĐỊNH", "Quye\u0302\u0301t đi\u0323nh"])
def test_a_decision_is_known_by_its_name_however_it_is_written(act, name):
    assert [Way.PARKED] == [one.way for one in act(decision(type=DocumentType(name=name)))]


PILE = "a" + "\u0323\u0302" * 200_000


def test_marks_piled_up_by_the_hundred_thousand_are_put_aside_unread(out, act):
    """Sorting them takes minutes; nothing of them may be put into one form."""
    named = replace(BARE, document_id=f"{WARD_ORGAN},2025/04/15,{PILE}")
    hostile = (
        status("02", about=named),
        status("02", PILE),
        status("02", about=replace(SUBMITTED, code=PILE)),
        decision(type=DocumentType(name=PILE)),
    )
    *aside, other = act(*hostile)
    codes = ["reference-incomplete", "json-malformed", "reference-contradicts"]
    assert codes == [code for one in aside for code in one.reasons]
    assert (acting.NO_DECISION, []) == (other, facts(out, StatusTold))


def test_the_first_hundred_papers_a_document_answers_are_looked_at(act):
    others = tuple(replace(BARE, document_id=f"X,2025/04/15,{n}/A") for n in range(100))
    assert [acting.NOTHING] == act(
        decision(type=DocumentType(name="Công văn"), answers=(*others, SUBMITTED))
    )
    (became,) = act(decision(answers=(SUBMITTED, *others * 9)))
    assert ("legal-basis-unsaid", "cases-unsaid") == became.reasons


def test_who_dies_before_it_is_written_down_knows_the_message_again(
    out, act, received, monkeypatch
):
    def died(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ReceivedFiles, "note", died)
        with pytest.raises(KeyboardInterrupt):
            act(status("02"))
    assert [Way.REPEATED] == [one.way for one in act()]
    assert [] == act()
    assert 1 == len(facts(out, StatusTold))


def test_what_it_led_to_is_kept_beside_the_package(received, act):
    (became,) = act(status("02", about=replace(BARE, document_id="77")))
    ((_, kept),) = received.entries()
    assert became == kept.became
    assert became.message is not None


def test_what_was_refused_is_not_acted_on(out, received):
    received.keep(Entry("d", "a", 1, Verdict.REFUSED, NOON), None)
    assert [] == list(acting.act(received, LIST, out))
    received.keep(Entry("e", "a", 1, Verdict.TAKEN, NOON), None)
    assert [Became(Way.NOTHING)] == [one.became for one in acting.act(received, LIST, out)]
