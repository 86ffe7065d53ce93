"""The operator's list of codes: every entry with its source, all flaws said at once."""

from datetime import date
from pathlib import Path

import pytest

from infra.edxml.organs_file import load_organs
from services.edxml.refusal import EdxmlRefused

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "edxml-organs.toml"
ONE = """[[organs]]
unit = "1"
organ_id = "X01"
name = "Mẫu"
source = "tests"
confirmed = true
"""
TYPE = '[document_types.decision]\ntype = "2"\nsource = "tests"\nconfirmed = false\n'


def load(folder: Path, text: str):
    path = folder / "organs.toml"
    path.write_text(text)
    return load_organs(path)


def test_the_example_can_be_used_as_it_stands():
    found = load_organs(EXAMPLE)

    assert [("10532", True, False), ("31", True, False), ("VN", False, False)] == [
        (one.unit, one.ours, one.confirmed) for one in found.entries
    ]


def test_codes_change_in_time(tmp_path):
    later = ONE.replace("X01", "X02") + "in_force_from = 2025-07-01\n"
    found = load(tmp_path, ONE + "in_force_to = 2025-06-30\n" + later)

    assert ["X01", "X02"] == [
        found.of("1", day).organ.organ_id for day in (date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert found.of("2", date(2025, 7, 1)) is None


def test_types_are_numbered(tmp_path):
    found = load(tmp_path, ONE + TYPE).types["decision"]

    assert ("2", "Quyết định") == (found.type, found.name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("organs = 1", "Expected `array`"),
        ("[[organs]", "Expected ']]'"),
        (ONE.replace('source = "tests"\n', ""), "missing required field `source`"),
        (ONE.replace("confirmed = true\n", ""), "missing required field `confirmed`"),
        (ONE + 'colour = "red"\n', "unknown field `colour`"),
        (ONE.replace('"X01"', '" "'), "an organ of unit '1' has no organ_id"),
        (ONE + ONE, "unit '1' has two codes on one day"),
        (ONE + TYPE.replace("decision", "letter"), "'letter' is none of submission, decision"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(tmp_path, text, said):
    with pytest.raises(EdxmlRefused) as caught:
        load(tmp_path, text)

    assert {"bad-organs"} == {one.code for one in caught.value.reasons}
    assert said in str(caught.value)


def test_all_flaws_are_said_at_once(tmp_path):
    with pytest.raises(EdxmlRefused) as caught:
        load(tmp_path, ONE.replace('"X01"', '""').replace('"Mẫu"', '""') * 2)

    assert 5 == len(caught.value.reasons)


@pytest.mark.parametrize("path", ["nowhere.toml", "."])
def test_a_list_that_cannot_be_read_is_refused(tmp_path, path):
    with pytest.raises(EdxmlRefused, match="bad-organs"):
        load_organs(tmp_path / path)


def test_a_list_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "a.toml").write_bytes(b'a = "\xff"')
    with pytest.raises(EdxmlRefused, match="bad-organs"):
        load_organs(tmp_path / "a.toml")
