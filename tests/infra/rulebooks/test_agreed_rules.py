"""The operator's files of rules: what two persons agreed to starts, anything else does not."""

from hashlib import sha256
from pathlib import Path

import pytest

from domain.house_acts.events import (
    HouseActDone,
    RulesGone,
    RulesPutBack,
    RulesTakenOver,
    SecondPersonAsked,
)
from infra.wiring import front_door
from services.upkeep import CannotOpen
from tests.api.commanding import Desk

FORCE = """[[rules]]
key = "nothing-is-open"
force = "warns"
source = "made up"
"""
EVIL = FORCE.replace("warns", "off")
NEAR = '[near]\nworking_days = 3\nsource = "Decision 15"\nconfirmed = false\n'
DAY = '[[days_off]]\ndate = 2026-08-31\nsource = "Decision 9"\n'
KINDS = (SecondPersonAsked, RulesTakenOver, RulesGone, RulesPutBack, HouseActDone)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir(0o700)
    return tmp_path / "home"


@pytest.fixture
def served(home):
    """Start a house that has no rules of its own, once."""
    start()
    return home


def start() -> list[str]:
    """Start the service as far as its rules; return the facts about them, by name."""
    with front_door().open("noted"):
        pass
    with front_door().open("aside") as system:
        found = system.ledger.since(0, system.ledger.last_position())
    return [type(one.event).__name__ for one in found if isinstance(one.event, KINDS)]


def test_a_house_without_rules_of_its_own_needs_nothing(served):
    assert ["SecondPersonAsked"] == start()
    (served / "rules.toml").write_text("\n")
    assert ["SecondPersonAsked"] == start()


def test_what_is_in_force_at_an_upgrade_is_taken_over_by_a_fact(home):
    (home / "rules.toml").write_text(FORCE)

    assert ["RulesTakenOver", "SecondPersonAsked"] == start() == start()


def test_what_is_in_force_is_taken_over_before_the_first_proposal(home, tmp_path):
    (home / "rules.toml").write_text(FORCE)
    (tmp_path / "terms.toml").write_text(NEAR)
    why = ("--reason", "why", "--json")
    desk = Desk(home)
    said = desk.run(
        "propose", "rules", "terms", str(tmp_path / "terms.toml"), *why, TOKEN=first(desk)
    )
    assert (0, "") == (said.exit_code, said.stderr)
    assert "proposed, not carried out yet: rules terms (until " in desk.run("doctor").stdout
    assert ["RulesTakenOver", "SecondPersonAsked"] == start()


def first(desk: Desk) -> str:
    return desk.officer("first.VN", "operator", "VN")


def test_a_file_that_nobody_else_agreed_to_stops_every_command_and_doctor_names_it(served):
    (served / "rules.toml").write_text(FORCE)
    with pytest.raises(
        CannotOpen, match=r"rules\.toml: second-person-missing.*last proposal: none"
    ):
        start()
    desk = Desk(served)
    assert "vinhdanh propose rules" in desk.run("inbox", TOKEN="x").stderr
    looked = desk.run("doctor")
    assert (1, True) == (looked.exit_code, "rules.toml: second-person-missing" in looked.stdout)


def test_a_file_that_two_operators_stand_behind_is_in_force_from_the_next_start(served, tmp_path):
    (served / "rules.toml").write_text(FORCE)
    Desk(served).agreed("rules", "rules", str(served / "rules.toml"))
    assert ["SecondPersonAsked", "HouseActDone"] == start() == start()

    (served / "rules.toml").write_text(FORCE.replace("warns", "off"))
    with pytest.raises(CannotOpen, match="second-person-missing"):
        start()


def test_a_file_that_goes_is_told_and_comes_back_as_it_was(home):
    (home / "rules.toml").write_text(FORCE)
    start()
    (home / "rules.toml").unlink()
    assert "RulesGone" == start()[-1]
    assert "the file that was in force is gone" in Desk(home).run("doctor").stdout
    (home / "rules.toml").write_text(FORCE)

    assert "RulesPutBack" == start()[-1]


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("rules", FORCE, "rules: 1 forces, 0 quotas, 0 postings, 0 reaches"),
        ("terms", NEAR, "terms: near, 1 not confirmed"),
        ("calendar", DAY, "calendar: 1 days, 0 of them worked"),
        ("terms", NEAR.replace("near", "far"), "line 1: $.far: unknown key"),
        ("calendar", NEAR, "unknown near"),
        ("rules", "\n", "rules-file-empty: Tệp"),
    ],
)
def test_a_file_is_proposed_with_what_it_sets_or_refused_with_its_line(
    served, tmp_path, kind, text, why
):
    (tmp_path / "new.toml").write_text(text)
    desk = Desk(served)
    asked = ("propose", "rules", kind, str(tmp_path / "new.toml"), "--reason", "why")
    said = desk.run(*asked, TOKEN=first(desk))

    sound = why.startswith(kind + ": ")
    assert (not sound, True) == (bool(said.exit_code), why in (said.stdout or said.stderr))
    assert sound is ("proposed" in desk.run("proposed", "list", TOKEN=first(desk)).stdout.split())


@pytest.fixture
def swapped(monkeypatch):
    """Return what puts another text in the place of a file once somebody has opened it."""

    def swap(path, text):
        opened, aside = Path.open, path.with_suffix(".aside")
        aside.write_text(text)

        def then_swap(self, *args, **kwargs):
            found = opened(self, *args, **kwargs)
            if self == path and aside.exists():
                aside.replace(path)  # who has it open reads on in the first one
            return found

        monkeypatch.setattr(Path, "open", then_swap)

    return swap


def test_a_file_that_is_swapped_while_it_is_read_starts_under_no_other_digest(home, swapped):
    (home / "rules.toml").write_text(FORCE)
    start()
    (home / "rules.toml").write_text(EVIL)
    swapped(home / "rules.toml", FORCE)

    with pytest.raises(
        CannotOpen, match=f"second-person-missing: SHA-256 {sha256(EVIL.encode()).hexdigest()}"
    ):
        start()


def test_what_is_proposed_is_told_of_the_bytes_that_are_hashed(served, tmp_path, swapped):
    path = tmp_path / "new.toml"
    path.write_text(FORCE)
    swapped(path, NEAR)

    found = front_door().rules_set("rules", path)
    assert found.told.startswith("rules: 1 forces")
    assert (sha256(FORCE.encode()).hexdigest(), FORCE.encode()) == (found.digest, found.content)
