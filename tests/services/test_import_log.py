"""Bringing in past approvals: what a file becomes, and that a repeat adds nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from domain.past.decide import stream_of
from domain.recorded import Envelope
from services.ports import Append
from tests.data.xes_files import (
    START,
    acts,
    attribute,
    event,
    log,
    many,
    simple,
    trace,
    write,
)
from tests.notebook import Notebook
from tests.plain_house import PowerCut
from tests.services.importing import NOW, Interrupted, bring, note, verdicts


def test_every_trace_becomes_a_case_and_every_act_a_verdict(tmp_path):
    ledger = Notebook()
    path = write(tmp_path, log(trace("a", acts("Send", "Sign")), trace("b")), "log.xes.gz")

    report = bring(path, ledger)

    assert {
        "cases": 2,
        "facts": 4,
        "added": 2,
        "skipped": 0,
        "by_activity": {"Send": 1, "Sign": 1},
    } == asdict(report)
    kinds = [type(one.event).__name__ for one in ledger.log]
    assert ["PastCaseOpened", "PastVerdictRecorded", "PastVerdictRecorded"] == kinds[:3]
    assert {stream_of("old-portal", case) for case in "ab"} == set(ledger.streams)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert {digest} == {getattr(one.event, "digest", None) for one in ledger.log}


def test_each_fact_says_who_brought_it_in_when_and_by_which_order(tmp_path):
    ledger = Notebook()
    path = write(tmp_path, log(trace("a", acts("Send"))))
    bring(path, ledger)

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    whole = uuid5(uuid5(NAMESPACE_URL, "vinhdanh:imports"), digest)
    beside = Envelope(
        actor="op-1",
        roles=("operator",),
        capacity="office",
        delegation=None,
        effective_on=date(2024, 3, 1),
        received_at=NOW,
        recorded_at=NOW,
        command=uuid5(whole, "a"),
        correlation=str(whole),
    )
    assert [beside] * 2 == [one.envelope for one in ledger.log]


def test_the_day_is_that_of_the_zone_the_act_was_written_in(tmp_path):
    ledger = Notebook()
    written = ("2024-03-01T23:30:00+07:00", "2024-03-02T00:30:00+07:00", "2024-03-01T17:30:00Z")
    bring(write(tmp_path, log(trace("a", *(event(at=at) for at in written)), trace("b"))), ledger)

    days = [one.envelope.effective_on for one in ledger.log]
    assert [date(2024, 3, day) for day in (1, 1, 2, 1)] == days[:4]
    assert NOW.date() == days[4]


def test_a_second_run_adds_nothing_packed_or_plain(tmp_path):
    ledger = Notebook()
    bring(write(tmp_path, simple("a", "b")), ledger)
    before = list(ledger.log)

    for name in ("log.xes", "log.xes.gz"):
        report = bring(write(tmp_path, simple("a", "b"), name), ledger)
        assert (2, 8, 0, 2) == (report.cases, report.facts, report.added, report.skipped)

    assert before == ledger.log


def test_a_later_copy_adds_new_cases_and_the_new_verdicts_of_known_ones(tmp_path):
    ledger = Notebook()
    bring(write(tmp_path, log(trace("a", acts("Send")), trace("b", acts("Send", "Sign")))), ledger)
    known = len(ledger.log)

    later = log(trace("a", acts("Send", "Sign")), trace("b", acts("Send")), trace("c"))
    report = bring(write(tmp_path, later), ledger)

    assert (3, 6, 2, 1) == (report.cases, report.facts, report.added, report.skipped)
    assert ["Sign", "c"] == [
        getattr(one.event, "activity", None) or getattr(one.event, "case", None)
        for one in ledger.log[known:]
    ]
    assert [3, 1] == [one.version for one in ledger.log[known:]]


def test_progress_is_told_of_every_stage_to_its_end(tmp_path):
    told = []
    path = write(tmp_path, many(1000))
    bring(path, Notebook(), progress=lambda *step: told.append(step))

    size = path.stat().st_size
    assert [("read", size, size), ("check", 1000, 1000), ("write", 1000, 1000)] == [
        [step for step in told if step[0] == stage][-1] for stage in ("read", "check", "write")
    ]
    assert all(done <= total for _, done, total in told)
    assert told == sorted(told, key=lambda step: (["read", "check", "write"].index(step[0]), step))


def test_a_log_that_brings_nothing_new_is_looked_at_once(tmp_path):
    ledger, told = Notebook(), []
    path = write(tmp_path, simple("a"))
    bring(path, ledger)
    bring(path, ledger, progress=lambda *step: told.append(step))

    assert ["read", "check"] == [stage for stage, *_ in told]


def test_several_cases_are_written_in_one_transaction_and_each_whole(tmp_path):
    cuts = []
    ledger = Interrupted({1}, lambda appends: cuts.append(len(appends)))
    bring(write(tmp_path, many(1200)), ledger)

    assert 3 == ledger.writes
    assert [500] == cuts


def stop(_: Sequence[Append]) -> None:
    raise PowerCut


def test_an_import_cut_off_half_way_is_completed_by_the_next_run(tmp_path):
    path = write(tmp_path, many(1200))
    ledger = Interrupted({2}, stop)
    with pytest.raises(PowerCut):
        bring(path, ledger)
    assert 500 == len(ledger.streams)
    assert {4} == {len(facts) for facts in ledger.streams.values()}

    report = bring(path, ledger)

    assert (1200, 4800, 700, 500) == (report.cases, report.facts, report.added, report.skipped)
    whole = Notebook()
    bring(path, whole)
    assert whole.streams == ledger.streams
    assert 1200 == bring(path, ledger).skipped


def test_a_case_another_import_was_faster_with_is_not_written_twice(tmp_path):
    path = write(tmp_path, simple("a", "b"))
    other = write(tmp_path, simple("a"), "other.xes")
    ledger = Interrupted({1}, lambda _: note(bring(other, ledger)))
    report = bring(path, ledger)

    assert (1, 1) == (report.added, report.skipped)
    assert {4} == {len(facts) for facts in ledger.streams.values()}


def test_what_was_brought_in_can_be_replayed(tmp_path):
    ledger = Notebook()
    nested = attribute("org:resource", "Somebody", inside=attribute("org:role", "none"))
    act = event("Sign", START + timedelta(days=1)).replace("<event>", "<event>" + nested)
    bring(write(tmp_path, log(trace("a", event(), act))), ledger)

    found = verdicts(one.event for one in ledger.log)
    assert ["filed", "granted"] == [one.verdict for one in found]
    assert "Somebody" not in repr(ledger.log)


def test_the_report_of_nothing(tmp_path):
    report = bring(write(tmp_path, log()), Notebook())

    assert (0, 0, 0, 0, {}) == tuple(asdict(report).values())
