"""`vinhdanh import-log`: counts for people and machines, refusals with line and reason."""

import json
import signal
from pathlib import Path

import pytest

from infra.wiring import front_door
from tests.api.commanding import Desk, wait_until
from tests.data.xes_files import log, many, simple, trace, write

MAPPING = """
source = "old-portal"
title = "Approvals of the old portal"
[[steps]]
key = "ward"
level = "ward"
role = "clerk"
[[activities]]
name = "Send"
step = "ward"
verdict = "filed"
[[activities]]
name = "Agree"
step = "ward"
verdict = "endorsed"
[[activities]]
name = "Sign"
step = "ward"
verdict = "granted"
"""


@pytest.fixture
def bring(desk, tmp_path):
    mapping = write(tmp_path, MAPPING.encode(), "mapping.toml")

    def import_log(content: bytes, *more: str, name: str = "log.xes", **env: str):
        path = write(tmp_path, content, name)
        return desk.run("import-log", str(path), "--mapping", str(mapping), *more, **env)

    return import_log


def importers(desk: Desk, monkeypatch) -> set[str]:
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    with front_door().open() as system:
        return {fact.envelope.actor for fact in system.ledger.since(0, 100)}


def test_the_document_says_what_came_in_and_again_that_nothing_did(bring):
    first, second = (
        json.loads(bring(many(4), "--json", name="log.xes.gz").stdout) for _ in range(2)
    )
    acts = {"Agree": 4, "Send": 4, "Sign": 4}

    assert {"cases": 4, "facts": 16, "added": 4, "skipped": 0, "by_activity": acts} == first
    assert {**first, "added": 0, "skipped": 4} == second


def test_people_read_a_table_and_a_sum(bring):
    printed = bring(simple("a", "b")).stdout

    assert "activity\ttimes\nAgree\t2\nSend\t2\nSign\t2\n" in printed
    assert printed.endswith("2 cases, 8 facts: 2 added, 0 known\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (simple("a")[:-40], "vinhdanh: malformed-xml: line "),
        (log(trace("a"), trace("a")), "vinhdanh: duplicate-case: line "),
        (b"no log", "vinhdanh: "),
    ],
)
def test_a_refused_file_says_line_and_reason_and_leaves_no_trace(bring, content, said):
    refused = bring(content, "--json")
    after = json.loads(bring(simple("a"), "--json").stdout)

    assert (1, "") == (refused.exit_code, refused.stdout)
    assert refused.stderr.startswith(said)
    assert 1 == refused.stderr.count("\n")
    assert 1 == after["added"]


def test_a_mapping_that_makes_no_sense_is_refused(desk, tmp_path):
    path = str(write(tmp_path, simple("a")))
    found = desk.run("import-log", path, "--mapping", path)

    assert (1, "") == (found.exit_code, found.stdout)
    assert found.stderr.startswith("vinhdanh: bad-mapping: log.xes: ")


def test_the_facts_name_the_operator_of_the_machine_or_of_the_token(desk, bring, monkeypatch):
    bring(simple("a"))
    bring(simple("b"), TOKEN=desk.token("operator", "VN"))

    assert {"operator", "operator.VN"} == importers(desk, monkeypatch)


def test_a_token_without_the_role_brings_nothing_in(desk, bring):
    found = bring(simple("a"), TOKEN=desk.token("clerk", "VN"))

    assert 1 == found.exit_code
    assert (
        "vinhdanh: role-missing: Việc này cần vai trò Người vận hành / This act needs the role"
        in found.stderr
    )


def test_a_file_that_is_not_there_is_bad_usage(desk, tmp_path):
    assert 2 == desk.run("import-log", str(tmp_path / "none"), "--mapping", "none").exit_code


def test_an_interrupted_import_ends_without_a_traceback(desk, tmp_path):
    mapping = write(tmp_path, MAPPING.encode(), "mapping.toml")
    path = write(tmp_path, many(30_000))
    with desk.started("import-log", str(path), "--mapping", str(mapping)) as process:
        wait_until((desk.home / "vinhdanh.db").exists)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=90)

    assert (1, "") == (process.returncode, said[0])
    assert "Aborted!" in said[1]
    assert "Traceback" not in said[1]


def test_the_real_mapping_is_an_example_that_can_be_read(desk, tmp_path):
    example = Path(__file__).parents[3] / "docs" / "examples" / "approval-log.toml"
    found = desk.run("import-log", str(write(tmp_path, log())), "--mapping", str(example))

    assert "0 cases, 0 facts: 0 added, 0 known\n" in found.stdout
