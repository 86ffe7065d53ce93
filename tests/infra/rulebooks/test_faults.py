"""A bad rulebook file is refused, by its name and by the key that is wrong."""

import shutil
import tomllib
from functools import cache
from pathlib import Path

import pytest

from infra.rulebooks.reading import BadRulebook
from infra.rulebooks.shelf import ROOT, load
from tests.infra.list_faults import OF_LISTS

KEPT = cache(tomllib.loads)


@pytest.fixture
def shelf(tmp_path, monkeypatch) -> Path:
    """Return a copy of the rulebooks to break; what was parsed once is not parsed again."""
    monkeypatch.setattr(tomllib, "loads", KEPT)
    left = shutil.ignore_patterns("units.tsv", "*.py", "__pycache__")
    return Path(shutil.copytree(ROOT, tmp_path / "rulebooks", ignore=left))


def broken(shelf: Path, name: str, old: str, new: str) -> str:
    """Plant a fault in one file and return what the loader says."""
    text = (shelf / name).read_text()
    assert old in text, "the fault was not planted"
    (shelf / name).write_text(text.replace(old, new, 1))
    with pytest.raises(BadRulebook) as refused:
        load(shelf)
    return str(refused.value)


def test_the_copy_is_sound_before_a_fault_is_planted(shelf):
    assert load(shelf) == load(ROOT)


BK = "nd98-2023/bk-tinh.toml"
HC = "nd98-2023/hcld3.toml"
GROUNDS = "register-grounds.toml"
TAX, LAND = "tax-confirmation", "environment-confirmation"
PLAN = "movements/hai-duong-2025.toml"
ASKS = """[[steps.asks]]
agency = "TAX"
subject = "taxes"
working_days = 0
source = "x"
confirmed = false

[steps.term]"""
MOON = """[[postings]]
level = "moon"
working_days = 5
source = "x"
confirmed = false

[names]"""
CS, TQ = "nd152-2025/cstdcs.toml", "nd152-2025/cstdtq.toml"
WAYS = "conditions.toml"
FAULTS = [
    (CS, '"advanced-worker"', '"excellent-or-initiative"', "excellent-or-initiative stands twice"),
    (CS, '["initiative"]', '["fame"]', "$.conditions[1].shown_by[0]: unknown fame"),
    (CS, 'title = "ldtt"', "times = 2", "a title goes with the facts that look for one"),
    (CS, 'title = "ldtt"', 'title = "ldtt"\ntimes = 2', "$.conditions[0]: 2 times is no row"),
    (CS, 'title = "ldtt"', 'title = "ldtt"\nyears = 2', "$.conditions[0]: 2 years before"),
    (CS, 'title = "ldtt"', 'title = "ldtt"\ncommendations = ["x"]', "commendations[0]: unknown x"),
    (TQ, 'shown_by = ["initiative"]\n', "", "neither a fact nor a person shows it"),
    (CS, '["initiative"]', '["titles-in-a-row"]', "the award asks for no row of titles"),
    (WAYS, 'key = "judged"', 'key = "love"', "$.ways: judged is missing"),
    (WAYS, 'key = "judged"', 'key = "initiative"', "$.ways[3].key: initiative stands twice"),
    (BK, 'kind = "form"', 'kind = "form"\nkinds = 1', "unknown key $.kinds"),
    (BK, "working_days = 25", "working_day = 25", "missing required field `working_days`"),
    (BK, "working_days = 25", "working_days = 0", "$.steps[5].term.working_days: 0"),
    (BK, 'act = "review"', 'act = "revue"', "Invalid enum value 'revue' - at `$.steps[0].act`"),
    (BK, 'role = "leader"', 'role = "boss"', "$.steps[1].role: unknown boss"),
    (BK, 'role = "leader"', 'role = "clerk"', "$.steps[1].role: a submission is signed by"),
    (BK, 'key = "ward-submit"', 'key = "ward-review"', "$.steps[1].key: ward-review stands twice"),
    (BK, 'act = "decide"', 'act = "review"', "$.steps[7]: the last step is not the leader's"),
    (BK, 'act = "appraise"', 'act = "decide"', "$.steps[2].act: a decision on the way"),
    (BK, 'level = "district"', 'level = "county"', "$.steps[2].level: unknown county"),
    (BK, 'act = "submit"', 'act = "review"', "$.steps[2].level: district without a submission"),
    (
        BK,
        'level = "province"\nact',
        'level = "ward"\nact',
        "$.steps[5].level: ward lies below dist",
    ),
    (BK, 'deciding_level = "province"', 'deciding_level = "ward"', "$.deciding_level: ward, but"),
    (BK, 'key = "bk-tinh"', 'key = "bk-tin"', "$.key: bk-tin is not the name of the file"),
    (BK, 'kind = "form"', 'kind = "prize"', "$.kind: unknown prize"),
    (BK, '["person", "coll', '["ghost", "coll', "$.subjects[0]: unknown ghost"),
    (BK, '["person", "collective"', '["person", "person"', "$.subjects[1]: person stands twice"),
    (BK, 'kind = "proposal-letter"', 'kind = "love-letter"', "$.papers[0]: unknown love-letter"),
    (
        BK,
        "[[papers]]",
        '[[papers]]\nsubjects = ["ghost"]',
        "$.papers[0].subjects[0]: unknown ghost",
    ),
    (BK, 'kind = "proposal-letter"', f'kind = "{TAX}"', f"$.papers: {TAX} is a confirmation"),
    (BK, 'kind = "council-minutes"', f'kind = "{TAX}"', f"$.papers: {TAX} is a confirmation"),
    (BK, f'kind = "{TAX}"', 'kind = "love-letter"', "$.confirmations[0]: unknown love-letter"),
    (BK, f'kind = "{TAX}"', f'kind = "{LAND}"', f"$.confirmations[2]: {LAND} stands twice"),
    (BK, ', "enterprise"]', "]", "$.confirmations: the award honours no enterprise"),
    (BK, 'subject = "household"', 'subject = "ghost"', "$.bonus[2]: unknown ghost"),
    (BK, "times_base_salary = 1.5", "times_base_salary = 0", "$.bonus[0].times_base_salary: not"),
    (BK, 'role = "leader"', 'role = "leader"\nquorum = 0', "$.steps[1].quorum: 0"),
    (BK, 'kind = "council-minutes"', 'kind = "x"', "$.steps[0].papers[0]: unknown x"),
    (BK, "[S0]", "[S999]", "$.source: [S999] is not in sources.toml"),
    (BK, 'source = "Plan of', 'source = ""\n# ', "$.source: empty"),
    (
        "nd98-2023/gk-phuong.toml",
        "[S17]; Plan of 04/4/2025, III.2: interim and final review [S0]",
        "",
        "$.confirmed: no public source is cited",
    ),
    ("units/levels.toml", " [S13] [S21]", "", "confirmed: no public source is cited"),
    (BK, 'key = "bk-tinh"', "key = bk", "Invalid value"),
    (BK, "[steps.term]", ASKS, "$.steps[5].asks: a consultation asks them"),
    (BK, "[steps.term]", ASKS, "$.steps[5].asks[0].working_days: 0"),
    (
        BK,
        "[names]",
        MOON.replace("5", "0"),
        "$.postings[0].working_days: 0",
    ),
    (
        BK,
        "[names]",
        MOON,
        "$.postings[0].level: moon is not on the way",
    ),
    ("hearing.toml", "working_days = 10", "working_days = 0", "$.consultation.working_days: 0"),
    ("hearing.toml", '"no-remark"', '"hail"', "$.silence.counts_as: unknown hail"),
    (GROUNDS, 'key = "fraud"', 'key = "envy"', "$.grounds: annulment knows no envy"),
    (GROUNDS, 'key = "fraud"', 'key = "envy"', "$.grounds: fraud is missing for annulment"),
    (GROUNDS, 'key = "fraud"', 'key = "false-papers"', "false-papers stands twice"),
    (HC, "percent = 80", "percent = 101", "$.steps[7].share.percent: 101"),
    (HC, 'act = "vote"', 'act = "review"', "$.steps[7].share: a vote has one"),
    ("nd152-2025/cstdtq.toml", "times = 2", "times = 1", "$.streaks[0].times: 1 is no row"),
    ("rules.toml", '"after-discipline"', '"be-nice"', "$.rules: no rule be-nice"),
    ("rules.toml", '"after-discipline"', '"be-nice"', "$.rules: after-discipline is missing"),
    ("nd152-2025/gdvh.toml", '["household"]', "[]", "$.subjects: none"),
    ("nd152-2025/ldtt.toml", "[[steps]]", "[[steps]]]", "nd152-2025/ldtt.toml: Expected"),
    ("nd152-2025/regime.toml", "2025-07-01\n", "2025-06-30\n", "overlaps nd98-2023"),
    ("nd152-2025/regime.toml", "2025-07-01\n", "2025-07-02\n", "no regime between nd98-2023 and"),
    ("nd152-2025/regime.toml", "2026-09-30", "2025-01-01", "$.end.in_force_to: before the first"),
    ("nd152-2025/regime.toml", '"nd152-2025"', '"nd152"', "nd152 is not the name of the folder"),
    (PLAN, '"cstdtq"', '"nobel"', "$.occasions[0].awards: no regime knows nobel"),
    (PLAN, "closes_on = 2027-12-31", "closes_on = 2025-01-01", "$.phases[0].window.closes_on"),
    (PLAN, "closes_on = 2027-12-31", "closes_on = 2031-01-01", "$.phases[0].window: outside"),
    (PLAN, 'unit = "%"', 'unit = ""', "$.classes[0].criteria[6].unit: a number has a unit"),
    (PLAN, "weight = 1", "weight = 0", "$.classes[0].weighting.weight: not above zero"),
    (PLAN, "weight = 2", "weight = 0", "$.scoring[0].weight: not above zero"),
    (PLAN, 'role = "appraiser"', 'role = "boss"', "$.scoring[3].role: unknown boss"),
    (PLAN, 'kinds = ["collective"]', 'kinds = ["ghost"]', "$.classes[0].kinds: unknown ghost"),
    (PLAN, 'key = "rules-proposed"', 'key = "tasks-on-time"', "$.classes[0].criteria[1].key: ta"),
    (PLAN, 'key = "infrastructure"', 'key = "awareness"', "$.contents[1].key: awareness stands"),
    (PLAN, 'key = "hai-duong-2025"', 'key = "x"', "$.key: x is not the name of the file"),
    ("calendar.toml", "2025-04-26", "2025-04-28", "$.days[7]: 2025-04-28 is as in any week"),
    ("calendar.toml", "2025-01-27", "2025-01-28", "$.days[2].key: 2025-01-28 stands twice"),
    ("calendar.toml", "[2025, 2026, 2027]", "[2025, 2026]", "2027-01-01 is of a year that the"),
    ("calendar.toml", " [S48]", "", "$.days[0].confirmed: no public source is cited"),
    ("terms.toml", "working_days = 2", "working_days = -2", "$.near.working_days: -2"),
    (
        "terms.toml",
        "[entry]\nworking_days = 2",
        "[entry]\nworking_days = 999",
        "$.entry.working_days",
    ),
    ("terms.toml", 'key = "overdue"', 'key = "near"', "$.notices[2].key: near stands twice"),
    ("terms.toml", 'key = "overdue"', 'key = "deadline-missed"', "deadline-missed stands twice"),
    ("terms.toml", "working_days = 3", "working_days = 999", "$.notices[2].working_days: 999"),
    ("terms.toml", 'role = "leader"', 'role = "boss"', "$.notices[2].role: unknown boss"),
    (
        "terms.toml",
        '= "anew"',
        '= "later"',
        "Invalid enum value 'later' - at `$.clock.after_return`",
    ),
    *OF_LISTS,
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS, ids=[one[3] for one in FAULTS])
def test_a_bad_file_is_refused_by_its_name_and_key(shelf, name, old, new, said):
    problems = broken(shelf, name, old, new).splitlines()

    assert any(name in problem and said in problem for problem in problems), problems


def test_a_district_step_cannot_stand_in_a_regime_without_districts(shelf):
    shutil.copy(shelf / "nd98-2023" / "gk-tp.toml", shelf / "nd152-2025" / "gk-tp.toml")
    with pytest.raises(BadRulebook, match=r"nd152-2025/gk-tp.toml.*no district level throughout"):
        load(shelf)


def test_a_district_step_cannot_stand_in_a_regime_without_an_end(shelf):
    shutil.copy(shelf / "nd98-2023" / "gk-tp.toml", shelf / "law06-2026" / "gk-tp.toml")
    with pytest.raises(BadRulebook, match=r"law06-2026/gk-tp.toml.*no district level throughout"):
        load(shelf)


def test_only_the_last_regime_may_be_without_an_end(shelf):
    path = shelf / "nd98-2023" / "regime.toml"
    head, _, rest = path.read_text().partition("[end]\n")
    path.write_text(head + rest[rest.index("\n[") :])
    with pytest.raises(BadRulebook, match=r"nd152-2025/regime\.toml.*overlaps nd98-2023"):
        load(shelf)


def test_a_route_has_steps(shelf):
    path = shelf / "nd152-2025" / "ldtt.toml"
    head, _, _ = path.read_text().partition("[[steps]]")
    path.write_text(head.replace('key = "ldtt"', 'key = "ldtt"\nsteps = []'))
    with pytest.raises(BadRulebook, match=r"nd152-2025/ldtt\.toml: \$\.steps: none"):
        load(shelf)


def test_all_faults_are_told_at_once(shelf):
    (shelf / BK).write_text(
        (shelf / BK).read_text().replace("working_days = 25", "working_days = 0")
    )
    said = broken(shelf, HC, "percent = 80", "percent = 0")

    assert f"{BK}: $.steps[5].term.working_days: 0" in said
    assert f"{HC}: $.steps[7].share.percent: 0" in said


@pytest.mark.parametrize("name", ["base-salary.toml", "sources.toml"])
def test_a_missing_file_is_named(shelf, name):
    (shelf / name).unlink()
    with pytest.raises(BadRulebook, match=f"{name}: missing"):
        load(shelf)


def test_a_file_that_is_no_text_is_refused(shelf):
    (shelf / BK).write_bytes(b"\xff\xfe")
    with pytest.raises(BadRulebook, match=r"bk-tinh\.toml"):
        load(shelf)


def test_the_award_the_documentation_shows_can_be_loaded(shelf):
    shown = (Path(__file__).parents[3] / "docs" / "rulebooks.md").read_text()
    award = shown.partition("```toml\n")[2].partition("```")[0]
    (shelf / "nd152-2025" / "gk-phuong.toml").write_text(award)

    rule = load(shelf).awards["nd152-2025", "gk-phuong"]
    assert ["ward-appraise", "ward-decide"] == [step.key for step in rule.award.steps]
