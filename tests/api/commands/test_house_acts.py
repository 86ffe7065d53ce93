"""`vinhdanh propose` and `vinhdanh proposed`: two persons at a terminal, or one in an emergency."""

import pytest

from tests.api.commanding import Desk

NAME = "2025-07-01"


def propose(desk: Desk, token: str, *more: str):
    return desk.told("propose", "reform", NAME, "--reason", "its day", *more, TOKEN=token)


@pytest.fixture
def first(desk):
    return desk.officer("first", "operator", "VN")


@pytest.fixture
def second(desk):
    return desk.officer("second", "operator", "VN")


def test_a_reform_waits_for_another_operator(desk, first, second):
    refused = desk.run("reform", NAME)
    assert (1, True) == (refused.exit_code, "second-person-missing" in refused.stderr)
    said = propose(desk, first)
    answer = ("proposed", "agree", str(said["act"]), "--digest", said["digest"])

    mine, nobody = desk.run(*answer, TOKEN=first), desk.run(*answer)
    assert "second-person-is-first" in mine.stderr
    assert "say who you are" in nobody.stderr
    assert 0 == desk.run(*answer, TOKEN=second).exit_code
    assert 0 == desk.run("reform", NAME).exit_code
    shown = desk.told("proposed", "show", str(said["act"]), TOKEN=first)
    assert ("done", ["first"], ["second"], True) == (
        shown["state"], shown["proposed_by"], shown["agreed_by"], shown["carried_out"],
    )  # fmt: skip


def test_a_proposal_is_declined_or_taken_back_and_expires(desk, first, second):
    said = propose(desk, first)
    answered = (str(said["act"]), "--digest", said["digest"], "--reason", "x")

    assert 0 == desk.run("proposed", "withdraw", *answered, TOKEN=first).exit_code
    propose(desk, first)
    assert 0 == desk.run("proposed", "decline", *answered, TOKEN=second).exit_code
    listed = desk.run("proposed", "list", TOKEN=second).stdout
    assert "declined\treform" in listed
    assert "role-missing" in desk.run("proposed", "list", TOKEN=desk.token("clerk", "10532")).stderr


def test_what_is_taken_alone_waits_for_an_auditor_and_doctor_says_so(desk, first):
    said = propose(desk, first, "--alone")
    assert 0 == desk.run("reform", NAME).exit_code
    auditor = desk.token("auditor", "VN")
    (waits,) = desk.told("proposed", "list", TOKEN=auditor)["items"]

    assert ("unconfirmed", True) == (waits["state"], waits["carried_out"])
    assert "taken alone, nobody else confirmed: reform 2025-07-01" in desk.run("doctor").stdout
    looked = ("confirm", str(said["act"]), "--digest", said["digest"], "--reason", "I was called")
    assert 0 == desk.run("proposed", *looked, TOKEN=auditor).exit_code
    assert "nobody else confirmed" not in desk.run("doctor").stdout


def test_an_act_nobody_proposed_is_not_there(desk, first):
    nothing = "00000000-0000-0000-0000-000000000001"
    assert "house-act-none" in desk.run("proposed", "show", nothing, TOKEN=first).stderr
    said = propose(desk, first)
    assert "summary" in desk.run("proposed", "show", str(said["act"]), TOKEN=first).stdout


def test_the_lines_that_would_change_are_shown_before_anybody_agrees(desk, first, second, tmp_path):
    rules = '[[rules]]\nkey = "nothing-is-open"\nforce = "{}"\nsource = "made up"\n'
    file = tmp_path / "new.toml"
    file.write_text(rules.format("warns"))
    said = desk.told("propose", "rules", "rules", str(file), "--reason", "x", TOKEN=first)
    file.write_text(rules.format("off"))  # what is kept is what was proposed
    shown = desk.run("proposed", "show", str(said["act"]), "--diff", TOKEN=second).stdout

    assert '+force = "warns"' in shown.split("\n")
    assert said["digest"] in shown


def test_the_cases_a_reform_would_move_are_shown(desk, first, second):
    said = propose(desk, first)
    told = desk.told("proposed", "show", str(said["act"]), "--diff", TOKEN=second)

    assert (True, [], 0) == (told["known"], told["cases"], told["left_to_a_person"])
