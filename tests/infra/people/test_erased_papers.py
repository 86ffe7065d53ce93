"""A paper that goes for good: whoever names it just now keeps it, and a crash loses nothing."""

import os
from pathlib import Path

import pytest

from tests.infra.evidence.test_files import PDF, files, put
from tests.plain_house import PowerCut

__all__ = ["files"]


def test_a_paper_that_somebody_looks_at_counts_as_new(files):
    kept = put(files, PDF)
    path = files._path(kept.sha256)
    os.utime(path, (0, 0))
    files.look(kept.sha256, "application/pdf")
    assert not files.erase(kept.sha256)
    assert path.exists()


def test_who_looks_while_a_paper_goes_renews_it_or_misses_it(files, monkeypatch):
    kept = put(files, PDF)
    path = files._path(kept.sha256)
    os.utime(path, (0, 0))
    real = Path.replace

    def looked_at(one: Path, to: Path) -> Path:
        os.utime(one)
        return real(one, to)

    monkeypatch.setattr(Path, "replace", looked_at)
    assert not files.erase(kept.sha256), "it was renewed just before it was moved away"
    monkeypatch.undo()
    assert files.look(kept.sha256, "application/pdf")


def test_what_an_erasure_moved_away_before_a_crash_goes_at_the_next(files, monkeypatch):
    kept = put(files, PDF)
    os.utime(files._path(kept.sha256), (0, 0))
    monkeypatch.setattr("infra.evidence.files.overwrite", cut)
    with pytest.raises(PowerCut):
        files.erase(kept.sha256)
    monkeypatch.undo()
    assert files.erase(kept.sha256)
    assert [] == list(files._incoming.iterdir())


def cut(_):
    """Stop as a machine does."""
    raise PowerCut
