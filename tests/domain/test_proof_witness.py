"""Growths, cosignatures and hand-overs: written in one form, read in no other."""

import pytest

from domain.proof.cosignature import LATEST, read_timed, stated, timed
from domain.proof.growth import MOST_HASHES, Growth, read_growth
from domain.proof.handover import (
    Handover,
    TwoHeirs,
    handover_in,
    last_size,
    read_handovers,
    succeeding,
)
from domain.proof.note import (
    WITNESS,
    BadNote,
    Checkpoint,
    Key,
    Note,
    Signature,
    read_key,
    read_note,
)
from domain.proof.witness import Alarm, Seen, Shown, see_that_it_only_grew

LOG, SEER = Key("log.example", bytes(range(32))), Key("w1.example", bytes(range(32)), WITNESS)
SIGNED = (Signature(LOG.name, LOG.id, b"s" * 64),)
NOTE = Note("log.example\n12\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", SIGNED)
GROWTH = Growth(7, [b"a" * 32, b"b" * 32], NOTE)
TOLD, BEFORE = Handover(LOG, 12), Handover(LOG, None)
HANDOVER = Note(TOLD.text(), SIGNED)
# The example of tlog-cosignature; its key is not told there.
EXAMPLE = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Z"
    "hcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJs"
    "X3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)


def test_a_growth_is_carried_as_the_body_of_add_checkpoint():
    lines = GROWTH.written().splitlines()

    assert ["old 7", "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="] == lines[:2]
    assert ["", "log.example", "12"] == lines[3:6]
    assert GROWTH == read_growth(GROWTH.written())
    assert Growth(0, [], NOTE) == read_growth(Growth(0, [], NOTE).written())


WRITTEN = GROWTH.written()
NONE = {
    "nothing": "",
    "a checkpoint alone": NOTE.written(),
    "no size": WRITTEN.replace("old 7", "old 07"),
    "another word": WRITTEN.replace("old 7", "new 7"),
    "no empty line": WRITTEN.replace("\n\n", "\n", 1),
    "no hash": WRITTEN.replace("YWFh", "YW!h", 1),
    "a short hash": WRITTEN.replace("YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=", "YWFh"),
    "too many": Growth(7, [bytes(32)] * (MOST_HASHES + 1), NOTE).written(),
    "no signature": WRITTEN[: WRITTEN.rindex("\n\n")],
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_growth_is_refused(name):
    with pytest.raises(BadNote):
        read_growth(NONE[name])


def test_a_witness_states_the_moment_and_the_whole_text():
    assert f"cosignature/v1\ntime 1679315147\n{NOTE.text}" == stated(NOTE.text, 1679315147)


def test_the_example_of_the_specification_is_read():
    signature = read_note(EXAMPLE).signatures[1]

    at, made = read_timed(signature.signed)
    assert (1679315147, 64) == (at, len(made))
    assert signature.signed == timed(at, made)


@pytest.mark.parametrize(
    "content", [b"", bytes(71), bytes(73), (LATEST + 1).to_bytes(8) + b"s" * 64]
)
def test_what_is_no_cosignature_is_refused(content):
    with pytest.raises(BadNote):
        read_timed(content)


def test_a_key_of_a_witness_is_none_of_a_log():
    assert SEER == read_key(SEER.written(), WITNESS)
    assert SEER.id != Key(SEER.name, SEER.public).id
    for written, kind in ((SEER.written(), LOG.kind), (LOG.written(), WITNESS)):
        with pytest.raises(BadNote):
            read_key(written, kind)


def test_hand_overs_stand_one_after_the_other():
    assert [HANDOVER, HANDOVER] == list(read_handovers(2 * HANDOVER.written()))
    assert TOLD == handover_in(HANDOVER)
    assert BEFORE == handover_in(Note(BEFORE.text(), SIGNED))
    both = Note(BEFORE.text(), SIGNED).written() + HANDOVER.written()
    assert [BEFORE, TOLD] == [handover_in(one) for one in read_handovers(both)]
    assert [] == read_handovers("")


TEXTS = [
    "",
    "x\n",
    TOLD.text().replace("over 2", "over 3"),
    TOLD.text().replace("over 2", "over 1"),
    TOLD.text().replace("\n12\n", "\n012\n"),
    TOLD.text().replace("12\n", ""),
    TOLD.text() + "more\n",
    BEFORE.text() + "12\n",
    BEFORE.text().replace("over 1", "over 2"),
    BEFORE.text().replace("log.example\n", "other\n"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_no_hand_over_is_refused(text):
    with pytest.raises(BadNote):
        handover_in(Note(text, SIGNED))


SECOND, THIRD = (Key("log.example", bytes([one]) * 32) for one in (2, 3))


def test_a_key_hands_over_to_one_and_the_smaller_size_counts():
    sizes = [(None, 12), (12, None), (12, 30), (30, 12)]
    found = [
        succeeding(Handover(SECOND, old), Handover(SECOND, new), LOG).size for old, new in sizes
    ]

    assert [12] * 4 == found
    assert Handover(SECOND, None) == succeeding(None, Handover(SECOND, None), LOG)
    with pytest.raises(TwoHeirs, match=LOG.id.hex()):
        succeeding(Handover(SECOND, 12), Handover(THIRD, 12), LOG)


def test_a_hand_over_without_a_size_ends_where_the_next_key_does():
    known, sized = {LOG: Handover(SECOND, None)}, Handover(THIRD, 40)

    assert (None, None) == (last_size(LOG, {}), last_size(LOG, known))
    assert 40 == last_size(LOG, {**known, SECOND: sized}) == last_size(SECOND, {SECOND: sized})
    assert last_size(LOG, {**known, SECOND: Handover(LOG, None)}) is None


def test_a_witness_of_one_log_is_none_of_another():
    ours, theirs = Checkpoint("log.example", 1, bytes(32)), Checkpoint("other", 1, bytes(32))
    seen = Seen(ours.text(), ours, bytes(32))

    with pytest.raises(Alarm) as alarm:
        see_that_it_only_grew(seen, Shown(theirs.text(), theirs, 1, ()))
    assert "wrong-origin" == alarm.value.code


def test_a_growth_proven_from_another_size_is_no_proof():
    few, more = (Checkpoint("log.example", size, bytes([size]) * 32) for size in (5, 9))
    seen = Seen(few.text(), few, None)

    with pytest.raises(Alarm) as alarm:
        see_that_it_only_grew(seen, Shown(more.text(), more, 4, ()))
    assert "unproven" == alarm.value.code
