"""`vinhdanh reform` and `vinhdanh assign`: who has a case in hand afterwards, and why."""

import pytest

from tests.api.commanding import Desk

NAME = "2025-07-01"
ASKED = {
    "award": "bk-tinh",
    "kind": "household",
    "achievement": "Chia sẻ kinh nghiệm số",
    "on": "2025-05-05",
}
CALLED = "Hộ ông Lò Vân Sơn"
DIVIDED = "00178"


def opened(desk: Desk, unit: str, **otherwise: str) -> str:
    """Open a draft in a commune; return its id."""
    said = [part for name, value in (ASKED | otherwise).items() for part in (f"--{name}", value)]
    token = desk.token("nominating-officer", unit)
    return str(desk.told("nominate", "--unit", unit, *said, TOKEN=token, typed=CALLED)["id"])


@pytest.fixture
def cases(desk):
    """Open a draft in a commune that was merged, and one in a commune that was divided."""
    found = opened(desk, "10531"), opened(desk, DIVIDED)
    desk.agreed("reform", NAME)
    return found


def inbox(desk: Desk, role: str, unit: str, *kinds: str) -> list[str]:
    """Return what waits for an officer."""
    found = desk.told("inbox", TOKEN=desk.token(role, unit))
    return [one["nomination"] for one in found["items"]]


def test_a_dry_run_says_what_would_move_and_moves_nothing(desk, cases):
    said = desk.told("reform", NAME, "--dry-run")

    assert (2, True, {"unit-merged": 1}) == (said["cases"], said["dry_run"], said["moved"])
    (choice,) = said["choices"]
    assert (DIVIDED, "unit-divided", 1) == (choice["unit"], choice["rule"], choice["cases"])
    shown = desk.told("show", cases[0], TOKEN=desk.token("clerk", "10531"))
    assert ("10531", []) == (shown["unit"], shown["authority"])


def test_a_dry_run_says_of_each_case_from_where_to_where_and_why(desk, cases):
    moves, _ = desk.told("reform", NAME, "--dry-run")["listed"]

    assert (cases[0], "10531", "10532", "unit-merged") == tuple(
        moves[key] for key in ("nomination", "from_unit", "unit", "rule")
    )
    assert ("draft", "10531", "10532", None) == tuple(
        moves[key] for key in ("work", "from_desk", "desk", "step")
    )
    assert moves["reason"].startswith("Nghị quyết 202/2025/QH15")
    assert {"district-appraise"} < {one["step"] for one in moves["dropped"]}
    assert {"10532"} == {one["unit"] for one in moves["handed"] if one["level"] == "ward"}


def test_a_dry_run_says_among_which_units_a_person_chooses(desk, cases):
    told = desk.told("reform", NAME, "--dry-run")["listed"]
    _, waits = told

    assert (cases[1], DIVIDED, None) == (waits["nomination"], waits["from_unit"], waits["unit"])
    assert ("unit-divided", True) == (waits["rule"], len(waits["candidates"]) > 1)
    assert CALLED not in str(told)


def test_a_dry_run_in_a_terminal_counts_by_old_and_new_unit_and_lists_where_asked(desk, cases):
    short = desk.run("reform", NAME, "--dry-run").stdout
    listed = desk.run("reform", NAME, "--dry-run", "--cases").stdout
    wrong = desk.run("reform", NAME, "--cases")

    assert "10531\t10532\tunit-merged\t1\n" in short
    assert cases[0] not in short
    assert f"{cases[0]}\t10531\t10532\t10531\t10532\tdraft\tunit-merged\t-\n" in listed
    assert f"{cases[1]}\t{DIVIDED}\t(a person chooses)\t{DIVIDED}\t" in listed
    assert (2, True) == (wrong.exit_code, "--cases goes with --dry-run" in wrong.stderr)


def test_a_dry_run_over_nothing_is_a_document_all_the_same(desk):
    assert [] == desk.told("reform", NAME, "--dry-run")["listed"]


def test_the_successor_has_the_case_and_sees_why(desk, cases):
    desk.told("reform", NAME)
    shown = desk.told("show", cases[0], TOKEN=desk.token("clerk", "10532"))
    (told,) = shown["authority"]

    assert ("10532", "10531") == (shown["unit"], shown["nominee_unit"])
    assert ("unit-merged", "10531", "10532") == (told["rule"], told["from_unit"], told["unit"])
    assert told["reason"].startswith("Nghị quyết 202/2025/QH15")
    assert {"10532", "31"} == {step["unit"] for step in shown["ladder"]}
    history = desk.told("history", cases[0], TOKEN=desk.token("clerk", "10532"))
    assert "case-reassigned" == history["items"][-1]["kind"]


def test_the_history_names_units_as_they_were_called_then(desk, cases):
    case = opened(desk, "10532")
    desk.told("reform", NAME)
    start, *_, moved = desk.told("history", case, TOKEN=desk.token("clerk", "10532"))["items"]
    said = [(one["code"], one["name"], one["on"]) for one in moved["units"]]

    assert [("10532", "Phường Tân Bình", "2025-05-05")] == [
        (one["code"], one["name"], one["on"]) for one in start["units"]
    ]
    assert ("10532", "Phường Tân Bình", "2025-06-30") in said
    assert ("10532", "Phường Lê Thanh Nghị", "2025-07-01") in said
    assert ("288", "Thành phố Hải Dương", "2025-06-30") in said


def test_a_choice_names_who_was_and_who_may_be(desk, cases):
    desk.told("reform", NAME)
    waits = desk.told("history", cases[1], TOKEN=desk.token("clerk", "01"))["items"][-1]
    days = {one["code"]: one["on"] for one in waits["units"]}

    assert {"2025-06-30"} == {days[DIVIDED]}
    assert {"2025-07-01"} == {day for code, day in days.items() if code != DIVIDED}


def test_a_second_run_changes_nothing_and_says_so(desk, cases):
    desk.told("reform", NAME)
    printed = desk.run("reform", NAME).stdout

    assert "2 cases, 0 of them ended: 0 moved, 0 left to a person, 2 stay as they are" in printed


def test_a_person_chooses_for_a_divided_commune(desk, cases):
    (choice,) = desk.told("reform", NAME)["choices"]
    keeper = desk.token("directory-keeper", choice["decided_by"])
    heir = choice["candidates"][-1]
    assert [cases[1]] == inbox(desk, "directory-keeper", choice["decided_by"])

    asked = ("assign", cases[1], "--unit", heir)
    desk.agreed(*asked, role="directory-keeper", unit=choice["decided_by"], reason="its street")
    wrong = desk.run("assign", cases[1], "--unit", "10532", "--reason", "x", TOKEN=keeper)
    said = desk.run("assign", cases[1], "--unit", heir, "--reason", "its street", TOKEN=keeper)

    assert (1, "not-a-successor") == (wrong.exit_code, wrong.stderr.split(": ")[1])
    assert f"{cases[1]} goes on in {heir}" == said.stdout.strip()
    shown = desk.told("show", cases[1], TOKEN=desk.token("clerk", heir))
    assert (heir, "its street") == (shown["unit"], shown["authority"][-1]["reason"])
    assert [] == inbox(desk, "directory-keeper", choice["decided_by"])


def test_a_choice_dated_before_any_reform_names_one(desk, cases):
    keeper = desk.token("directory-keeper", DIVIDED)
    asked = ["assign", cases[1], "--unit", "10532", "--reason", "x", "--on", "2025-06-01"]
    said = desk.run(*asked, TOKEN=keeper)

    assert (2, True) == (said.exit_code, "--reform: name one" in said.stderr)


def test_a_choice_is_carried_out_once_under_a_key(desk, cases):
    (choice,) = desk.told("reform", NAME)["choices"]
    keeper, heir = desk.token("directory-keeper", choice["decided_by"]), choice["candidates"][0]
    asked = ["assign", cases[1], "--unit", heir, "--reason", "its street", "--on", "2025-07-02"]
    unit = choice["decided_by"]
    desk.agreed(*asked[:4], role="directory-keeper", unit=unit, reason="its street")

    first, again = (desk.told(*asked, "--key", "once", TOKEN=keeper) for _ in range(2))
    assert first["version"] == again["version"]


def test_what_is_left_to_persons_is_printed(desk, cases):
    printed = desk.run("reform", NAME, "--dry-run").stdout

    assert "left to a person:" in printed
    assert f"{DIVIDED}\tunit-divided\t" in printed
    assert "1 would move, 1 left to a person" in printed


def test_only_an_operator_applies_a_reform(desk):
    refused = desk.run("reform", NAME, TOKEN=desk.token("clerk", "10532"))

    assert (1, True) == (refused.exit_code, "role-missing" in refused.stderr)


def test_a_reform_nobody_knows_is_refused(desk):
    refused = desk.run("reform", "2031-01-01")

    assert 1 == refused.exit_code
    assert NAME in refused.stderr
