"""Who looks for a sentence or a name is told in CONTRIBUTING in which file of words it stands."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "api").glob("*.toml"))


@pytest.mark.parametrize("path", WORDS)
def test_every_file_of_words_is_named_where_a_change_goes(path):
    assert f"`{path}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
