"""Findings over HTTP: for auditors and inspectors, page by page, each with its facts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from api.audit import reading as audit_reading
from api.audit.reading import Wanted, all_findings
from api.looking import Looking
from domain.nomination.events import NominationGranted
from domain.reading import EVERYTHING
from tests.api.badges import AUDITOR, LEADER, token
from tests.api.speech import items, refused
from tests.builders import CASE, DECISION, OTHER, at_submit, endorsed, opened
from tests.domain.paths import NOMINEE
from tests.plain_house import RULEBOOKS

BARE = tuple(one for one in at_submit if one != endorsed)
OWN = replace(endorsed, officer="officer")


@pytest.fixture
def auditor(house, say):
    """An auditor before three cases: one sound, one with a step left out, one judged at home."""
    house.given(CASE, *BARE)
    house.given(OTHER, *at_submit[:-2], OWN, at_submit[-1])
    return say(AUDITOR)


def told(reply):
    return [(one["rule"], one["case"], one["positions"]) for one in items(reply)]


def test_each_finding_says_its_rule_in_both_languages_and_cites_its_facts(auditor):
    found = auditor.get("/findings").get_json()["items"]

    (one,) = (one for one in found if one["rule"] == "skipped-step")
    assert (str(CASE), opened.unit, [4, 5]) == (one["case"], one["unit"], one["positions"])
    assert {"step": "ward-review", "why": "too few agreed"} == one["facts"]
    assert one["text"]["vi"].startswith("Bỏ qua bước")
    assert one["text"]["en"].startswith("A step was skipped")


def test_beside_what_joins_logins_to_nominees_stands_that_none_found_is_not_none(auditor):
    told = auditor.get("/findings?rule=reciprocal-nominations").get_json()
    assert ([], ["reciprocal-nominations"]) == (
        told["items"],
        [one["rule"] for one in told["unseen"]],
    )
    said = told["unseen"][0]["text"]
    assert "tên đăng nhập" in said["vi"]
    assert "does not mean that there is none" in said["en"]
    whole = auditor.get("/findings").get_json()["unseen"]
    assert ["same-person-twice", "reciprocal-nominations"] == [one["rule"] for one in whole]
    assert [] == auditor.get("/findings?rule=late").get_json()["unseen"]


def test_findings_are_asked_for_by_rule_and_unit(auditor):
    by_rule = told(auditor.get("/findings?rule=same-person-twice"))
    assert [("same-person-twice", str(OTHER), [6, 10])] == by_rule
    assert [] == told(auditor.get("/findings?unit=99999"))
    assert told(auditor.get("/findings")) == told(auditor.get(f"/findings?unit={opened.unit}"))


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_pages_together_tell_all(auditor, monkeypatch, at_once):
    whole, link = told(auditor.get("/findings?limit=200")), "/api/v1/findings?limit=1"
    found: list[object] = []
    monkeypatch.setattr(audit_reading, "AT_ONCE", at_once)
    for _ in range(len(whole) + 4):
        reply = auditor.get(link.removeprefix("/api/v1")) if link else None
        found += told(reply) if reply else []
        link = reply.headers.get("Link", "").partition(">")[0][1:] if reply else ""
    assert ("", whole) == (link, found)
    assert len(whole) > 1


def test_facts_that_arrive_between_two_pages_move_no_finding(house, auditor):
    before, first = told(auditor.get("/findings")), auditor.get("/findings?limit=1")
    house.given(CASE, NominationGranted("district-decision", DECISION, DECISION))
    whole, onward = told(auditor.get("/findings")), first.headers["Link"].partition(">")[0][8:]
    both = told(first) + told(auditor.get(onward.replace("limit=1", "limit=9")))

    assert whole.index(before[0]) > 0
    assert whole[whole.index(before[0]) :] == both
    assert all(one in both for one in before)


def test_only_what_is_asked_for_is_read(house, auditor, monkeypatch):
    read: list[str] = []
    for name in ("after", "grants"):
        noted = _noted(name, getattr(audit_reading, name), read)
        monkeypatch.setattr(audit_reading, name, noted)
    for rule in ("late", "year-end-rush"):
        auditor.get(f"/findings?rule={rule}")
        list(all_findings(Looking(house.views, EVERYTHING), RULEBOOKS.audit_rules(), Wanted(rule)))
    assert ["after", "after", "after", "grants", "grants"] == read


def _noted(name: str, asks: Callable[..., object], read: list[str]) -> Callable[..., object]:
    def noting(*args: object) -> object:
        read.append(name)
        return asks(*args)

    return noting


def test_two_who_nominated_each_other_stand_at_the_end(house, auditor):
    other = replace(opened.nominee, ref=CASE)
    house.given(type(CASE)(int=91), replace(opened, nominator=NOMINEE, nominee=other))
    theirs = replace(opened.nominee, ref=type(CASE)(NOMINEE))
    house.given(type(CASE)(int=92), replace(opened, nominator=str(CASE), nominee=theirs))

    assert ("reciprocal-nominations", None, [12, 13]) == told(auditor.get("/findings"))[-1]


def test_only_auditors_and_inspectors_read_them(auditor, say):
    assert 200 == say(token("ins", "inspector", "VN")).get("/findings").status_code
    assert (403, ["role-missing"]) == refused(say(LEADER).get("/findings"))
    assert (422, ["query-invalid"]) == refused(auditor.get("/findings?rule=envy"))
