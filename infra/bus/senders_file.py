"""The file of senders, which may change at any time, and the word of how it is."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from threading import Event, Lock

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from infra.bus.senders import NOBODY, BadSenders, read_senders
from infra.bus.word import Told
from infra.settings import Settings
from infra.threads import working
from projections.bookkeeping import writing
from projections.bus_state import SENDERS, make_bus_tables
from services.senders import Sender

GLANCE, NONE, UNREAD = 1.0, (), (-1,)
SENDERS_FILE = "bus-senders.toml"
Mark = tuple[int, ...]
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class SendersFile:
    """
    Who may send, read again when the file was replaced or rewritten.

    It is read when it is first asked for, so that whoever does not ask can work without it. A file
    that cannot be used, or is gone, leaves those of the last good one in force; where there never
    was a file, nobody may send, unless somebody named it.
    """

    def __init__(self, path: Path, *, named: bool = False) -> None:
        self._path, self._named, self._reading = path, named, Lock()
        self.trouble: BadSenders | None = None
        self._mark: Mark = UNREAD
        self._kept: Mapping[str, Sender] = NOBODY

    def current(self) -> Mapping[str, Sender]:
        """
        Return who may send now.

        Raises:
            BadSenders: the file cannot be used, and never could since we asked first.
        """
        if _mark(self._path) != self._mark:
            with self._reading:
                self._read_again()
        return self._kept

    def _read_again(self) -> None:
        """Read the file; of several who saw that it changed, one does."""
        found = _mark(self._path)
        if found == self._mark:
            return
        if self._mark == UNREAD:
            self._kept, self._mark = self._first(found), found
            return
        try:
            self._kept, self.trouble = read_senders(self._path), None
        except BadSenders as err:
            self.trouble = err
        self._mark, count = found, len(self._kept)
        if self.trouble:
            log.error("senders.refused", reason=str(self.trouble), in_force=count)
        else:
            log.info("senders.reloaded", in_force=count)

    def _first(self, found: Mark) -> Mapping[str, Sender]:
        if found == NONE and not self._named:
            return NOBODY
        return read_senders(self._path)


def senders_file(settings: Settings) -> SendersFile:
    """Return who may send orders over the bus; nobody until there is a file."""
    named = settings.bus_senders
    return SendersFile(named or settings.home / SENDERS_FILE, named=named is not None)


def watched(file: SendersFile, engine: Engine) -> AbstractContextManager[None]:
    """Look at *file* now and then for the time of the block, and say where the bus is watched."""
    return working("senders", partial(_watch, file, engine))


def _watch(file: SendersFile, engine: Engine, ending: Event) -> None:
    told, said = Told(SENDERS, engine), None
    while True:
        now = (file.current(), file.trouble)
        if now != said:
            with suppress(SQLAlchemyError):  # else it is said at the next glance
                _say(told, *now, engine)
                said = now
        if ending.wait(GLANCE):
            return


def _say(
    told: Told, senders: Mapping[str, Sender], trouble: BadSenders | None, engine: Engine
) -> None:
    """Say how many may send, and what is wrong with a file that came since."""
    with writing(engine) as tx:
        make_bus_tables(tx)
    told.well(len(senders))
    if trouble is not None:
        told.trouble(trouble)


def _mark(path: Path) -> Mark:
    """Return what changes with every writing of a file, nothing where there is none."""
    try:
        found = path.stat()
    except OSError:
        return NONE
    return (found.st_mtime_ns, found.st_size, found.st_ino)
