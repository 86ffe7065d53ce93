"""`vinhdanh findings` on the demo ward."""

import pytest

from domain.audit.across import ACROSS
from domain.audit.on_a_path import ON_A_PATH

NEVER = ("same-person-twice", "act-without-authority", "skipped-step")


def test_the_demo_breaks_no_rule_and_shows_what_is_merely_odd(demo):
    told = demo.told("findings")

    assert [*ON_A_PATH, *ACROSS] == list(told["counts"])
    assert {0} == {told["counts"][key] for key in NEVER}
    assert sum(told["counts"].values()) == len(told["items"]) > 0


def test_findings_are_lines_or_counts(demo):
    lines = demo.run("findings", "--rule", "late").stdout.splitlines()
    counts = demo.run("findings", "--rule", "late", "--count").stdout.splitlines()

    assert "rule\tunit\tcase\tpositions\tfacts" == lines[0]
    assert f"{len(lines) - 2} findings" == lines[-1]
    assert ["rule\tfound", f"late\t{len(lines) - 2}"] == counts


RETURNED = "reciprocal-nominations"


@pytest.mark.parametrize("more", [(), ("--count",)])
def test_that_none_were_found_is_not_told_as_none(demo, more):
    last = demo.run("findings", "--rule", RETURNED, *more).stdout.splitlines()[-1]
    assert last.startswith(f"{RETURNED}: Chỉ thấy được người được đề nghị")
    assert "nothing found does not mean that there is none" in last
    told = demo.told("findings", "--rule", RETURNED)
    assert (0, [RETURNED]) == (told["counts"][RETURNED], [one["rule"] for one in told["unseen"]])


@pytest.mark.parametrize("form", ["ocel", "xes", "csv"])
def test_the_demo_is_exported_alike_twice(demo, tmp_path, form):
    first, again = tmp_path / "first", tmp_path / "again"
    said = [demo.run("export", str(file), "--format", form).stdout for file in (first, again)]

    assert [f"{first}: as {form}\n", f"{again}: as {form}\n"] == said
    assert first.read_bytes() == again.read_bytes() != b""
