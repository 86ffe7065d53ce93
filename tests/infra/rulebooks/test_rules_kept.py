"""Files of rules are found under their digest alone, and only while they bear it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from os import utime

import pytest

from infra.rulebooks.rules_kept import FOLDER, KeptRules
from infra.settings import read

RULES = b"near = 3\n"
DIGEST = sha256(RULES).hexdigest()


@pytest.fixture
def kept(tmp_path):
    found = KeptRules(replace(read(), home=tmp_path))
    assert [DIGEST, DIGEST] == [found.keep(RULES), found.keep(RULES)]
    return found


def test_what_is_kept_is_found_and_stands_where_the_terminal_takes_it(kept, tmp_path):
    assert RULES == kept.find(DIGEST)
    assert [f"{DIGEST}.toml"] == [one.name for one in (tmp_path / FOLDER).iterdir()]


@pytest.mark.parametrize("digest", ["0" * 64, "../people", "", DIGEST.upper()])
def test_nothing_else_is(kept, digest):
    assert kept.find(digest) is None


def test_what_was_altered_is_not_told_and_is_kept_anew(kept, tmp_path):
    path = tmp_path / FOLDER / f"{DIGEST}.toml"
    path.chmod(0o600)
    path.write_bytes(b"near = 30\n")
    assert kept.find(DIGEST) is None

    kept.keep(RULES)
    assert RULES == kept.find(DIGEST)


def test_what_no_fact_named_in_time_goes_and_the_rest_stays(kept, tmp_path):
    said, left = kept.keep(b"said"), kept.keep(b"left by a death")
    before = datetime.now(UTC)
    assert 0 == kept.sweep(frozenset({said}), before - timedelta(days=1))
    for one in (tmp_path / FOLDER).iterdir():
        utime(one, (0, 0))
    kept.keep(RULES)

    assert (1, b"said", None, RULES) == (
        kept.sweep(frozenset({said}), before), *map(kept.find, (said, left, DIGEST)),
    )  # fmt: skip
