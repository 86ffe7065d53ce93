"""The same attacks on rows that are signed one by one and on the tree: who finds how many."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from domain.proof.leaf import StoredFact
from infra.proof.keys import SigningKey
from tests.domain.trees import flipped
from tests.promises.test_rule_forgeries import judged
from tests.promises.test_rule_forgeries import rows as stored
from tests.proving.edits import renumbered, swapped
from tests.proving.houses import ORIGIN, kept, notes, verified
from tests.proving.logs import log
from tests.proving.places import wrong
from tests.proving.row_signatures import KEY, SCHEMES, Row, Scheme, is_found, sealed

A_LOG = 25
"""So often the same log is attacked."""
FACTS, SEEN = 40, 30
"""How long the logs are, and how much of them the auditor saw."""
TREE = "tree, a checkpoint kept outside"
COLUMNS = (*(one.name for one in SCHEMES), TREE)
UNSIGNED = bytes(64)
OURS = SigningKey(ORIGIN, KEY)
Facts = Sequence[StoredFact]
Change = Callable[[Facts, Random], Facts]


@dataclass(frozen=True)
class Attack:
    """What is done to the facts; with the `key` all is signed anew, `hashed` the tree is anew."""

    change: Change
    key: bool = False
    hashed: bool = False


def at(dice: Random, begin: int = 0, end: int = SEEN) -> int:
    """Return a place among those the auditor saw, from 0, or among others."""
    return dice.randrange(begin, end)


def bit(facts: Facts, dice: Random, begin: int = 0, end: int = SEEN) -> Facts:
    """Flip a bit of a content."""
    place = at(dice, begin, end)
    content = facts[place].content
    other = replace(facts[place], content=flipped(content, dice.randrange(8 * len(content))))
    return [*facts[:place], other, *facts[place + 1 :]]


def late(facts: Facts, dice: Random) -> Facts:
    """Flip a bit of a fact that came after the auditor's last look."""
    return bit(facts, dice, SEEN, FACTS)


def taken_out(facts: Facts, dice: Random) -> Facts:
    """Delete a fact."""
    place = at(dice)
    return [*facts[:place], *facts[place + 1 :]]


def closed_up(facts: Facts, dice: Random) -> Facts:
    """Delete a fact and close the gap it leaves."""
    return renumbered(taken_out(facts, dice))


def last_of_its_case(facts: Facts, dice: Random) -> Facts:
    """Delete the newest facts of a case, and close the gap of positions they leave."""
    place = at(dice)
    stream = facts[place].stream
    left = [one for i, one in enumerate(facts) if i < place or one.stream != stream]
    return [replace(one, position=number) for number, one in enumerate(left, 1)]


def a_case(facts: Facts, dice: Random) -> Facts:
    """Delete a whole case, and close the gap of positions it leaves."""
    stream = facts[at(dice)].stream
    left = [one for one in facts if one.stream != stream]
    return [replace(one, position=number) for number, one in enumerate(left, 1)]


def cut_off(facts: Facts, dice: Random) -> Facts:
    """Take the end of the log away."""
    return facts[: at(dice, 1)]


def in_another_order(facts: Facts, dice: Random) -> Facts:
    """Let two neighbours of different cases change places, in the order of their cases."""
    pairs = [i for i in range(SEEN - 1) if facts[i].stream != facts[i + 1].stream]
    place = dice.choice(pairs)
    return swapped(facts, place, place + 1)


def forked(facts: Facts, dice: Random) -> Facts:
    """Write another history from some fact on."""
    place = at(dice)
    return renumbered([*facts[:place], *log(FACTS - place, dice)])


def put_behind(facts: Facts, dice: Random) -> Facts:
    """Put a fact that nobody signed at the end."""
    return [*facts, replace(log(1, dice)[0], position=len(facts) + 1)]


ATTACKS: Mapping[str, Attack] = {
    "a bit of a fact": Attack(bit),
    "a fact altered, the key stolen": Attack(bit, key=True),
    "a fact deleted, a gap left": Attack(taken_out),
    "a fact deleted, the gap closed": Attack(closed_up),
    "the newest facts of a case deleted, the gap closed": Attack(last_of_its_case),
    "a whole case deleted, the gap closed": Attack(a_case),
    "a fact deleted, the gap closed, the key stolen": Attack(closed_up, key=True),
    "the end cut off": Attack(cut_off),
    "an older backup played back, tree and all": Attack(cut_off, hashed=True),
    "two facts in another order": Attack(in_another_order),
    "another history from some fact on, the key stolen": Attack(forked, key=True),
    "since the last checkpoint: a fact altered": Attack(late),
    "since the last checkpoint: a fact altered, the tree hashed anew": Attack(late, hashed=True),
    "since the last checkpoint: a fact altered, the key stolen": Attack(late, key=True),
    "a fact that nobody signed put behind the last": Attack(put_behind),
}
BROKEN_RULE = "a fact against a rule, signed and hashed by the house itself"


def against_rows(attack: Attack, sound: Facts, facts: Facts, scheme: Scheme) -> bool:
    """Say whether rows signed one by one show that *facts* stand there in place of others."""
    true = sealed(sound, scheme)
    made = {one.fact.content: one.signature for one in true}
    stood = {one.fact.position: one.signature for one in true}
    left = [made.get(one.content) or stood.get(one.position, UNSIGNED) for one in facts]
    rows = sealed(facts, scheme) if attack.key else list(map(Row, facts, left))
    return is_found(rows, scheme, (SEEN, true[SEEN - 1].signature))


def against_tree(attack: Attack, sound: Facts, facts: Facts) -> bool:
    """Say whether `verify` shows it: beside the house's own tree, and the auditor's checkpoint."""
    anew = attack.key or attack.hashed
    of = kept(facts if anew else sound, OURS)
    return bool(wrong(verified(facts, of, notes(sound, [SEEN], OURS))))


def counted(times: int, seed: int = 95) -> Iterator[tuple[str, int, Counter[str]]]:
    """Yield each attack, how often it was tried, and how often each way found it."""
    sound: Facts = ()
    for name, attack in ATTACKS.items():
        dice, found = Random(f"{seed} {name}"), Counter[str]()
        for number in range(times):
            sound = log(FACTS, dice) if number % A_LOG == 0 else sound
            facts = attack.change(sound, dice)
            found.update(finders(attack, sound, facts))
        yield name, times, found


def finders(attack: Attack, sound: Facts, facts: Facts) -> Iterator[str]:
    """Yield who finds that *facts* stand there in place of others."""
    yield from (one.name for one in SCHEMES if against_rows(attack, sound, facts, one))
    if against_tree(attack, sound, facts):
        yield TREE


def broken_rules() -> tuple[str, int, Counter[str]]:
    """Let the house sign histories that break a rule; say who finds how many of them."""
    found, forged = Counter[str](), judged()
    for one, broken in forged:
        facts = stored(one.log)
        for scheme in SCHEMES:
            rows = sealed(facts, scheme)
            found[scheme.name] += is_found(rows, scheme, (len(rows), rows[-1].signature))
        own = notes(facts, [len(facts)], OURS)
        tells = wrong(verified(facts, kept(facts, OURS), own))
        found[TREE] += bool(tells) or [one.at] == [each.position for each in broken[:1]]
    return BROKEN_RULE, len(forged), found


def table(lines: Sequence[tuple[str, int, Counter[str]]]) -> list[str]:
    """Return the lines of a table: how many of how many each way found."""
    head = ["what was done", "tries", *COLUMNS]
    said = [
        [name, f"{times:,}", *(f"{found[one]:,}" for one in COLUMNS)]
        for name, times, found in lines
    ]
    return ["| " + " | ".join(one) + " |" for one in (head, ["---"] * len(head), *said)]
