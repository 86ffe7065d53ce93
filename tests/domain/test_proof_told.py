"""What is told to everybody is held against what is known, and accused of what is proven alone."""

import pytest

from domain.proof.growth import Growth
from domain.proof.note import Checkpoint, Note, Signature
from domain.proof.told import (
    it_begins_with,
    one_size_is_told_with_one_root,
    the_log_does_not_say_itself_that_it_shrank,
)
from domain.proof.tree import leaf_hash, node_hash
from domain.proof.witness import Alarm, Seen, Shown, see_that_it_only_grew

FIRST, SECOND, OTHER = (leaf_hash(b"%d" % one) for one in range(3))
ONE = Checkpoint("log.example", 1, FIRST)
TWO = Checkpoint("log.example", 2, node_hash(FIRST, SECOND))
SIGNED = (Signature("log.example", b"four", b"s"),)


def growth(old: int, stand: Checkpoint, *path: bytes) -> Growth:
    return Growth(old, path, Note(stand.text(), SIGNED))


def code(alarm: Alarm | None) -> str | None:
    return alarm.code if alarm else None


def test_a_log_that_signs_less_than_it_told_says_so_itself():
    told = [the_log_does_not_say_itself_that_it_shrank(growth(old, ONE)) for old in (0, 1, 2)]

    assert [None, None, "shrunk"] == [code(one) for one in told]


def test_one_size_has_one_root_and_a_size_not_known_any():
    known = [None, ONE.root, OTHER]

    assert [None, None, "forked"] == [
        code(one_size_is_told_with_one_root(ONE, one)) for one in known
    ]


def test_a_proof_leads_from_the_older_one():
    assert it_begins_with(ONE, growth(1, TWO, SECOND)) is None
    assert "forked" == code(it_begins_with(ONE, growth(1, TWO, OTHER)))
    assert "forked" == code(it_begins_with(Checkpoint("log.example", 1, OTHER), growth(1, TWO)))


def test_a_shorter_one_is_old_or_another_history_or_a_cut():
    for then, named in ((ONE.root, "replayed"), (OTHER, "forked"), (None, "shrunk")):
        with pytest.raises(Alarm) as alarm:
            see_that_it_only_grew(Seen(TWO.text(), TWO, then), Shown(ONE.text(), ONE, 0, ()))
        assert named == alarm.value.code


def test_a_longer_one_continues_what_was_cosigned_or_is_another_history():
    seen = Seen(ONE.text(), ONE, None)
    see_that_it_only_grew(seen, Shown(TWO.text(), TWO, 1, (SECOND,)))
    with pytest.raises(Alarm, match="2 facts do not continue the 1 that were") as alarm:
        see_that_it_only_grew(seen, Shown(TWO.text(), TWO, 1, (OTHER,)))
    assert "forked" == alarm.value.code


def test_one_of_the_same_length_says_the_same():
    seen, other = Seen(ONE.text(), ONE, ONE.root), Checkpoint(ONE.origin, ONE.size, OTHER)
    see_that_it_only_grew(seen, Shown(ONE.text(), ONE, 1, ()))
    with pytest.raises(Alarm, match="two checkpoints of 1 facts say different things") as alarm:
        see_that_it_only_grew(seen, Shown(other.text(), other, 1, ()))
    assert "forked" == alarm.value.code
