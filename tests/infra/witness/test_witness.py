"""A witness cosigns what only grew, and nothing else, whatever a log with its own key shows it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from random import Random

import pytest

from domain.proof.growth import Growth, read_growth
from domain.proof.handover import Handover
from domain.proof.note import WITNESS, BadNote, Checkpoint, read_key, read_note
from domain.proof.paths import consistency
from domain.proof.tree import leaf_hash, node_hash, root_of
from domain.proof.witness import Alarm
from infra.proof.handovers import heirs
from infra.proof.keys import cosigners, new_key, signed
from infra.witness.book import keep
from infra.witness.desk import WitnessDesk
from infra.witness.log_keys import LOG_KEYS
from services.upkeep import CannotOpen
from services.witnessing import Unheard

LOG = new_key("log.example")


class History:
    """A log by the hashes of its leaves, which may be told otherwise from some leaf on."""

    def __init__(self, *leaves: bytes) -> None:
        self.leaves = list(leaves)
        self._known: dict[tuple[int, int], bytes] = {}

    def node(self, level: int, number: int) -> bytes:
        """Return the hash of a whole subtree."""
        if level == 0:
            return self.leaves[number]
        if (level, number) not in self._known:
            below = (self.node(level - 1, 2 * number + side) for side in (0, 1))
            self._known[level, number] = node_hash(*below)
        return self._known[level, number]

    def shown(self, old: int, size: int | None = None, key=LOG, more: str = "") -> str:
        """Return a growth from *old* on, signed as a log signs."""
        size = len(self.leaves) if size is None else size
        stand = Checkpoint(key.name, size, root_of(size, self.node))
        path = consistency(old, size, self.node) if old <= size else []
        return Growth(old, path, signed(stand.text() + more, [key])).written()

    def forked(self, at: int, size: int) -> "History":
        """Return another history, that tells leaf *at* and all after it otherwise."""
        told = [leaf_hash(b"other %d" % one) for one in range(at, size)]
        return History(*self.leaves[:at], *told)


def history(size: int) -> History:
    return History(*(leaf_hash(b"fact %d" % one) for one in range(size)))


@pytest.fixture
def desk(tmp_path):
    made = WitnessDesk(tmp_path / "witness")
    written = made.begin("inspector.example/w1", LOG.public.written())
    assert made._key().public == read_key(written, WITNESS)
    return made


def refused(desk, shown: str) -> str:
    """Return why a witness refuses; what it saw before stays what it saw."""
    before = desk.seen()
    with pytest.raises(Alarm) as alarm:
        desk.look(shown)
    assert before == desk.seen()
    return alarm.value.code


def test_it_cosigns_what_it_sees_first_and_what_follows(desk):
    log = history(40)
    for old, size, before in ((0, 7, None), (7, 7, 7), (7, 40, 7)):
        done = desk.look(log.shown(old, size))
        assert (size, before) == (done.size, done.before)
        note = read_note(done.note)
        assert [desk._key().public] == list(cosigners(note, [desk._key().public]))
        assert 2 == len(note.signatures)
    assert 40 == desk.seen() == WitnessDesk(desk._folder).seen()


LOG40 = history(40)
SHOWN = {
    "forked at the end": (LOG40.forked(29, 50).shown(30), "forked"),
    "forked long ago": (LOG40.forked(2, 35).shown(30), "forked"),
    "forked at the same size": (LOG40.forked(29, 30).shown(30), "forked"),
    "shrunk": (LOG40.forked(12, 25).shown(30), "shrunk"),
    "never seen and shorter": (LOG40.shown(30, 25), "shrunk"),
    "played back": (LOG40.shown(30, 20), "replayed"),
    "proven from elsewhere": (LOG40.shown(20, 40), "unproven"),
    "with more to say": (LOG40.shown(30, 30, more="and more\n"), "forked"),
    "of another log": (LOG40.shown(30, 40, new_key("other.example")), "wrong-origin"),
    "by another key": (LOG40.shown(30, 40, new_key(LOG.name)), "unknown-key"),
    "with another text": (LOG40.shown(30, 40).replace("\n40\n", "\n41\n"), "bad-signature"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_it_refuses_and_says_why(desk, name):
    shown, code = SHOWN[name]
    for old, size in ((0, 20), (20, 30)):
        desk.look(LOG40.shown(old, size))

    assert code == refused(desk, shown)
    assert 40 == desk.look(LOG40.shown(30, 40)).size


def test_of_two_forks_shown_at_once_one_is_cosigned(desk):
    desk.look(LOG40.shown(0, 30))
    forks = [LOG40.forked(at, 60).shown(30) for at in range(30, 38)]

    with ThreadPoolExecutor(len(forks)) as at_once:
        found = list(at_once.map(partial(outcome, WitnessDesk(desk._folder)), forks))

    assert [60, *["forked"] * 7] == sorted(found, key=str)


def outcome(desk: WitnessDesk, shown: str) -> int | str:
    try:
        return desk.look(shown).size
    except Alarm as alarm:
        return alarm.code


def test_what_it_remembers_is_on_the_disk_or_not_remembered(desk):
    desk.look(LOG40.shown(0, 30))
    with suppress(InterruptedError), desk._book.held() as book:
        keep(book, Checkpoint(LOG.name, 35, bytes(32)), "lost with the machine")
        assert (2,) == book.execute("PRAGMA synchronous").fetchone()
        raise InterruptedError

    assert 30 == desk.seen()


def test_a_spoilt_proof_is_no_proof(desk):
    desk.look(LOG40.shown(0, 20))
    growth = read_growth(LOG40.shown(20, 40))

    for spoilt in (growth.path[1:], [*growth.path, bytes(32)], [bytes(32), *growth.path[1:]]):
        assert "forked" == refused(desk, Growth(20, spoilt, growth.note).written())


def test_what_was_refused_is_kept_as_the_log_signed_it(desk):
    desk.look(LOG40.shown(0, 30))
    shown = LOG40.forked(3, 50).shown(30)
    refused(desk, shown)

    with desk._book.held() as book:
        rows = book.execute("SELECT code, shown FROM refused").fetchall()
    assert [("forked", shown)] == rows


@pytest.mark.parametrize("many", [40, pytest.param(1_000, marks=pytest.mark.drill)])
def test_so_many_forks_are_refused_and_as_many_growths_cosigned(desk, many):
    chance, log, size = Random(72), history(many + 30), 1
    desk.look(log.shown(0, 1))
    for _ in range(many):
        fork = log.forked(chance.randrange(size), size + chance.randrange(1, 20))
        assert refused(desk, fork.shown(size)) == "forked"
        assert desk.look(log.shown(size, size + 1)).before == size
        size += 1


def test_a_log_rehashed_under_the_stolen_key_is_found(desk):
    """Whoever has the key can sign anything; the witness remembers what was signed before."""
    desk.look(LOG40.shown(0, 30))
    rewritten = LOG40.forked(11, 60)

    assert {"forked"} == {refused(desk, rewritten.shown(30, size)) for size in (30, 31, 60)}
    assert "shrunk" == refused(desk, rewritten.shown(30, 29))


def test_a_witness_that_lost_its_book_does_not_begin_anew(desk, tmp_path):
    cosigned = desk.look(LOG40.shown(0, 30)).note
    (desk._folder / "witness.sqlite").unlink()

    with pytest.raises(CannotOpen):
        desk.look(LOG40.shown(0, 30))
    desk._book.begin()
    assert "book-behind" == refused(desk, f"old 0\n\n{cosigned}")


def test_there_is_one_witness_in_a_folder_and_none_where_none_was_made(desk, tmp_path):
    with pytest.raises(CannotOpen):
        desk.begin("another", LOG.public.written())
    with pytest.raises(CannotOpen):
        WitnessDesk(tmp_path / "elsewhere").look(LOG40.shown(0))


@pytest.mark.parametrize("keys", ["", f"{LOG.public.written()}\n{new_key('b').public.written()}"])
def test_the_keys_of_a_log_are_of_one(tmp_path, keys):
    with pytest.raises(BadNote):
        WitnessDesk(tmp_path / "w").begin("w1", keys)


def test_a_file_that_is_not_there_is_not_heard(desk):
    (desk._folder / LOG_KEYS).unlink()

    with pytest.raises(Unheard):
        desk.look(LOG40.shown(0))


def handover(old, new, size: int | None = 40) -> str:
    return signed(Handover(new.public, size).text(), [old, new]).written()


def test_a_new_key_is_believed_once_the_old_one_handed_over(desk):
    second, third = new_key(LOG.name), new_key(LOG.name)
    desk.look(LOG40.shown(0, 30))
    assert "unknown-key" == refused(desk, LOG40.shown(30, 40, third))

    found = desk.follow(handover(LOG, second) + handover(second, third))

    assert [second.public.written(), third.public.written()] == list(found)
    assert 40 == desk.look(LOG40.shown(30, 40, third)).size
    assert [] == list(desk.follow(handover(LOG, second)))


def test_nobody_is_an_heir_without_both_signatures_and_the_name():
    known, thief = [LOG.public], new_key(LOG.name)
    text = Handover(thief.public, 3).text()
    for by in ([thief], [LOG], [new_key(LOG.name), thief]):
        assert known == heirs(known, signed(text, by).written()).keys
    other = new_key("other.example")
    assert known == heirs(known, handover(LOG, other)).keys
