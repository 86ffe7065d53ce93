"""Imports that are refused: the line and the reason are told, and nothing is half imported."""

import gzip
from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.past.mapping import Meaning
from services.import_log import ATTEMPTS
from services.ports import Append, Conflict
from tests.data.xes_files import FIRST_LINE, MAPPING, acts, event, log, many, simple, trace, write
from tests.notebook import Notebook
from tests.services.importing import Interrupted, bring, bring_refused, note


def test_an_import_that_never_gets_its_turn_says_so(tmp_path):
    def always(_: Sequence[Append]) -> None:
        raise Conflict

    ledger = Interrupted(range(1, 100), always)

    assert "busy" == bring_refused(write(tmp_path, simple("a")), ledger).code
    assert ATTEMPTS == ledger.writes


def test_a_case_that_was_contradicted_while_we_wrote_is_refused(tmp_path):
    other = write(tmp_path, log(trace("a", acts("Turn down"))), "other.xes")
    ledger = Interrupted({1}, lambda _: note(bring(other, ledger)))
    error = bring_refused(write(tmp_path, simple("a")), ledger)

    assert ("contradicted", FIRST_LINE) == (error.code, error.line)
    assert 2 == len(ledger.log)


def test_unknown_activities_are_all_listed_with_their_counts_and_nothing_is_imported(tmp_path):
    ledger = Notebook()
    content = log(trace("a", acts("Send", "Pay", "Ask")), trace("b", acts("Pay")))
    error = bring_refused(write(tmp_path, content), ledger)

    assert ("unknown-activity", FIRST_LINE + 5) == (error.code, error.line)
    assert error.items == (
        f"'Pay': 2 times, first in line {FIRST_LINE + 5}",
        f"'Ask': 1 times, first in line {FIRST_LINE + 8}",
    )
    assert not ledger.log


def test_a_case_that_stands_twice_is_refused_with_both_lines(tmp_path):
    ledger = Notebook()
    error = bring_refused(write(tmp_path, log(*map(trace, "aba"))), ledger)

    assert ("duplicate-case", FIRST_LINE + 6) == (error.code, error.line)
    assert f"case 'a' stands twice, first in line {FIRST_LINE}" == error.reason
    assert not ledger.log


def test_cases_known_otherwise_are_all_listed_and_nothing_is_imported(tmp_path):
    ledger = Notebook()
    bring(write(tmp_path, simple(*"abc")), ledger)
    before = list(ledger.log)
    told = log(trace("a", acts("Agree")), trace("b", acts("Send", "Sign")), *map(trace, "cd"))
    error = bring_refused(write(tmp_path, told), ledger)

    assert "contradicted" == error.code
    assert ["'a'", "'b'"] == [item.partition(":")[0] for item in error.items]
    assert "2 cases are known otherwise" in str(error)
    assert before == ledger.log


def test_the_same_file_under_another_reading_is_refused(tmp_path):
    ledger = Notebook()
    path = write(tmp_path, simple("a"))
    bring(path, ledger)
    meanings = {**MAPPING.meanings, "Send": Meaning("ward", "saved")}
    error = bring_refused(path, ledger, mapping=replace(MAPPING, meanings=meanings))

    assert "contradicted" == error.code


def test_two_systems_may_use_the_same_names(tmp_path):
    ledger = Notebook()
    path = write(tmp_path, simple("a"))
    for source in ("one", "two"):
        assert 1 == bring(path, ledger, mapping=replace(MAPPING, source=source)).added


@pytest.mark.parametrize("pack", [bytes, lambda content: gzip.compress(content, mtime=0)])
def test_a_file_cut_off_anywhere_leaves_the_ledger_untouched(tmp_path, pack):
    ledger = Notebook()
    content = pack(many(40).rstrip())
    path = tmp_path / "log"

    for at in range(0, len(content), len(content) // 50):
        path.write_bytes(content[:at])
        error = bring_refused(path, ledger)
        assert error.line is not None
        assert error.reason
    assert not ledger.log
    path.write_bytes(content)
    assert 40 == bring(path, ledger).added


def test_the_last_trace_counts_as_much_as_the_first(tmp_path):
    ledger = Notebook()
    late = event(at="never")
    error = bring_refused(
        write(tmp_path, many(2000).replace(b"</log>", b"") + log(trace("z", late), head="")), ledger
    )

    assert "bad-timestamp" == error.code
    assert not ledger.log
