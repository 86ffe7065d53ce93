"""Whether the data folder has room for the next acts; a write that changes nothing cannot tell."""

import shutil
from pathlib import Path

# Each of the four SQLite files may let its WAL grow to some 4 MiB before it is folded in.
LEAST = 16 << 20


def shortage(home: Path) -> str | None:
    """Return what is missing in the folder *home*, None for nothing."""
    try:
        free = shutil.disk_usage(home).free
    except OSError as err:
        return err.strerror or type(err).__name__
    return None if free >= LEAST else f"{free >> 20} MiB free, {LEAST >> 20} MiB needed"
