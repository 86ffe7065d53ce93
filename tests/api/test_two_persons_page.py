"""docs/operations.md on two persons: its commands do what they say, and those it names stop."""

import shlex
from pathlib import Path

import pytest

from infra.wiring import front_door
from tests.api.commanding import Desk

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
PART = PAGE.partition("### Two persons\n")[2].partition("\n## ")[0]
COMMANDS = PART.partition("```text\n")[2].partition("```")[0].splitlines()
FORCE = '[[rules]]\nkey = "nothing-is-open"\nforce = "warns"\nsource = "made up"\n'
STOP = [
    ("propose", "reform", "2025-07-01", "--reason", "x"),
    ("propose", "assign", "00000000-0000-0000-0000-000000000001", "--unit", "30", "--reason", "x",
     "--reform", "2025-07-01"),
    ("reform", "2025-07-01"),
]  # fmt: skip
GO_ON = [("propose", "rules", "rules", "rules.toml", "--reason", "x"), ("proposed", "list")]


def test_the_commands_of_the_page_carry_a_reform_out_by_two_persons(desk):
    first, second = (desk.officer(one, "operator", "VN") for one in ("first", "second"))
    said: dict[str, str] = {}
    for number, line in enumerate(COMMANDS):
        command = [said.get(word, word) for word in shlex.split(line, comments=True)[1:]]
        found = desk.run(*command, TOKEN=second if number else first)
        assert (0, "") == (found.exit_code, found.stderr), line
        (act,) = desk.told("proposed", "list", TOKEN=first)["items"]
        said = {"ACT": act["act"], "DIGEST": act["digest"]}
    assert ("done", 5) == (act["state"], len(COMMANDS))


@pytest.fixture
def unagreed(tmp_path, monkeypatch):
    """A house whose file of rules nobody else agreed to."""
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    with front_door().open("noted"):
        pass
    for folder in (tmp_path, tmp_path / "var"):
        (folder / "rules.toml").write_text(FORCE)
    return Desk(tmp_path / "var")


@pytest.mark.parametrize("command", [*STOP, *GO_ON], ids=" ".join)
def test_what_stops_on_a_file_nobody_agreed_to_is_what_the_page_says(unagreed, command):
    found = unagreed.run(*command, TOKEN=unagreed.officer("first", "operator", "VN"))
    assert ("rules.toml: second-person-missing" in found.stderr) == (command in STOP)
    assert found.exit_code == (command in STOP)
    if command in GO_ON or command[0] == "propose":
        assert f"`{' '.join(command[:2])}`" in PART.replace("`proposed`", "`proposed list`")
