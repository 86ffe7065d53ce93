"""Sub-logs of councils and years: what belongs to them, and that nothing of them is left out."""

import json
from dataclasses import replace
from itertools import combinations
from uuid import UUID, uuid5

import pytest

from domain.proof.completeness import Completeness, Placed, are_all, completeness
from domain.proof.leaf import StoredFact
from domain.proof.note import BadNote, Checkpoint, Note, read_checkpoint
from domain.proof.sublog import Followed, Part, Places, Standing, SubLog, SubLogs, over_all, part_of
from domain.proof.tree import EMPTY, Growing, leaf_hash

SPACE = UUID(int=7)
COUNCIL, OTHER, MEETING = (uuid5(SPACE, one) for one in ("council", "other", "session"))
NOON, NEW_YEAR = "2026-03-03T05:00:00Z", "2026-12-31T17:30:00.250000Z"
CALLED = "session.convened.v1"


def row(name, stream, at=NOON, position=1, **fact):
    """Return a row as the ledger keeps it."""
    content = json.dumps({"envelope": {"recorded_at": at}, "fact": fact}).encode()
    return StoredFact(position, stream, 1, name, content)


@pytest.mark.parametrize(
    ("fact", "part"),
    [
        (row("council.appointed.v1", COUNCIL), Part(COUNCIL, 2026)),
        (row("council.member-relieved.v1", COUNCIL, NEW_YEAR), Part(COUNCIL, 2027)),
        (row(CALLED, MEETING, council=str(COUNCIL)), Part(COUNCIL, 2026)),
        (row("box.ballots-counted.v1", SPACE, session=str(MEETING)), Part(COUNCIL, 2026)),
        (row("session.closed.v1", OTHER), None),
        (row("nomination.council-voted.v1", COUNCIL), None),
        (row("council.appointed.v1", COUNCIL, "2026-03-03T05:00:00"), None),
        (row("council.appointed.v1", COUNCIL, "soon"), None),
        (row("council.appointed.v1", COUNCIL, 2026), None),
        (row("council.appointed.v1", COUNCIL, "2026-12-31T16:59:59Z"), Part(COUNCIL, 2026)),
        (row("council.appointed.v1", COUNCIL, "2026-12-31T17:00:00Z"), Part(COUNCIL, 2027)),
        (row("box.ballots-counted.v1", SPACE, session=str(MEETING).upper()), None),
        (row("box.ballots-counted.v1", SPACE, session="none"), None),
        (StoredFact(1, COUNCIL, 1, "council.appointed.v1", b"[1]"), None),
        (StoredFact(1, COUNCIL, 1, "council.appointed.v1", b'{"envelope": 1}'), None),
        (StoredFact(1, COUNCIL, 1, "council.appointed.v1", b"\xff"), None),
    ],
)
def test_a_fact_is_of_the_council_of_its_session_and_the_year_in_viet_nam(fact, part):
    assert part == part_of(fact, {MEETING: COUNCIL})


def test_sessions_are_of_the_council_that_called_them_first():
    facts = [
        row("council.appointed.v1", COUNCIL),
        row(CALLED, MEETING, council=str(COUNCIL)),
        row("nomination.opened.v1", SPACE),
        row(CALLED, MEETING, council=str(OTHER)),
        row("session.closed.v1", MEETING, NEW_YEAR),
        row("session.closed.v1", OTHER),
    ]
    read = SubLogs()
    for one in facts:
        read.take(one, leaf_hash(one.leaf()))

    of_2026 = grown([facts[0], facts[1], facts[3]])
    of_2027 = grown([facts[4]])
    known = [SubLog(Part(COUNCIL, 2027), 1, of_2027), SubLog(Part(COUNCIL, 2026), 3, of_2026)]
    assert over_all(known) == read.root()
    assert SubLogs().root() == EMPTY == over_all([])


def test_who_follows_the_log_has_its_root_where_facts_stand_and_whose_sessions_are():
    facts = [row(CALLED, MEETING, council=str(COUNCIL)), row("council.appointed.v1", OTHER)]
    read, places = SubLogs(), Places()
    for position, (one, council) in enumerate(zip(facts, (COUNCIL, OTHER), strict=True), 1):
        read.take(replace(one, position=position), leaf_hash(one.leaf()))
        places.take(position, Part(council, 2026))
    assert Followed(read.root(), places.digest(), {MEETING: COUNCIL}) == read.followed()
    assert Places().digest() != places.digest()


def test_only_its_call_says_of_which_council_a_session_is():
    read, fact = SubLogs(), row("session.closed.v1", MEETING, council=str(COUNCIL))
    read.take(fact, leaf_hash(fact.leaf()))
    assert EMPTY == read.root()


def test_the_root_asked_for_after_each_fact_is_that_of_all_until_then():
    councils = [OTHER, COUNCIL, OTHER, COUNCIL, COUNCIL, OTHER]
    facts = [row("council.appointed.v1", one, position=at) for at, one in enumerate(councils)]
    read = SubLogs()
    for at, one in enumerate(facts, 1):
        read.take(one, leaf_hash(one.leaf()))
        parts = {who: [it for it in facts[:at] if it.stream == who] for who in councils[:at]}
        found = [SubLog(Part(who, 2026), len(its), grown(its)) for who, its in parts.items()]
        assert over_all(found) == read.root()


@pytest.mark.parametrize("number", range(16))
def test_sub_logs_go_on_from_where_they_were_left_off(number):
    there = parts_of(number)
    read = Standing({part: tree_of(part) for part in reversed(there)})
    assert over_all([sublog(part) for part in there]) == read.root()
    for part in PARTS:
        read.add(part, bytes(32))
    trees = {part: tree_of(part, bytes(32)) if part in there else lone() for part in PARTS}
    stood = Standing(trees)
    assert (stood.root(), stood.leaves()) == (read.root(), read.leaves())


@pytest.mark.parametrize(
    ("part", "places"), [(0, [1]), (1, [1, 2]), (2, [1, 2]), (3, [2, 3]), (4, [2, 3]), (6, [3])]
)
def test_near_a_part_are_those_it_stands_between_or_would(part, places):
    found = [Part(UUID(int=number), 2026) for number in (0, 2, 4)]
    read = Standing({one: Growing() for one in found})
    near = read.near(Part(UUID(int=part), 2026))
    assert {at: SubLog(found[at - 1], 0, EMPTY) for at in places} == near


def test_a_tree_left_off_has_a_root_for_each_whole_subtree():
    assert [Growing(size, [bytes(32)] * 2).is_whole for size in (1, 3, 6, 7)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_sub_log_is_published_as_form_council_year_count_and_root():
    said = b"vinhdanh sub-log 1\n" + COUNCIL.bytes + b"\0\0\x07\xea" + bytes(7) + b"\3" + EMPTY
    assert said == SubLog(Part(COUNCIL, 2026), 3, EMPTY).leaf()


def grown(facts):
    """Return the root over facts."""
    tree = Growing()
    for one in facts:
        tree.add(leaf_hash(one.leaf()))
    return tree.root()


PARTS = [Part(council, year) for council in (COUNCIL, OTHER) for year in (2026, 2027)]
HASHES = {part: [bytes([number, at]) * 16 for at in range(3)] for number, part in enumerate(PARTS)}


def tree_of(part, *more):
    """Return the tree over the three facts of a part, and more."""
    tree = Growing()
    for one in (*HASHES[part], *more):
        tree.add(one)
    return tree


def lone():
    """Return a tree of one fact."""
    tree = Growing()
    tree.add(bytes(32))
    return tree


def sublog(part):
    """Return a sub-log of three facts."""
    return SubLog(part, 3, tree_of(part).root())


def proof_of(part, found):
    """Return the proof about a part among some sub-logs."""
    ordered = sorted(found, key=lambda one: one.part)
    before = sum(one.part < part for one in ordered)
    near = {at: ordered[at - 1] for at in (before, before + 1) if 1 <= at <= len(ordered)}
    return completeness(part, [leaf_hash(one.leaf()) for one in ordered], near)


def parts_of(number):
    """Return some of the parts, as the bits of a number say."""
    return [part for at, part in enumerate(PARTS) if number >> at & 1]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("number", range(16))
def test_of_each_part_all_facts_are_proved_or_that_it_has_none(number, part):
    there = parts_of(number)
    found = [sublog(one) for one in there]
    proof, root = proof_of(part, found), over_all(found)
    all_of_it = HASHES[part] if part in there else []

    assert are_all(proof, all_of_it, root)
    wrong = [HASHES[part][:2], HASHES[part][::-1], [*HASHES[part], bytes(32)], [bytes(31)] * 3]
    assert not any(are_all(proof, one, root) for one in [*wrong, [] if all_of_it else wrong[0]])
    assert not any(are_all(proof, all_of_it, one) for one in (bytes(32), None))


ALL = [sublog(one) for one in PARTS]
PLACED = [proof_of(one, ALL).placed[0] for one in PARTS]
SOME = [some for length in range(5) for some in combinations(PLACED, length)]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_there_is_not_denied(part):
    denials = [Completeness(part, 4, some) for some in SOME]
    denials += [Completeness(part, 0, []), Completeness(part, 4, [PLACED[0]] * 2)]
    assert not any(are_all(one, [], over_all(ALL)) for one in denials)


def test_neighbours_that_are_not_beside_each_other_deny_nothing():
    found, root, (first, *_, last) = ALL, over_all(ALL), PLACED
    between = Part(COUNCIL, 2028)

    assert not are_all(Completeness(between, 4, [first, last]), [], root)
    assert are_all(proof_of(between, found), [], root)
    moved = Placed(last.sublog, first.place + 1, last.path)
    assert not are_all(Completeness(between, 4, [first, moved]), [], root)


STOOD = Checkpoint("vinhdanh/x", 3, bytes(32), b"\1" * 32)


def test_a_checkpoint_says_the_root_over_sub_logs_and_older_ones_do_not():
    older = replace(STOOD, sublogs=None)
    for one in (STOOD, older):
        assert one == read_checkpoint(Note(one.text(), ()))
    foreign = Note(f"{older.text()}of another program\n", ())
    assert older == read_checkpoint(foreign)


@pytest.mark.parametrize("line", ["sub-logs x", "sub-logs AAAA", STOOD.text().splitlines()[-1]])
def test_a_checkpoint_says_one_root_or_none(line):
    with pytest.raises(BadNote):
        read_checkpoint(Note(f"{STOOD.text()}{line}\n", ()))
