"""The arithmetic of the ballot page under node: the golden ballots, a count, faults in it."""

import json
import subprocess
from hashlib import shake_256
from pathlib import Path
from typing import Any

import pytest

from tests.verifying.ballot_cases import FAULTS, SESSION, spoilt, told
from tests.verifying.ballot_vectors import kept
from tests.verifying.runners import NODE, ROOT

CORE = (ROOT / "api" / "static" / "ballot-core.js").read_text(encoding="utf-8")
HARNESS = (Path(__file__).parent / "ballot_harness.js").read_text(encoding="utf-8")
WHOLE = [
    {name: one[name] for name in ("image", "blinded", "proof")}
    | {"bare": True, "held": True, "spoilt": False, "elsewhere": False}
    for one in kept()
]


def under_node(call: str, asked: object) -> Any:
    """Return what a call of the harness returns."""
    read = 'JSON.parse(require("fs").readFileSync(0, "utf8"))'
    answer = f"{call}({read}).then((said) => console.log(JSON.stringify(said)))"
    beside = [str(NODE), "--input-type=commonjs", "--eval", f"{CORE}\n{HARNESS}\n{answer};"]
    said = subprocess.run(
        beside, input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return json.loads(said.stdout)


def test_the_golden_ballots_are_made():
    assert WHOLE == under_node("ballotsTold", kept())


def test_numbers_are_drawn_anew_and_can_be_taken_off():
    many = kept() * 20
    assert {"below": True, "numbers": len(many), "lengths": [64]} == under_node(
        "ballotsDrawn", many
    )


def test_its_digest_is_that_of_the_standard():
    sizes = [(many, size) for many in (0, 1, 134, 135, 136, 137, 300) for size in (1, 136, 273)]
    expected = [
        shake_256(bytes(at % 256 for at in range(many))).hexdigest(size) for many, size in sizes
    ]
    assert expected == under_node("squeezed", sizes)


def test_a_count_is_made_again():
    (found,) = under_node("counts", told())
    assert (4, 4, [3, 1, 1], []) == (
        *(found["ballots"], found["roll"], found["sums"]),
        found["wrong"],
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_with_a_count_is_told(fault):
    (found,) = under_node("counts", spoilt(fault))
    assert FAULTS[fault] == [one.partition(" ")[0] for one in found["wrong"]]


def test_a_ballot_of_another_session_is_not_proven():
    (found,) = under_node("counts", {**told(), "session": str(SESSION)[::-1].replace("-", "a", 1)})
    assert {"unsigned"} == {one.partition(" ")[0] for one in found["wrong"]}
