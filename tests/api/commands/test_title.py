"""`vinhdanh title`, `favourable` and `what-if --case` at the terminal."""

import json
from io import BytesIO
from pathlib import Path

from infra.evidence.files import EvidenceFiles
from tests.api.commanding import Desk
from tests.api.commands.test_nominate import NAME, OFFICER, asked
from tests.api.speech import PDF

CLERK, SECRETARY = ("clerk", "10532"), ("council-secretary", "10532")
SAID = ("--award", "cstdcs", "--year", "2024")


def nominee(desk: Desk) -> str:
    """Return a nominee somebody named."""
    token = desk.token(*OFFICER)
    case = desk.told("nominate", *asked(), TOKEN=token, typed=NAME)["id"]
    return str(desk.told("show", case, TOKEN=token)["nominee"])


def kept(desk: Desk, of: int = 2024) -> str:
    """Keep a decision of a year; return its digest."""
    store = EvidenceFiles(desk.home / "evidence", 1 << 20)
    return store.put(BytesIO(PDF + str(of).encode()), "application/pdf").sha256


def decision(desk: Desk) -> tuple[str, ...]:
    """Return what a declaration says of a kept decision."""
    paper = ("--number", "45/QĐ-UBND", "--dated", "2024-12-20", "--issuer", "UBND TP Hải Dương")
    return (*SAID, *paper, "--unit", "10532", "--evidence", kept(desk))


def test_a_title_is_declared_confirmed_and_shown(desk):
    who, clerk, second = nominee(desk), desk.token(*CLERK), desk.token(*SECRETARY)
    desk.told("title", "declare", who, *decision(desk), TOKEN=clerk)
    assert [False] == [o["counts"] for o in desk.told("title", "show", who, TOKEN=clerk)["items"]]
    desk.told("title", "confirm", who, *SAID, TOKEN=second)
    printed = desk.run("title", "show", who, TOKEN=clerk).stdout
    assert "UBND TP Hải Dương" in printed
    assert (
        "at version 3"
        in desk.run("title", "reject", who, *SAID, "--reason", "of another", TOKEN=second).stdout
    )


def table(desk: Desk, folder: Path, *years: int, issuer: str = "UBND TP Hải Dương") -> str:
    """Write a table of titles of some years; return where it lies."""
    head = "nominee,award,year,number,dated,issuer,evidence\n"
    line = f"{nominee(desk)},cstdcs,{{0}},45/QĐ-UBND,{{0}}-12-20,{issuer},{{1}}\n"
    path = folder / "titles.csv"
    path.write_text(head + "".join(line.format(one, kept(desk, one)) for one in years))
    return str(path)


def test_a_table_of_titles_is_declared_once(desk, tmp_path):
    clerk = desk.token(*CLERK)
    path = table(desk, tmp_path, 2023, 2024)
    args = ("title", "import", path, "--unit", "10532")
    assert {"declared": 2, "known": 0} == desk.told(*args, TOKEN=clerk)
    assert "0 declared, 2 known before" in desk.run(*args, TOKEN=clerk).stdout
    Path(path).write_text("nominee,award\n")
    assert 2 == desk.run(*args, TOKEN=clerk).exit_code


def test_a_table_with_a_number_of_a_person_in_it_is_refused(desk, tmp_path):
    path = table(desk, tmp_path, 2024, issuer="UBND xã <a@b.vn>")
    refused = desk.run("title", "import", path, "--unit", "10532", TOKEN=desk.token(*CLERK))
    assert 1 == refused.exit_code
    assert "identity-number-in-text: " in refused.stderr
    assert "a@b.vn" not in refused.output


def test_a_basis_is_taken_at_the_terminal(desk):
    token = desk.token(*OFFICER)
    entries = ("--achievement-entry", "10532/2026/7/TT", "--initiative", "10532/2026/12/SK")
    said = (*asked(), *entries, "--commendation", "merit", "--since", "2026-01-01")
    case = desk.told("nominate", *said, "--year", "2026", TOKEN=token, typed=NAME)["id"]
    (line,) = desk.told("history", case, TOKEN=token)["items"]
    basis = line["detail"]["basis"]
    assert ("merit", "7/TT", 2026, "2026-01-01") == (
        basis["commendation"],
        basis["achievement"]["number"],
        basis["year"],
        basis["since"],
    )
    wrong = desk.run("nominate", *asked(), "--initiative", "12", TOKEN=token, typed=NAME)
    assert 2 == wrong.exit_code


def test_a_case_is_held_against_every_regime_with_the_differences(desk):
    token = desk.token(*OFFICER)
    case = desk.told("nominate", *asked(), TOKEN=token, typed=NAME)["id"]
    found = desk.told("what-if", "--case", case)
    assert ["nd98-2023", "nd152-2025", "law06-2026"] == [o["rulebook"] for o in found["regimes"]]
    old, _, own = (one["differences"] for one in found["regimes"])
    assert [] == own
    assert {"route", "bonus-coefficient"} & {one["about"] for one in old}
    printed = desk.run("what-if", "--case", case).stdout
    assert "law06-2026: không khác (alike)" in printed
    assert "chưa đủ điều kiện (not yet)" in printed


def test_every_regime_in_turn(demo):
    found = demo.told("what-if")
    assert 3 == len(found["regimes"])
    assert "theo (under) nd98-2023:" in demo.run("what-if").stdout
    assert 2 == demo.run("what-if", "--rulebook", "x", "--case", "0" * 32).exit_code


def test_a_regime_that_may_not_be_chosen_says_why(desk):
    token = desk.token(*OFFICER)
    case = desk.told("nominate", *asked(), TOKEN=token, typed=NAME)["id"]
    args = ("favourable", case, "--regime", "law06-2026")
    found = desk.told(*args, TOKEN=token)
    codes = {one["code"] for one in found["broken"]}
    assert {"not-in-this-state", "role-missing", "transition-forbids"} <= codes
    printed = desk.run(*args, TOKEN=token).stdout
    assert "may not go under Amending Law 06/2026/QH16" in printed
    assert "Hồ sơ đang soạn, chưa nộp, không nhận việc này / The case is still being" in printed
    refused = desk.run(*args, "--reason", "its bonus", TOKEN=token)
    assert (1, True) == (refused.exit_code, "transition-forbids" in refused.stderr)
    assert json.dumps(found)
