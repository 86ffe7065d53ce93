"""How many facts a witness cosigned last, in a file of its own beside its key."""

from pathlib import Path

from infra.edxml.files import put_bytes
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
        """Put a size in the place of a smaller one, on the disk; who calls it has the book."""
        if size <= self.read():
            return
        put_bytes(self._path, f"{size}\n".encode())
