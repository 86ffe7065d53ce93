"""Files of evidence on the disk under their SHA-256; damaged ones are never served."""

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from infra.evidence.types import ACCEPTED, CHUNK
from infra.folder_sync import sync
from services.stores import Damaged, NoSuchFile, Readable, Stored, TooLarge, WrongType

DIGEST = re.compile(r"[0-9a-f]{64}")
ABANDONED = timedelta(hours=1)
MARK, GRAVE = "brought-to", ".erased"


class EvidenceFiles:
    """
    The port Evidence: *folder*/ab/cd/abcd..., each file read-only and whole.

    A crash leaves at most something in *folder*/incoming, for `sweep` to remove.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._most = most_bytes
        self._incoming.mkdir(parents=True, exist_ok=True)

    def put(self, content: Readable, media_type: str) -> Stored:
        """
        Keep *content*; the same content twice is one file. On return it is on the disk.

        Raises:
            TooLarge: past the limit, without reading further.
            WrongType: a type not accepted, or a content that is not of the claimed type.
        """
        claimed = media_type.partition(";")[0].strip().lower()
        if claimed not in ACCEPTED:
            raise WrongType(f"{claimed} is not accepted")
        with self._temporary() as (path, file):
            digest, size = self._copy(content, file)
            file.seek(0)
            if size == 0 or not ACCEPTED[claimed](file):
                raise WrongType(f"the content is not {claimed}")
            os.fchmod(file.fileno(), 0o400)
            os.fsync(file.fileno())
            self._settle(path, digest)
        return Stored(digest, size, claimed)

    def open(self, sha256: str) -> BinaryIO:
        """
        Return the file at its beginning, its digest checked.

        Raises:
            NoSuchFile: nothing is kept under this digest.
            Damaged: the bytes on the disk are no longer those that were put.
        """
        try:
            file = self._path(sha256).open("rb")
        except FileNotFoundError:
            raise NoSuchFile(sha256) from None
        if _digest(file) != sha256:
            file.close()
            raise Damaged(sha256)
        file.seek(0)
        return file

    def erase(self, sha256: str) -> bool:
        """
        Take a file away for good; say whether none is kept any more.

        One that came, or was looked at, within the hour is left: a case may be about to name it.
        It is moved away first, so that whoever looks at it meanwhile renews it before or misses it.
        """
        path, grave = self._path(sha256), self._incoming / f"{sha256}{GRAVE}"
        if path.exists():
            if _is_new(path):
                return False
            path.replace(grave)
            sync(path.parent)
        if grave.exists() and _is_new(grave):
            self._settle(grave, sha256)
            return False
        if grave.exists():
            overwrite(grave)
            grave.unlink()
        return True

    def brought_to(self) -> int:
        """Return the position of the log up to which papers of who is erased were taken away."""
        mark = self._folder / MARK
        return int(mark.read_text()) if mark.exists() else 0

    def note_brought(self, position: int) -> None:
        """Keep up to where papers of who is erased were taken away: beside them, as in backups."""
        with self._temporary() as (path, file):
            file.write(str(position).encode())
            file.flush()
            os.fsync(file.fileno())
            path.replace(self._folder / MARK)

    def look(self, sha256: str, media_type: str) -> Stored:
        """
        Return what is kept under a digest, its content checked to be of *media_type*.

        Who looks is about to name it in a case: from now on it counts as new for an hour.

        Raises:
            NoSuchFile: nothing is kept under this digest.
            WrongType: it is not of this type, or the type is not accepted.
            Damaged: the bytes on the disk are no longer those that were put.
        """
        if media_type not in ACCEPTED:
            raise WrongType(f"{media_type} is not accepted")
        with self.open(sha256) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            if not ACCEPTED[media_type](file):
                raise WrongType(f"the content is not {media_type}")
        try:
            os.utime(self._path(sha256))
        except FileNotFoundError:
            raise NoSuchFile(sha256) from None
        return Stored(sha256, size, media_type)

    def sweep(self, older_than: timedelta = ABANDONED) -> int:
        """Remove what broken uploads left, sparing those still under way; return how many."""
        before = time.time() - older_than.total_seconds()
        swept = 0
        for path in self._incoming.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    overwrite(path)
                    path.unlink()
                    swept += 1
        return swept

    def _path(self, digest: str) -> Path:
        if not DIGEST.fullmatch(digest):
            raise NoSuchFile("not a SHA-256")
        return self._folder / digest[:2] / digest[2:4] / digest

    @contextlib.contextmanager
    def _temporary(self) -> Iterator[tuple[Path, BinaryIO]]:
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        path = Path(name)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield path, file
        finally:
            path.unlink(missing_ok=True)

    def _copy(self, content: Readable, file: BinaryIO) -> tuple[str, int]:
        digest, size = sha256(), 0
        while chunk := content.read(min(CHUNK, self._most - size + 1)):
            size += len(chunk)
            if size > self._most:
                raise TooLarge(f"more than {self._most} bytes")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        return digest.hexdigest(), size

    def _settle(self, path: Path, digest: str) -> None:
        """Move *path* to its address, over whatever stands there: it may be damaged."""
        target = self._path(digest)
        for folder in (target.parent.parent, target.parent):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
            sync(folder.parent)
        path.replace(target)
        sync(target.parent)


def _is_new(path: Path) -> bool:
    return time.time() - path.stat().st_mtime < ABANDONED.total_seconds()


def overwrite(path: Path) -> None:
    """Write over the bytes of a file, as far as its disk lets go of what was there."""
    path.chmod(0o600)
    with path.open("r+b") as file:
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left > 0:
            left -= file.write(bytes(min(CHUNK, left)))
        file.flush()
        os.fsync(file.fileno())


def _digest(file: BinaryIO) -> str:
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
