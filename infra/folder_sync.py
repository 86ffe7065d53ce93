"""A folder brought to the disk: a file that was renamed into it is found there after a crash."""

import os
from pathlib import Path


def sync(folder: Path) -> None:
    """Wait until the disk holds the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
