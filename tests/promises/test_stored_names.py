"""Every fact has one stored name for ever, and what was stored under it yesterday still loads."""

import re
from pathlib import Path
from typing import get_args

import pytest

from domain.facts import Event
from infra.ledger.codec import UPCASTS, Codec
from infra.ledger.stored_names import NAMES
from tests.golden.sample import FOLDER

GOLDEN = sorted(FOLDER.glob("*.json"))
FORM = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*")


def stored_name(path: Path) -> str:
    """Return the name a golden file is for; `name--note.json` keeps bytes from before a change."""
    return path.stem.partition("--")[0]


def test_every_fact_has_exactly_one_stored_name():
    assert sorted(map(repr, NAMES.values())) == sorted(map(repr, get_args(Event)))


def test_stored_names_are_words_of_ours_and_no_paths_of_python():
    assert [] == [name for name in (*NAMES, *UPCASTS) if not FORM.fullmatch(name)]


def test_an_older_name_is_lifted_to_one_in_use_and_is_not_in_use_itself():
    assert [] == [name for name in UPCASTS if name in NAMES]
    assert [] == [up.to for up in UPCASTS.values() if up.to not in {*NAMES, *UPCASTS}]


def test_every_stored_name_has_golden_bytes():
    assert {*NAMES, *UPCASTS} == {stored_name(path) for path in GOLDEN}, "python -m tests.golden"


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_yesterdays_bytes_still_load(path):
    fact, envelope = Codec().whole(stored_name(path), path.read_bytes())

    assert isinstance(fact, get_args(Event))
    assert envelope.actor


@pytest.mark.parametrize("name", NAMES)
def test_what_is_loaded_is_stored_again_as_the_same_bytes(name):
    codec, golden = Codec(), (FOLDER / f"{name}.json").read_bytes().removesuffix(b"\n")
    fact, envelope = codec.whole(name, golden)

    assert (name, golden) == codec.encode(fact, codec.seal(envelope))
