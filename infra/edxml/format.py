"""The port Format: packages from bytes and to bytes."""

from collections.abc import Iterable
from dataclasses import dataclass

from infra.edxml.reading import read
from infra.edxml.writing import write
from services.edxml.package import Package
from services.edxml.reading import Layout, Limits, Reading


@dataclass(frozen=True, slots=True)
class EdxmlFormat:
    """Reads and writes edXML within limits."""

    limits: Limits

    def read(self, blocks: Iterable[bytes]) -> Reading:
        """Return what a package says; EdxmlRefused with every reason."""
        return read(blocks, self.limits)

    def write(self, package: Package, layout: Layout = Layout.BESIDE) -> bytes:
        """Return a package as bytes that read as the same package; EdxmlRefused when none do."""
        return write(package, layout, self.limits)
