"""A regime in a folder of its own is read and checked like one of the house; none is installed."""

from datetime import date
from shutil import copytree

import pytest

from infra.rulebooks.draft import drafted
from infra.rulebooks.reading import BadRulebook
from infra.rulebooks.shelf import ROOT, load

DAY = date(2027, 1, 1)


@pytest.fixture
def folder(tmp_path):
    """Lend a folder with a regime nobody has put in force: its days overlap one of the house."""
    copy = tmp_path / "law-next"
    copytree(ROOT / "law06-2026", copy)
    regime = copy / "regime.toml"
    regime.write_text(regime.read_text().replace('key = "law06-2026"', 'key = "law-next"'))
    return copy


def test_its_awards_are_those_of_the_folder(folder):
    draft = drafted(folder)

    assert ["law-next"] == [one.key for one in draft.regimes()]
    assert "law-next" == draft.award("bk-tinh", DAY).regime
    assert None is draft.award("bk-moon", DAY)
    assert "law-next" not in {one.key for one in load().regimes}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "form"', 'kind = "poem"', "unknown poem"),
        ('kind = "form"', "kind = form", "bk-tinh.toml"),
        ('kind = "form"', "", "missing required field"),
    ],
)
def test_what_is_wrong_in_it_is_told(folder, old, new, said):
    award = folder / "bk-tinh.toml"
    assert old in award.read_text()
    award.write_text(award.read_text().replace(old, new, 1))

    with pytest.raises(BadRulebook, match=said):
        drafted(folder)


def test_a_folder_without_a_regime_is_told(tmp_path):
    with pytest.raises(BadRulebook, match=r"regime\.toml: missing"):
        drafted(tmp_path)
