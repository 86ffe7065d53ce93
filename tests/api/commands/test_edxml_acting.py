"""A submission goes out as a package; the status and the decision that come back take effect."""

from dataclasses import replace

import pytest

from domain.decision.events import DecisionIssued
from domain.exchange.events import StatusTold
from domain.facts import Event
from domain.nomination.events import NominationGranted
from tests.api.commanding import Desk
from tests.api.exchanging import (
    AT,
    DISTRICT_ORGAN,
    NUMBER,
    SUBMITTED,
    Exchange,
    decision,
    key_of,
    set_up,
    status,
)
from tests.builders import CASE, OTHER, PAPER

COMPLETED = ("--grant", str(CASE), "--legal-basis", "Luật 06/2022/QH15", "--reason", "read it")
FOUND = ("--findings", "Meets the standard")


@pytest.fixture
def exchange(desk: Desk, tmp_path, monkeypatch) -> Exchange:
    """The exchange, after the submission was sent in the house."""
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    monkeypatch.setenv("VINHDANH_BUS_SENDERS", str(desk.home / "senders.toml"))
    found = set_up(desk, tmp_path / "exchange")
    both = desk.token("operator", "VN", "--role", "auditor")
    monkeypatch.setenv("VINHDANH_TOKEN", both)
    return found


def facts(exchange: Exchange, kind: type[Event]) -> list[Event]:
    """Return the facts of one kind."""
    with exchange.house() as system:
        return [one.event for one in system.ledger.since(0, 1_000) if isinstance(one.event, kind)]


def act_on(exchange: Exchange, case, kind: str):
    """Return the one act of a kind in the history of a case."""
    acts = exchange.ward.told("history", str(case))["items"]
    (found,) = [one for one in acts if one["kind"] == kind]
    return found


def has_it_to_do(exchange: Exchange, unit: str) -> bool:
    """Say whether the submission is in the inbox of a unit, and of no other."""
    mine, others = (
        exchange.ward.run("inbox", TOKEN=exchange.ward.token("clerk", one)).stdout
        for one in (unit, "31")
    )
    assert "nothing waits\n" == others
    return NUMBER in mine


def complete(exchange: Exchange, became, *more: str):
    """Say what the decision grants."""
    return exchange.ward.run("edxml", "complete", str(key_of(became)), *COMPLETED, *more)


def test_a_submission_goes_out_and_the_answers_decide_the_case(exchange, tmp_path):
    """The whole path: write, send, status, decision, completion, history."""
    ward, out = exchange.ward, tmp_path / "out.edxml"
    ward.run("edxml", "write", "submission", str(PAPER), "--out", str(out))
    ward.run("edxml", "send", str(out), str(exchange.folder))
    (sent,) = (exchange.folder / "outbox").iterdir()
    answer = tmp_path / "answer.edxml"
    Desk(tmp_path / "theirs").run(
        "edxml", "reply", str(sent), "--status", "03", "--out", str(answer)
    )
    assert "done" == exchange.came("status", answer.read_bytes())["way"]
    waits = exchange.came("decision", decision())
    assert ("parked", ["legal-basis-unsaid", "cases-unsaid"]) == (waits["way"], waits["reasons"])
    assert complete(exchange, waits, *FOUND).stdout.endswith("\ndone\n")

    assert "granted" == ward.told("show", str(CASE))["state"]
    kinds = [one["kind"] for one in ward.told("history", str(CASE))["items"]]
    assert kinds.index("status-told") < kinds.index("decision-issued")
    assert "status-told" in ward.run("history", str(CASE)).stdout


def test_a_refusal_is_something_to_do_until_the_receiver_says_otherwise(exchange):
    assert "no paper has a status\n" == exchange.ward.run("edxml", "papers").stdout
    exchange.came("no", status("02", "Chưa có dấu"))
    (row,) = exchange.ward.told("edxml", "papers", "--to-do")["items"]
    assert (NUMBER, "rejected", True) == (row["number"], row["exchange_state"], row["to_do"])
    assert has_it_to_do(exchange, "10531")

    exchange.came("yes", status("03", at=AT.replace(day=18)))
    assert not has_it_to_do(exchange, "10531")
    assert "nothing is to do\n" == exchange.ward.run("edxml", "papers", "--to-do").stdout
    assert "\taccepted\t" in exchange.ward.run("edxml", "papers").stdout


def test_a_status_has_its_own_day_and_the_moment_it_was_written_down(exchange):
    exchange.came("no", status("02", "Chưa có dấu"))
    line = act_on(exchange, OTHER, "status-told")

    assert ("2025-04-16", "Chưa có dấu") == (line["effective_on"], line["detail"]["words"])
    assert line["recorded_at"] > "2025-04-17"


def test_what_comes_again_has_one_effect(exchange):
    first = exchange.came("1", status("02"))
    again = exchange.came("2", status("02"))
    resent = status("02", staff=replace(status("02").staff, department="Văn phòng"))

    assert ("done", "done", "repeated") == (
        first["way"],
        again["way"],
        exchange.came("3", resent)["way"],
    )
    assert 1 == len(facts(exchange, StatusTold))


def test_a_status_of_a_paper_nobody_knows_is_put_aside_and_listed(exchange):
    stray = replace(SUBMITTED, code="9/TTr-UBND", document_id="1234")
    became = exchange.came("1", status("02", about=stray))
    (row,) = exchange.ward.told("edxml", "waiting")["items"]

    assert ("parked", ["document-unknown"]) == (became["way"], became["reasons"])
    assert (became["message"], "urn:edxml:00.00.00.X01", "edxml", 1) == (
        row["message"],
        row["source"],
        row["topic"],
        row["offset"],
    )
    assert "document-unknown" in exchange.ward.run("edxml", "waiting").stdout
    assert "parked: document-unknown\n" in exchange.ward.run("edxml", "received").stdout


def test_the_cases_a_decision_may_be_about_are_listed_and_none_is_chosen(exchange):
    assert "nothing waits\n" == exchange.ward.run("edxml", "waiting").stdout
    became = exchange.came("1", decision())
    found = exchange.ward.told("edxml", "waiting")["candidates"]

    assert [(NUMBER, str(one), "district-appraisal") for one in (CASE, OTHER)] == [
        (one["number"], one["nomination"], one["stands"]) for one in found
    ]
    assert {became["message"]} == {one["message"] for one in found}
    listed = exchange.ward.run("edxml", "waiting").stdout
    assert (True, True) == (str(OTHER) in listed, "\tlegal-basis-unsaid, cases-unsaid\t" in listed)
    assert [] == facts(exchange, DecisionIssued)


def test_a_decision_is_carried_out_once_by_the_hand_of_its_sender(exchange):
    became = exchange.came("1", decision())
    done, again = (complete(exchange, became, *FOUND) for _ in range(2))

    assert (0, 1) == (done.exit_code, again.exit_code), done.stderr + done.stdout
    assert "content-erased" in again.stderr
    assert [1, 1] == [len(facts(exchange, kind)) for kind in (DecisionIssued, NominationGranted)]
    line = act_on(exchange, CASE, "nomination-granted")
    assert ("edxml-288", "TM", "2025-06-02") == (
        line["actor"],
        line["capacity"],
        line["effective_on"],
    )
    assert line["causation"].startswith(f"urn:edxml:{DISTRICT_ORGAN} ")


def test_what_the_rules_refuse_waits_on_and_can_be_completed_again(exchange):
    became = exchange.came("1", decision())
    unfound = complete(exchange, became)
    short = complete(exchange, became, *FOUND, "--grant", str(PAPER))
    tried = complete(exchange, became, *FOUND, "--grant", str(PAPER))
    done = complete(exchange, became, *FOUND)

    assert (1, True) == (unfound.exit_code, "findings-missing" in unfound.stderr)
    assert (1, True) == (short.exit_code, "nomination-unknown" in short.stderr)
    assert (1, True) == (tried.exit_code, "nomination-unknown" in tried.stderr)
    assert (0, 1) == (done.exit_code, len(facts(exchange, DecisionIssued)))


def test_only_an_operator_sees_and_completes(exchange):
    became, officer = exchange.came("1", decision()), exchange.ward.token("leader", "10531")
    for asked in (("waiting",), ("complete", str(key_of(became)), *COMPLETED)):
        said = exchange.ward.run("edxml", *asked, TOKEN=officer)
        assert (1, True) == (said.exit_code, "role-missing" in said.stderr)


def test_a_status_is_no_decision_to_complete(exchange):
    became = exchange.came("1", status("02", about=replace(SUBMITTED, code="9/TTr")))
    assert ["reference-contradicts"] == became["reasons"]
    assert "not-a-package-decision" in complete(exchange, became).stderr


def test_a_stranger_is_named_as_one_beside_all_that_is_unsaid(exchange):
    (exchange.ward.home / "senders.toml").write_text("senders = []")
    parked = exchange.came("1", status("03"))

    assert ["sender-unknown"] == parked["reasons"]
    assert ["sender-unknown", "legal-basis-unsaid", "cases-unsaid"] == sorted(
        exchange.came("2", decision())["reasons"], reverse=True
    )
