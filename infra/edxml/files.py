"""Files that are whole or not there, and locks that end with their process."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

FOR_OUR_GROUP = 0o640
OURS_ALONE = 0o600


def put(path: Path, content: BinaryIO, mode: int = OURS_ALONE) -> None:
    """Write a file whole or not at all; on return it is on the disk."""
    descriptor, name = mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync(path.parent)


def put_bytes(path: Path, content: bytes, mode: int = OURS_ALONE) -> None:
    """Write some bytes as a file, whole or not at all."""
    put(path, BytesIO(content), mode)


def move(path: Path, to: Path) -> None:
    """Move a file within its file system; on return the move is on the disk."""
    path.rename(to)
    sync(to.parent)
    sync(path.parent)


def sync(folder: Path) -> None:
    """See that what a folder names is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock; others wait. It ends with the process, however that ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FOR_OUR_GROUP)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
