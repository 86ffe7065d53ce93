"""Mapping files: the example is sound, and every flaw is named."""

from pathlib import Path

import pytest

from domain.past.mapping import LogMapping, Meaning
from infra.xes.mapping import load_mapping
from services.past_log import SHOWN, LogRefused

EXAMPLE = Path(__file__).parents[3] / "docs/examples/approval-log.toml"
SMALL = """
source = "s"
title = "t"
role_attribute = "vai"
[[steps]]
key = "ward"
level = "ward"
role = "clerk"
[[activities]]
name = "Send"
step = "ward"
verdict = "filed"
"""


def load(folder: Path, text: str) -> LogMapping:
    path = folder / "m.toml"
    path.write_text(text, "utf-8")
    return load_mapping(path)


def test_the_example_gives_every_activity_a_meaning_of_its_own():
    mapping = load_mapping(EXAMPLE)

    assert 14 == len(mapping.meanings) == len(set(mapping.meanings.values()))
    assert "org:role" == mapping.role_attribute
    assert (
        Meaning("supervision", "granted")
        == mapping.meanings["Declaration FINAL_APPROVED by SUPERVISOR"]
    )


def test_a_small_mapping_is_read(tmp_path):
    mapping = load(tmp_path, SMALL)

    assert ("s", "t", "vai") == (mapping.source, mapping.title, mapping.role_attribute)
    assert Meaning("ward", "filed") == mapping.meanings["Send"]


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("[[steps]]", "[[steps]", "at line 5"),
        ('key = "ward"', "", "missing required field `key` - at `$.steps[0]`"),
        ('title = "t"', "title = 1", "Expected `str`, got `int` - at `$.title`"),
        ('title = "t"', 'titl = "t"', "unknown field `titl`"),
        ('verdict = "filed"', 'verdict = "done"', "verdict 'done' is none of"),
        ('step = "ward"', 'step = "wart"', "no step 'wart'"),
        ('source = "s"', 'source = ""', "the source has no name"),
        (
            "[[activities]]",
            '[[activities]]\nname = "Send"\nstep = "ward"\nverdict = "saved"\n[[activities]]',
            "activity 'Send' stands twice",
        ),
    ],
)
def test_a_flaw_is_named(tmp_path, was, now, reason):
    with pytest.raises(LogRefused) as caught:
        load(tmp_path, SMALL.replace(was, now, 1))

    assert "bad-mapping" == caught.value.code
    assert reason in str(caught.value)


def test_a_mapping_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "latin").write_bytes(b'source = "\xe9"')

    for name in ("nothing", "latin"):
        with pytest.raises(LogRefused) as caught:
            load_mapping(tmp_path / name)
        assert caught.value.reason.startswith(f"{name}: ")


def test_a_refusal_shows_some_items_and_counts_the_rest():
    items = tuple(f"item {n}" for n in range(SHOWN + 5))

    assert str(LogRefused("c", "why", line=3, items=items[:2])) == "line 3: why; item 0; item 1"
    assert str(LogRefused("c", "why", items=items)).endswith(f"item {SHOWN - 1}; and 5 more")
