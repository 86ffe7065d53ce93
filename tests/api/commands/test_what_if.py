"""`vinhdanh what-if`: the demo ward's decided cases under other rules, nothing touched."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path
from shutil import copytree

from infra.ledger.ledger import open_ledger
from infra.rulebooks.shelf import ROOT
from tests.api.commanding import Desk

POSTING = """
[[postings]]
level = "ward"
working_days = 10
source = "Decree 98/2023 art. 46(1), of the State's titles alone [S23]"
confirmed = true
"""


def last(desk: Desk) -> int:
    """Return the position of the newest fact."""
    with closing(open_ledger(desk.home / "vinhdanh.db")) as ledger:
        return ledger.last_position()


def bytes_of(desk: Desk) -> dict[str, str]:
    """Return the digest of every file of a house: ledger, views, evidence, people."""
    files = (one for one in desk.home.rglob("*") if one.is_file())
    return {str(one.relative_to(desk.home)): sha256(one.read_bytes()).hexdigest() for one in files}


def draft_of(folder: Path, **more: str) -> Path:
    """Return a regime drafted in a folder: one of the house, with more said of some awards."""
    copytree(ROOT / "nd98-2023", folder)
    regime = folder / "regime.toml"
    regime.write_text(regime.read_text().replace('key = "nd98-2023"', 'key = "draft"'))
    for award, text in more.items():
        with (folder / f"{award.replace('_', '-')}.toml").open("a") as file:
            file.write(text)
    return folder


def test_decided_cases_are_held_against_another_regime(demo):
    before = last(demo)
    own = demo.told("what-if", "--rulebook", "nd152-2025")
    other = demo.told("what-if", "--rulebook", "nd98-2023")

    assert own["decided"] == other["decided"] > 0
    assert "route" in {one["about"] for one in other["differences"]}
    assert all(one["cases"] and one["example"] for one in other["differences"])
    assert own["alike"] <= own["decided"]
    assert before == last(demo)


def test_the_differences_are_printed(demo):
    printed = demo.run("what-if", "--rulebook", "nd98-2023").stdout

    assert "decided cases" in printed.splitlines()[-1]


def test_decided_cases_are_held_against_a_regime_that_is_only_drafted(demo, tmp_path):
    draft = draft_of(tmp_path / "draft")
    before, own = last(demo), demo.told("what-if", "--rulebook", "nd98-2023")
    other = demo.told("what-if", "--rulebook", str(draft))

    assert ("draft", before) == (other["rulebook"], last(demo))
    assert {**own, "rulebook": "draft"} == other


def test_each_case_of_which_a_rule_says_something_else_is_told_with_both_verdicts(demo, tmp_path):
    draft = draft_of(tmp_path / "draft", gk_phuong=POSTING)
    found = demo.told("what-if", "--rulebook", str(draft))
    case, cases = found["cases"][0], len(found["cases"])
    (rule,) = (one for one in case["rules"] if one["rule"] == "posted-where-asked")

    assert ("gk-phuong", "eligible", "not-yet") == (case["award"], case["was"], case["would"])
    assert (True, False) == (rule["was"]["holds"], rule["would"]["holds"])
    assert all((rule["text"]["vi"], rule["text"]["en"], rule["source"]))
    assert "10 working days" in rule["would"]["looked_at"]["asked"]
    assert {"was": "eligible", "would": "not-yet", "cases": cases} in found["verdicts"]


def test_the_verdicts_are_printed_in_vietnamese_first(demo, tmp_path):
    draft = draft_of(tmp_path / "draft", gk_phuong=POSTING)
    printed = demo.run("what-if", "--rulebook", str(draft)).stdout

    for words in (
        "kết luận (verdict): đủ điều kiện (eligible) -> chưa đủ điều kiện (not yet)",
        "quy tắc (rule) posted-where-asked: Hồ sơ phải được công khai lấy ý kiến",
        "sẽ (would be): không đạt (broken), bắt buộc (binds)",
        "đã xem (looked at): thời gian công khai phải có: 10 ngày làm việc",
    ):
        assert words in printed


def test_more_cases_than_a_person_reads_are_counted(demo, tmp_path, monkeypatch):
    monkeypatch.setattr("api.commands.what_if_told.SHOWN", 1)
    draft = draft_of(tmp_path / "draft", gk_phuong=POSTING)
    printed = demo.run("what-if", "--rulebook", str(draft)).stdout

    assert 1 == printed.count("posted-where-asked")
    assert "hồ sơ nữa (more cases)" in printed


def test_nothing_is_touched(demo, tmp_path):
    """Ledger, views, evidence and people are the same to the byte, whatever is asked."""
    before = bytes_of(demo)
    demo.told("what-if")
    draft = draft_of(tmp_path / "draft", gk_phuong=POSTING)
    decided = demo.told("what-if", "--rulebook", str(draft))
    demo.told("what-if", "--case", decided["cases"][0]["nomination"])

    assert before == bytes_of(demo)


def test_a_draft_that_is_broken_is_told_and_holds_nothing(demo, tmp_path):
    refused = demo.run("what-if", "--rulebook", str(tmp_path))

    assert (1, True) == (refused.exit_code, "regime.toml: missing" in refused.stderr)


def test_a_regime_nobody_knows_is_refused(demo):
    refused = demo.run("what-if", "--rulebook", "nd1-1999")

    assert (1, True) == (refused.exit_code, "regime-unknown" in refused.stderr)
