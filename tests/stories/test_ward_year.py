"""
The years of a ward: the plan, a nomination opened and filed, 2027, a complaint, an annulment, 2030.

Thanh Bình ward launches the movement (phong trào thi đua) in April 2025; from July 2025 on Lê Thanh
Nghị ward of Hải Phòng carries its work on. Each chapter is told once, in the order of the years;
later ones build on it; what it saw is held against what should be.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from services.redeciding.findings import Looked
from tests.api.speech import refused
from tests.redeciding import HOUSE, found
from tests.stories.ward import HAI_PHONG, LE_THANH_NGHI, MOVEMENT, Ward, key, ward

BOARD = f"/movements/{MOVEMENT}/board"
MANY = 10_000
LETTER = "12/KN"
GROUNDLESS = {"reference": LETTER, "outcome": "unfounded", "reason": "The figures are right"}
WRITTEN = {"kind": "complaint", "name": "Lê Thị Cúc", "content": "The figures are another's"}
ANNULLING = {"ground": "false-papers", "detail": "the report was another's"}


@dataclass(frozen=True)
class Seen:
    """What a chapter saw: the case it is about, and what was answered on the way."""

    case: str
    replies: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.replies[name]


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """The ward, before anything happened."""
    with ward(tmp_path_factory.mktemp("ward")) as lent:
        yield lent


@pytest.fixture(scope="module")
def planning(years: Ward) -> Seen:
    """April 2025: the plan (kế hoạch) is out, and nobody has been proposed."""
    years.on("2025-04-04")
    return Seen("", {"plan": years.ask(f"/movements/{MOVEMENT}"), "board": years.listed(BOARD)})


def test_the_plan_names_phases_reviews_and_contents(planning):
    plan = planning["plan"]
    assert ["phase-1", "phase-2"] == [one["key"] for one in plan["phases"]]
    assert ["annual", "interim", "final"] == [one["key"] for one in plan["occasions"]]
    assert 7 == len(plan["contents"])
    assert [] == planning["board"]


@pytest.fixture(scope="module")
def nominating(years: Ward, planning: Seen) -> Seen:
    """Spring 2025: Ms Bưởi is entered for the annual review (đợt xét hằng năm), and granted."""
    case = years.on("2025-04-15").opened(years.proposes("Nguyễn Thị Bưởi", "gk-phuong", "annual"))
    empty = years.act(years.speaker("nominating-officer"), case, "filing")
    early = years.proposes("Trần Văn Na", "gk-phuong", "interim")
    filed = years.files(case)
    turns = [years.on("2025-04-22").turn(case), years.on("2025-04-24").turn(case)]
    granted = years.on("2025-04-28").decides("15/QĐ-UBND", case)
    told = {"empty": empty, "early": early, "filed": filed, "turns": turns, "granted": granted}
    return Seen(case, {**told, "board": years.listed(BOARD), "now": years.ask(case)})


def test_an_empty_file_is_not_handed_in(nominating):
    status, codes = refused(nominating["empty"])
    assert (422, {"paper-missing", "criterion-missing"}) == (status, set(codes))


def test_nobody_is_proposed_for_a_review_before_its_year(nominating):
    assert (422, ["outside-occasion"]) == refused(nominating["early"])


def test_the_ward_awards_who_was_nominated(nominating):
    done = [nominating["filed"], *nominating["turns"], nominating["granted"]]
    assert [200, 200, 200, 201] == [reply.status_code for reply in done]
    assert ("granted", "nd98-2023") == (nominating["now"]["state"], nominating["now"]["regime"])
    assert [("annual", "10531", "granted", 1)] == counted(nominating["board"])


def counted(board: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    """Return how many cases of which review and unit stand where."""
    return sorted((one["occasion"], one["unit"], one["state"], one["nominations"]) for one in board)


@pytest.fixture(scope="module")
def interim(years: Ward, nominating: Seen) -> Seen:
    """June 2027: the interim review (sơ kết), in the ward that carries the work on."""
    years.on("2027-06-01").unit = LE_THANH_NGHI
    other = years.proposes("Trần Văn Na", "hcld3", "interim")
    case = years.opened(years.proposes("Trần Văn Na", "gk-phuong", "interim"))
    filed, turn = years.files(case), years.on("2027-06-10").turn(case)
    return Seen(case, {"other": other, "filed": filed, "turn": turn, "now": years.ask(case)})


def test_the_interim_review_gives_only_the_forms_of_the_plan(interim):
    assert (422, ["award-not-of-occasion"]) == refused(interim["other"])


def test_the_case_of_2027_waits_for_the_council_of_the_new_ward(interim):
    assert [200, 200] == [interim["filed"].status_code, interim["turn"].status_code]
    assert ("at-step", "ward-review", LE_THANH_NGHI) == (
        *(interim["now"][name] for name in ("state", "step", "step_unit")),
    )


@pytest.fixture(scope="module")
def complaint(years: Ward, interim: Seen) -> Seen:
    """A neighbour complains (khiếu nại): the case is held, looked into, and goes on."""
    case, secretary = interim.case, years.speaker("council-secretary")
    letter = {**WRITTEN, "reference": LETTER}
    held = years.on("2027-06-14").act(secretary, case, "complaints", **letter)
    verdict, halted = years.ask(f"{case}/verdict"), years.turn(case)
    years.on("2027-07-05")
    other = years.speaker("council-secretary", who="a second secretary")
    lifted = years.act(other, case, "complaint-settlements", **GROUNDLESS)
    turn, granted = years.on("2027-07-06").turn(case), years.on("2027-07-09").decides("88/QĐ", case)
    told = {"held": held, "verdict": verdict, "halted": halted, "lifted": lifted, "turn": turn}
    return Seen(case, {**told, "granted": granted, "honours": held_honours(years)})


def held_honours(years: Ward) -> dict[str, str]:
    """Return who is in the register of honours (sổ khen thưởng) by what paper, as held."""
    held = years.listed("/honours", state="held")
    return {str(one["nominee_name"]): str(one["decision_number"]) for one in held}


def test_a_complaint_stops_the_case_and_the_check_says_why(complaint):
    (open_rule,) = (
        one for one in complaint["verdict"]["rules"] if one["rule"] == "nothing-is-open"
    )
    assert ("not-yet", False) == (complaint["verdict"]["answer"], open_rule["holds"])
    assert {"letter": "letter-1"} == open_rule["broken"][0]["facts"]
    assert (409, ["case-held"]) == refused(complaint["halted"])


def test_a_groundless_complaint_takes_nothing_from_the_nominee(complaint):
    done = [complaint[name].status_code for name in ("held", "lifted", "turn", "granted")]
    assert [200, 200, 200, 201] == done
    assert {"Nguyễn Thị Bưởi": "15/QĐ-UBND", "Trần Văn Na": "88/QĐ"} == complaint["honours"]


@pytest.fixture(scope="module")
def annulment(years: Ward, complaint: Seen) -> Seen:
    """2028: the report turns out to be another's; the decision is annulled (hủy quyết định)."""
    decision = f"/decisions/{complaint['granted'].get_json()['id']}"
    paper = {"number": "9/QĐ-UBND", "unit": LE_THANH_NGHI, "nominations": [key(complaint.case)]}
    leader = years.on("2028-03-01").speaker("leader")
    annulled = years.act(leader, decision, "annulments", **paper, **ANNULLING)
    honour = f"/honours/{years.ask(complaint.case)['honour']}"
    back = {"object_returned": True, "amount": 0, "ground": ANNULLING["ground"]}
    recovered = years.on("2028-03-20").act(years.speaker("clerk"), honour, "recoveries", **back)
    told = {"annulled": annulled, "recovered": recovered, "honour": years.ask(honour)}
    return Seen(complaint.case, {**told, "honours": held_honours(years)})


def test_an_annulled_honour_leaves_the_register_and_its_certificate_comes_back(annulment):
    """No base salary of 2027 is known, so no bonus was paid that could come back."""
    assert [200, 200] == [annulment[name].status_code for name in ("annulled", "recovered")]
    told = [annulment["honour"][name] for name in ("state", "bonus", "object_returned")]
    assert ["annulled", None, True] == told
    assert {"Nguyễn Thị Bưởi": "15/QĐ-UBND"} == annulment["honours"]


@pytest.fixture(scope="module")
def final(years: Ward, annulment: Seen) -> Seen:
    """2030: the final review (tổng kết); the case of Ms Bưởi goes up to Hải Phòng."""
    case = years.on("2030-05-06").opened(years.proposes("Nguyễn Thị Bưởi", "bk-tinh", "final"))
    done = [years.files(case), years.on("2030-05-10").turn(case)]
    paper = years.on("2030-05-13").submits("40/TTr-UBND", case, HAI_PHONG)
    accepted = [{"nomination": key(case), "verdict": "accept"}]
    examiner = years.on("2030-05-16").speaker("appraiser", HAI_PHONG)
    done.append(years.act(examiner, paper, "answers", answers=accepted))
    done += [years.on("2030-06-03").turn(case), years.on("2030-06-10").turn(case)]
    granted = years.on("2030-06-20").decides("700/QĐ-UBND", case, unit=HAI_PHONG)
    history = years.listed(f"{case}/history", limit=200)
    told = {"done": done, "granted": granted, "history": history, "honours": held_honours(years)}
    return Seen(case, {**told, "board": years.listed(BOARD)})


def test_the_final_review_climbs_from_the_ward_to_the_province(final):
    assert [200] * 5 + [201] == [one.status_code for one in (*final["done"], final["granted"])]
    assert {"700/QĐ-UBND"} <= set(final["honours"].values())
    kinds = [one["kind"] for one in final["history"]]
    assert ("nomination-opened", "nomination-granted", "honour-registered") == (
        kinds[0],
        *kinds[-2:],
    )


def test_the_board_of_the_movement_tells_all_the_years(final):
    assert [
        ("annual", "10531", "granted", 1),
        ("final", LE_THANH_NGHI, "granted", 1),
        ("interim", LE_THANH_NGHI, "granted", 1),
    ] == counted(final["board"])


def test_every_act_of_the_years_is_accepted_again(years, final):
    log, seen = years.house.ledger.since(0, MANY), Looked()

    assert [] == found(log, HOUSE, seen)
    assert len(log) == seen.facts > len(final.replies)
    assert not seen.untold
