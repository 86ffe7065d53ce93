"""The keys of the log that a witness watches, and the hand-overs between them, kept as files."""

from functools import lru_cache
from pathlib import Path

from domain.proof.handover import TwoHeirs, handover_in, read_handovers
from domain.proof.note import BadNote, keys_of
from domain.proof.witness import Alarm
from infra.edxml.files import put_bytes
from infra.proof.handovers import LogKeys, heirs
from services.witnessing import text_of

LOG_KEYS, HANDOVERS = "log-keys.txt", "handovers.txt"


class WatchedKeys:
    """What is believed is never forgotten: of two heirs of one key the second is seen as one."""

    def __init__(self, folder: Path) -> None:
        self._keys, self._handovers = folder / LOG_KEYS, folder / HANDOVERS

    def begin(self, written: str) -> None:
        """Keep the keys of a log; BadNote when they are none, or of several logs."""
        _put(self._keys, written)

    def current(self) -> LogKeys:
        """Return the keys that are believed; Unheard when they cannot be read."""
        return self._with("")

    def follow(self, handovers: str) -> LogKeys:
        """
        Believe the keys that known keys handed over to, from now on.

        Raises:
            Alarm: a key handed over to two others.
            BadNote: something else stands there, or a signature does not hold.
        """
        found = self._with(handovers)
        told = dict.fromkeys(read_handovers(self._kept()) + read_handovers(handovers))
        counted = [one for one in told if handover_in(one) in found.handovers.values()]
        _put(self._handovers, "".join(one.written() for one in counted))
        _put(self._keys, "".join(f"{key.written()}\n" for key in found.keys))
        return found

    def _with(self, handovers: str) -> LogKeys:
        try:
            return _believed(text_of(self._keys), self._kept() + handovers)
        except TwoHeirs as err:
            raise Alarm("two-heirs", str(err)) from None

    def _kept(self) -> str:
        return text_of(self._handovers) if self._handovers.exists() else ""


@lru_cache(maxsize=4)
def _believed(keys: str, handovers: str) -> LogKeys:
    """Return the keys by the text of the files; a flood of messages does not check them anew."""
    return heirs(see_that_they_are_of_one_log(keys).keys, handovers)


def see_that_they_are_of_one_log(written: str) -> LogKeys:
    """Return keys that are all of one log; BadNote when they are none, or of several."""
    keys = keys_of(written)
    if len({key.name for key in keys}) != 1:
        raise BadNote("the keys of a log are one or more, all under its name")
    return LogKeys(keys)


def _put(path: Path, text: str) -> None:
    """Put a text in the place of the one there, whole or not at all; it is on the disk then."""
    if not path.exists() or text_of(path) != text:
        put_bytes(path, text.encode())
