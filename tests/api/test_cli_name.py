"""`vinhdanh name`: a nominee is named at a terminal, by those who may."""

import pytest

from services.demo.story import nomination_of

CASE = str(nomination_of("open-data"))
NAME = "Nguyễn Thị Bưởi"


@pytest.fixture
def officer(demo):
    """The nominating officer of the unit that opened the case."""
    unit = demo.told("show", CASE, TOKEN=demo.token("auditor", "VN"))["unit"]
    return demo.token("nominating-officer", unit)


def test_a_name_is_put_right_once_for_one_key(demo, officer):
    case = demo.told("show", CASE, TOKEN=officer)
    there = demo.token(case["step_role"], case["step_unit"])
    why = ("--reason", "as on the identity card")
    order = ("name", CASE, "--name", NAME, "--key", "letter-7")
    settled = demo.run(*order, TOKEN=there)
    first, second = (demo.run(*order, *why, TOKEN=there) for _ in range(2))
    shown = demo.told("show", CASE, TOKEN=officer)

    assert (1, True) == (settled.exit_code, "name-settled" in settled.stderr)
    assert (0, first.stdout) == (first.exit_code, second.stdout)
    assert first.stdout.startswith(f"{CASE} version ")
    assert NAME == shown["nominee_name"]


def test_others_are_told_why_not(demo, officer):
    found = demo.run("name", CASE, "--name", NAME, TOKEN=demo.token("clerk", "30"))

    assert (1, "") == (found.exit_code, found.stdout)
    assert "role-missing" in found.stderr
    assert NAME not in str(demo.told("show", CASE, TOKEN=officer))


def test_what_is_no_name_is_told(demo, officer):
    found = demo.run("name", CASE, "--name", " ", TOKEN=officer)

    assert (1, "") == (found.exit_code, found.stdout)
    assert "name" in found.stderr
