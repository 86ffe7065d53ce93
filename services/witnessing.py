"""A witness of a log, on a machine of its own: what it is asked, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Protocol

from domain.proof.growth import read_growth
from domain.proof.note import read_checkpoint
from services.upkeep import CannotOpen


class Unheard(CannotOpen):
    """The service, or the file, that should show how the log stands does not."""


@dataclass(frozen=True, slots=True)
class Cosigned:
    """
    A checkpoint as it was cosigned; `before`: facts cosigned last, None at the first time.

    `unproven`: sizes of some that the bus told and that nothing proves yet; `strange`: how many of
    its messages were passed by.
    """

    note: str
    size: int
    before: int | None
    unproven: Sequence[int] = ()
    strange: int = 0


class Told(NamedTuple):
    """A growth as the bus tells it, and where there."""

    place: int
    written: str


class Strange(Exception):
    """
    What the bus tells is nothing that the log signed: it accuses nobody.

    `doubtful`: it may have been signed by an heir of the log's key that is not known yet.
    """

    def __init__(self, told: str, *, doubtful: bool = False) -> None:
        super().__init__(told)
        self.doubtful = doubtful


@dataclass
class PassedBy:
    """What was passed by on the bus: how many messages, the last one's place, why the first was."""

    count: int = 0
    place: int = -1
    why: str = ""

    def take(self, place: int, strange: Strange) -> None:
        """Count one more."""
        self.why = self.why or f"{place}: {strange}"
        self.count, self.place = self.count + 1, place


class Witness(Protocol):
    """The keeper of a key and of a book of what it cosigned, for one log."""

    def begin(self, name: str, log_keys: str) -> str:
        """
        Make key and book of a witness for the log whose keys these are; return its public key.

        Raises:
            BadNote: these are no keys, or no name.
            CannotOpen: there is a witness in the folder.
        """
        ...

    def look(self, shown: str) -> Cosigned:
        """
        Cosign a growth as it is carried, if the log only grew; remember it first.

        Raises:
            Alarm: it shall not be cosigned.
            BadNote: it is no growth.
            CannotOpen: there is no witness in the folder.
        """
        ...

    def follow(self, handovers: str) -> Sequence[str]:
        """Believe the keys that known keys of the log handed over to; return the new ones."""
        ...

    def seen(self) -> int:
        """Return how many facts were cosigned last; 0 before the first time."""
        ...

    def last(self) -> Cosigned | None:
        """Return what was cosigned last, as it was; None before the first time."""
        ...

    def hear(self, told: Told) -> Cosigned | None:
        """
        Cosign what the bus tells if it goes on from the last look, else keep it for its proof.

        Raises:
            Alarm: the log says two things, and has signed both.
            Strange: it is nothing that the log signed.
            CannotOpen: there is no witness in the folder.
        """
        ...

    def doubt(self, place: int) -> None:
        """Remember where the first is that an heir may have signed: a new key goes back there."""
        ...

    def pass_by(self, passed: PassedBy) -> None:
        """Log what was passed by, and go on behind it next time."""
        ...

    def ask(self, address: str) -> str:
        """Return the growth since the last look that a service shows; Unheard if it does not."""
        ...

    def heard(self) -> Sequence[Told]:
        """
        Return what the bus tells, in order, from the last one that was heard on.

        Raises:
            CannotOpen: there is no bus.
        """
        ...

    def hand_over(self, address: str, note: str, token: str) -> str:
        """Hand a cosigned checkpoint to the service; return its answer, Unheard if it is a no."""
        ...


def follow_all(told: Sequence[Told], desk: Witness) -> Cosigned:
    """
    Let a witness hear what the bus tells, in order; return what it cosigned last.

    What the log did not sign is counted and passed by.

    Raises:
        Alarm: the log says two things, and has signed both.
        Unheard: the bus tells nothing that can be cosigned.
    """
    passed = PassedBy()
    try:
        done, most = _hear_all(told, desk, passed)
    finally:
        if passed.count:
            desk.pass_by(passed)
    last = desk.last()
    if last is None:
        raise Unheard("the bus tells nothing")
    if most > last.size and (done is None or done.before == done.size):
        raise Unheard(f"the bus tells {most} facts, and no proof since {last.size} yet")
    return replace(done or last, unproven=last.unproven, strange=passed.count)


def _hear_all(told: Sequence[Told], desk: Witness, passed: PassedBy) -> tuple[Cosigned | None, int]:
    """Return what was cosigned last, and the most facts that the log told."""
    done, most, doubted = None, 0, False
    for one in told:
        try:
            done = desk.hear(one) or done
            most = max(most, read_checkpoint(read_growth(one.written).note).size)
        except Strange as strange:
            passed.take(one.place, strange)
            if strange.doubtful and not doubted:  # on the disk before anything behind it is heard
                desk.doubt(one.place)
                doubted = True
    return done, most


class Cosignatures(Protocol):
    """What witnesses known to the house said of its checkpoints."""

    def take(self, written: str) -> Sequence[str]:
        """
        Keep the cosignatures below a checkpoint that was signed here; return the witnesses' names.

        Raises:
            BadNote: it is no note, or a cosignature of a known witness does not hold.
            NotTaken: no such checkpoint was signed here, or no known witness cosigned it.
        """
        ...

    def below(self, written: str) -> str:
        """Return a checkpoint with all cosignatures there are of it below it."""
        ...

    def newest(self, quorum: int = 1) -> str | None:
        """Return the newest checkpoint that so many witnesses cosigned, None without one."""
        ...


class NotTaken(Exception):
    """Cosignatures are not taken in; `code` says why."""

    def __init__(self, code: str, told: str) -> None:
        super().__init__(told)
        self.code = code


def text_of(path: Path) -> str:
    """Return what a file says; Unheard when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise Unheard(f"{path}: cannot be read ({type(err).__name__})") from None
