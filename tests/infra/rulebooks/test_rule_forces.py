"""An operator says by a file which rules bind, warn or are off."""

import pytest

from domain.force import Force, Forces
from domain.ladder import Posting
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.own_file import OWN
from infra.rulebooks.rule_forces import BadRules, hold_against, read_forces
from infra.rulebooks.units_file import load_units

CHOICE = '[[rules]]\nkey = "nothing-is-open"\nforce = "warns"\nsource = "letter 12"\n'
QUOTA = """
[[quotas]]
award = "cstdcs"
unit = "10532"
year = 2026
places = 12
source = "letter 15"
"""


POSTING = """
[[postings]]
award = "bk-tinh"
level = "province"
working_days = 5
source = "letter 16"
"""

REACH = """
[[reaches]]
award = "hcld3"
years_back = 5
source = "letter 17"
"""


WAYS = {("bk-tinh", "ward"), ("bk-tinh", "province"), ("cstdcs", "ward"), ("hcld3", "ward")}


@pytest.fixture
def chosen(tmp_path):
    """Write the operator's file and read it."""

    def read(text):
        path = tmp_path / "rules.toml"
        path.write_text(text)
        return read_forces(path)

    return read


def test_a_rule_has_the_force_the_operator_chose(chosen):
    assert Forces(chosen={"nothing-is-open": Force.WARNS}) == chosen(CHOICE).forces
    forces = RulebookFiles(load_units().at_level, chosen=chosen(CHOICE).forces).forces()

    assert Force.WARNS is forces.of("nothing-is-open")
    assert Force.BINDS is forces.of("one-achievement-one-award")
    assert Force.WARNS is forces.of("cited-honours-are-held")


def test_an_empty_file_chooses_nothing(chosen):
    assert Forces() == chosen("").forces


def test_a_unit_has_the_places_the_operator_gave(chosen):
    assert {"cstdcs/10532/2026": 12} == chosen(QUOTA).forces.places


def test_an_award_is_posted_where_the_operator_asks_for_it(chosen):
    asked = Posting("province", 5, f"{OWN}letter 16", confirmed=False)
    assert {("bk-tinh", "province"): asked} == chosen(POSTING).forces.postings


def test_an_achievement_lies_as_far_back_as_the_operator_says(chosen):
    forces = RulebookFiles(load_units().at_level, chosen=chosen(REACH).forces).forces()
    assert [5, 1] == [forces.reach("hcld3"), forces.reach("cstdcs")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[rules", "Expected"),
        (CHOICE + "colour = 1", "colour"),
        ("rule = 1", "rule"),
        (CHOICE.replace("warns", "shouts"), "shouts"),
        (CHOICE.replace("letter 12", " "), "nothing-is-open needs a source"),
        (CHOICE.replace("nothing-is-open", "be-nice"), "no rule be-nice"),
        (CHOICE + CHOICE, "nothing-is-open stands twice"),
        (QUOTA + QUOTA, "cstdcs/10532/2026 stands twice"),
        (QUOTA.replace("12", "-1"), "places"),
        (QUOTA.replace("letter 15", ""), "cstdcs/10532/2026 needs a source"),
        (POSTING + POSTING, "bk-tinh/province stands twice"),
        (POSTING.replace("5", "0"), "working_days"),
        (POSTING.replace("letter 16", ""), "bk-tinh/province needs a source"),
        (REACH + REACH, "hcld3 stands twice"),
        (REACH.replace("5", "-1"), "years_back"),
        (REACH.replace("letter 17", ""), "hcld3 needs a source"),
        (CHOICE.replace("nothing-is-open", "agencies-were-heard"), "always binds"),
        (CHOICE.replace("nothing-is-open", "name-known").replace("warns", "binds"), "tells people"),
    ],
)
def test_a_file_that_is_not_sound_is_refused(chosen, text, why):
    with pytest.raises(BadRules, match=why):
        hold_against(chosen(text), WAYS, load_units())


def test_all_that_is_wrong_is_told_at_once(chosen):
    text = CHOICE.replace("letter 12", " ") + QUOTA.replace("cstdcs", "prize") + REACH + REACH
    with pytest.raises(BadRules) as refused:
        hold_against(chosen(text), WAYS, load_units())
    for one in ("needs a source", "unknown award prize", "hcld3 stands twice"):
        assert one in str(refused.value)
    text = CHOICE.replace("warns", "shouts") + QUOTA.replace("12", "-1") + "\n[[odd]]\nkey = 1\n"
    with pytest.raises(BadRules) as refused:
        chosen(text)
    for one in ("shouts", "line 10: Expected `int` >= 0 - at `$.quotas[0].places`", "$.odd"):
        assert one in str(refused.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (QUOTA.replace("cstdcs", "prize"), "unknown award prize"),
        (QUOTA.replace("10532", "ZZZ"), "no unit ZZZ in 2026"),
        (REACH.replace("hcld3", "prize"), "unknown award prize"),
        (POSTING.replace("bk-tinh", "prize"), "unknown award prize"),
        (POSTING.replace("province", "moon"), "unknown level moon"),
        (POSTING.replace("province", "central"), "no way to bk-tinh leads through central"),
        (POSTING.replace("bk-tinh", "*"), r"line 2: \$.postings\[0\]: unknown award \*"),
        (QUOTA + QUOTA.replace("cstdcs", "*"), r"line 9: \$.quotas\[1\]: unknown award \*"),
    ],
)
def test_what_would_do_nothing_is_refused(chosen, text, why):
    with pytest.raises(BadRules, match=why):
        hold_against(chosen(text), WAYS, load_units())


def test_what_is_known_is_taken(chosen):
    told = chosen(QUOTA + POSTING + REACH.replace("hcld3", "*"))
    hold_against(told, WAYS, load_units())


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadRules, match="nowhere"):
        read_forces(tmp_path / "nowhere.toml")
