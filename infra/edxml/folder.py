"""A gateway that is a folder: outbox, inbox, done and refused; every file taken and sent once."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from infra.edxml.files import FOR_OUR_GROUP, locked, move, put_bytes
from services.edxml.codes import GatewayWord
from services.edxml.gateway import CannotGet, Waiting
from services.edxml.refusal import Reason

SUFFIX = ".edxml"
FOLDERS = ("inbox", "outbox", "done", "refused", ".gateway/staged", ".gateway/sent")


class FolderGateway:
    """
    The port Gateway over folders of one file system.

    Whoever brings a package writes it under another name and renames it to *.edxml in inbox/.
    """

    def __init__(self, folder: Path) -> None:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._state = folder / ".gateway"

    def alone(self) -> AbstractContextManager[None]:
        """Keep other pollers of this folder away meanwhile; they wait."""
        return locked(self._state / "poll.lock")

    def send(self, key: str, package: bytes) -> bool:
        """
        Put a package into outbox/, once for a key; say whether it went out just now.

        It is staged, then marked as sent, then moved. A marked one that is still staged was cut off
        on the way and is moved; one that is no longer staged has gone out, wherever it is by now.
        """
        staged, sent = self._state / "staged" / key, self._state / "sent" / key
        with locked(self._state / "send.lock"):
            if not sent.exists():
                put_bytes(staged, package, FOR_OUR_GROUP)
                put_bytes(sent, b"")
            if not staged.exists():
                return False
            move(staged, self._folder / "outbox" / f"{key}{SUFFIX}")
            return True

    def received(self, since: datetime | None = None) -> Sequence[Waiting]:
        """Return what waits in inbox/, the oldest first."""
        found = []
        with os.scandir(self._folder / "inbox") as entries:
            for entry in entries:
                if entry.name.endswith(SUFFIX) and not entry.name.startswith("."):
                    found += _waiting(entry)
        wanted = (one for one in found if since is None or one.arrived_at >= since)
        return sorted(wanted, key=lambda one: (one.arrived_at, one.key))

    def get(self, key: str) -> BinaryIO | None:
        """Return a waiting package, None when it was put away; CannotGet when it is not for us."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            return os.fdopen(os.open(self._folder / "inbox" / key, flags), "rb")
        except FileNotFoundError:
            return None
        except OSError as err:
            raise CannotGet(err.strerror or type(err).__name__) from err

    def update_status(self, key: str, word: GatewayWord, why: Sequence[Reason] = ()) -> None:
        """Move a package to done/, or to refused/ with a file of reasons beside it."""
        path = self._folder / "inbox" / key
        if word is not GatewayWord.FAIL:
            move(path, _free(self._folder / "done" / key))
            return
        target = _free(self._folder / "refused" / key)
        reasons = "".join(f"{one}\n" for one in why)
        put_bytes(target.with_name(f"{target.name}.reason.txt"), reasons.encode(), FOR_OUR_GROUP)
        move(path, target)


def _waiting(entry: "os.DirEntry[str]") -> list[Waiting]:
    """Return a regular file, nothing for a link, a pipe or what has gone meanwhile."""
    try:
        seen = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return []
    if not S_ISREG(seen.st_mode):
        return []
    return [Waiting(entry.name, datetime.fromtimestamp(seen.st_mtime, UTC))]


def _free(path: Path) -> Path:
    """Return a path nothing stands at: the one given, else with a number."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}.{number}{path.suffix}")
    return free
