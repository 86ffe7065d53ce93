"""The document bridge put together from the settings."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from infra.edxml.files import put_bytes
from infra.edxml.folder import FolderGateway
from infra.edxml.format import EdxmlFormat
from infra.edxml.organs_file import load_organs
from infra.edxml.received import ReceivedFiles
from infra.settings import Settings
from services.edxml.organs import Organs
from services.edxml.reading import Limits

ORGANS = "edxml-organs.toml"


class DocumentBridge:
    """The port Bridge; a file of evidence that fits into the house fits into a package."""

    def __init__(self, settings: Settings) -> None:
        self._home = settings.home
        self._limits = Limits(attachment=settings.evidence_max_bytes)
        self.format = EdxmlFormat(self._limits)

    @property
    def largest(self) -> int:
        """The most bytes of a package."""
        return self._limits.package

    def organs(self, path: Path | None) -> Organs:
        """Return the operator's list, the one of the data folder when none is named."""
        return load_organs(path or self._home / ORGANS)

    def folder(self, path: Path) -> FolderGateway:
        """Return the gateway that a folder is."""
        return FolderGateway(path)

    @contextmanager
    def received(self) -> Iterator[ReceivedFiles]:
        """Lend what was received."""
        with closing(ReceivedFiles(self._home / "edxml")) as found:
            yield found

    def put(self, path: Path, content: bytes) -> None:
        """Write a file whole or not at all."""
        put_bytes(path, content)
