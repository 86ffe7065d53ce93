"""How many facts a witness cosigned last, in a file of its own beside its key."""

import os
import tempfile
from pathlib import Path

from services.upkeep import CannotOpen

FILE = "witness.size"


class LastSize:
    """
    Outlives a book that is put back from a backup, so that an older book is known for one.

    It is written after the book: it never says more than the book did.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def read(self) -> int:
        """Return what was written last, 0 where nothing was; CannotOpen if it is no size."""
        try:
            return int(self._path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0
        except (OSError, ValueError) as err:
            raise CannotOpen(f"{self._path}: cannot be read ({type(err).__name__})") from None

    def write(self, size: int) -> None:
        """Put a size in the place of a smaller one; it is on the disk when this returns."""
        if size <= self.read():
            return
        descriptor, beside = tempfile.mkstemp(prefix=".new-", dir=self._path.parent)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{size}\n")
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(self._path)
