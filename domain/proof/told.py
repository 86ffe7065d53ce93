"""
What a witness holds against checkpoints that are told to everybody, by more than one sender.

Of an honest log two senders may tell 10 to 21 and then 10 to 20: both signed, both proven from 10
on, neither proven from the other. Such a one waits for a proof, and accuses nobody until then.
"""

from domain.proof.growth import Growth
from domain.proof.note import Checkpoint, read_checkpoint
from domain.proof.paths import is_consistent
from domain.proof.witness import Alarm


def the_log_does_not_say_itself_that_it_shrank(growth: Growth) -> Alarm | None:
    """Refuse what was signed after a longer one had been told: a log that only grows cannot."""
    size = read_checkpoint(growth.note).size
    if growth.old <= size:
        return None
    return Alarm("shrunk", f"{size} facts are shown, after {growth.old} were told")


def one_size_is_told_with_one_root(stand: Checkpoint, known: bytes | None) -> Alarm | None:
    """Refuse another history of a length that is known, however long ago that was."""
    if known in {None, stand.root}:
        return None
    return Alarm("forked", f"two checkpoints of {stand.size} facts say different things")


def it_begins_with(older: Checkpoint, growth: Growth) -> Alarm | None:
    """Refuse a growth whose proof does not lead from the older checkpoint to its own."""
    new = read_checkpoint(growth.note)
    if is_consistent(older.size, new.size, growth.path, older.root, new.root):
        return None
    return Alarm("forked", f"{new.size} facts do not continue the {older.size} that were told")
