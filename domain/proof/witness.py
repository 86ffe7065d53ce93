"""
What a witness asks of a log before it cosigns: that it is the same log, and only grew.

Source:
    C2SP tlog-witness: the older size must be that of the last checkpoint cosigned, the proof of
    consistency must hold, and trees of one size must have one root.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.proof.note import Checkpoint
from domain.proof.paths import is_consistent


class Alarm(Exception):
    """A checkpoint is not cosigned: `code` says which rule it breaks."""

    def __init__(self, code: str, told: str) -> None:
        super().__init__(told)
        self.code = code


@dataclass(frozen=True, slots=True)
class Seen:
    """What was cosigned last, and the root known of so many facts as are shown, None if none is."""

    text: str
    stand: Checkpoint
    then: bytes | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the log shows now: a checkpoint, and the proof that it continues `old` facts."""

    text: str
    stand: Checkpoint
    old: int
    path: Sequence[bytes]


Rule = Callable[[Seen, Shown], Alarm | None]


def it_is_the_log_that_is_watched(seen: Seen, shown: Shown) -> Alarm | None:
    """Refuse the checkpoint of another log."""
    if shown.stand.origin == seen.stand.origin:
        return None
    return Alarm("wrong-origin", f"{shown.stand.origin} is not the log {seen.stand.origin}")


def nothing_old_is_played_back(seen: Seen, shown: Shown) -> Alarm | None:
    """Refuse a checkpoint cosigned long ago: the log was longer since."""
    if shown.stand.size >= seen.stand.size or not _was_seen(seen, shown):
        return None
    return Alarm("replayed", f"{_sizes(seen, shown)}, and this one was cosigned before it")


def the_log_has_not_shrunk(seen: Seen, shown: Shown) -> Alarm | None:
    """Refuse a shorter log that nobody saw."""
    if shown.stand.size >= seen.stand.size or seen.then is not None:
        return None
    return Alarm("shrunk", f"{_sizes(seen, shown)}")


def no_old_size_has_another_root(seen: Seen, shown: Shown) -> Alarm | None:
    """Refuse another history of a length that was passed long ago."""
    if shown.stand.size >= seen.stand.size or seen.then in {None, shown.stand.root}:
        return None
    return Alarm("forked", f"{_sizes(seen, shown)}, and {shown.stand.size} had another root")


def one_size_has_one_root(seen: Seen, shown: Shown) -> Alarm | None:
    """Refuse another history of the same length, and another text about the same one."""
    if shown.stand.size != seen.stand.size or shown.text == seen.text:
        return None
    return Alarm("forked", f"two checkpoints of {shown.stand.size} facts say different things")


def the_proof_begins_where_it_was_seen(seen: Seen, shown: Shown) -> Alarm | None:
    """Refuse a longer log that is proven from another size: it may be honest, this is no proof."""
    if shown.stand.size <= seen.stand.size or shown.old == seen.stand.size:
        return None
    return Alarm("unproven", f"proven from {shown.old} facts on, {seen.stand.size} were cosigned")


def it_only_grew(seen: Seen, shown: Shown) -> Alarm | None:
    """Refuse a longer log that does not begin with the one that was cosigned."""
    old, new = seen.stand, shown.stand
    if new.size <= old.size or shown.old != old.size:
        return None
    if is_consistent(old.size, new.size, shown.path, old.root, new.root):
        return None
    return Alarm("forked", f"{new.size} facts do not continue the {old.size} that were cosigned")


RULES: tuple[Rule, ...] = (
    it_is_the_log_that_is_watched,
    nothing_old_is_played_back,
    the_log_has_not_shrunk,
    no_old_size_has_another_root,
    one_size_has_one_root,
    the_proof_begins_where_it_was_seen,
    it_only_grew,
)


def see_that_it_only_grew(seen: Seen, shown: Shown) -> None:
    """
    See that what is shown is what was seen, and perhaps more.

    Raises:
        Alarm: it is not; it shall not be cosigned.
    """
    for rule in RULES:
        if alarm := rule(seen, shown):
            raise alarm


def _was_seen(seen: Seen, shown: Shown) -> bool:
    return seen.then == shown.stand.root


def _sizes(seen: Seen, shown: Shown) -> str:
    return f"{shown.stand.size} facts are shown, {seen.stand.size} were cosigned"
