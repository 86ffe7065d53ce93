"""`vinhdanh name`: a nominee is named at a terminal, by those who may."""

import sys

import click
import pytest

from api.commands.names_read import name_read
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
    order = ("name", CASE, "--key", "letter-7")
    settled = demo.run(*order, TOKEN=there, typed=NAME)
    first, second = (demo.run(*order, *why, TOKEN=there, typed=NAME) for _ in range(2))
    shown = demo.told("show", CASE, TOKEN=officer)

    assert (1, True) == (settled.exit_code, "name-settled" in settled.stderr)
    assert (0, first.stdout) == (first.exit_code, second.stdout)
    assert first.stdout.startswith(f"{CASE} version ")
    assert NAME == shown["nominee_name"]


def test_others_are_told_why_not(demo, officer):
    found = demo.run("name", CASE, TOKEN=demo.token("clerk", "30"), typed=NAME)

    assert (1, "") == (found.exit_code, found.stdout)
    assert "nomination-unknown" in found.stderr, "the case is of another unit"
    assert NAME not in str(demo.told("show", CASE, TOKEN=officer))


def test_what_is_no_name_is_told(demo, officer):
    found = demo.run("name", CASE, TOKEN=officer, typed=" \n")

    assert (1, "") == (found.exit_code, found.stdout)
    assert "name" in found.stderr


def test_a_file_says_the_name_and_a_note(tmp_path):
    there = tmp_path / "name"
    there.write_text(f"{NAME}\ntổ 3\nwhatever stands below\n", encoding="utf-8")

    with there.open(encoding="utf-8") as file:
        assert {"name": NAME, "note": "tổ 3"} == name_read(file)


def test_on_a_terminal_name_and_note_are_asked_for(monkeypatch):
    answers = iter([NAME, ""])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))

    assert {"name": NAME} == name_read()


@pytest.mark.parametrize("command", ["name", "nominate"])
@pytest.mark.parametrize("option", ["--name", "--note"])
def test_no_argument_takes_a_name(demo, command, option):
    """Whoever lists processes would read it there, and so would who finds the shell's history."""
    found = demo.run(command, option, NAME)

    assert (2, True) == (found.exit_code, "No such option" in found.stderr)
