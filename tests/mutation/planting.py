"""Planting the mutants: mutmut writes all of a function beside it, in a copy of the house."""

import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from mutmut.__main__ import create_mutants
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir, walk_all_files

from tests.mutation.survey import MUTANTS


def plant() -> None:
    """Bring the copy up to date; what became of the mutants of unchanged functions is kept."""
    MUTANTS.mkdir(exist_ok=True)
    weed()
    with redirect_stdout(StringIO()):
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(2)


def weed() -> None:
    """
    Take away all but what became of the mutants, of files that are gone that too.

    mutmut plants anew what is younger than its mutants, and a folder that comes from another
    checkout is younger than everything: functions are told apart by what they say, never by time.
    """
    shutil.rmtree(MUTANTS / "tests", ignore_errors=True)
    for room, name in walk_all_files():
        (MUTANTS / room / name).unlink(missing_ok=True)
    for meta in MUTANTS.rglob("*.py.meta"):
        source = meta.with_suffix("")
        if not source.relative_to(MUTANTS).exists():
            for one in (source, meta, Path(f"{source}.spans")):
                one.unlink(missing_ok=True)
