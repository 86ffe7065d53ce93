"""A folder of reforms of the house that tests add to, and a reform that merges two wards."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from infra.rulebooks import reform_files
from infra.rulebooks.reform_files import REFORMS, units_of_house

MERGER = """
key = "{key}"
in_force_from = {key}
legal_basis = "A resolution"
source = "made up"
confirmed = false

[[ended]]
code = "{old}"
into = ["{new}"]
source = "made up"
confirmed = false

[[begun]]
code = "{new}"
level = "ward"
parent = "31"
name = "Phường Mới"
division = "phường"
source = "made up"
confirmed = false
"""


@pytest.fixture
def reform_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Lend a folder of reforms of the house that may be added to."""
    copy = tmp_path / "reforms"
    copytree(REFORMS, copy)
    monkeypatch.setattr(reform_files, "REFORMS", copy)
    forgotten()
    yield copy
    forgotten()


def forgotten() -> None:
    """Let what was read of the folder be read anew."""
    units_of_house.cache_clear()
    reform_files._kept.cache_clear()


def merger(folder: Path, key: str = "2027-01-01", old: str = "10532", new: str = "99001") -> Path:
    """Write a reform by which a ward goes on in a new one; return its path."""
    path = folder / f"{key}.toml"
    path.write_text(MERGER.format(key=key, old=old, new=new))
    return path
