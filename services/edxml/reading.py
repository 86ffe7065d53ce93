"""What a package turned out to be when it was read, and how much of one is read at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from services.edxml.package import Package

MIB = 1 << 20


class Layout(Enum):
    """Where attachments stand: beside the envelope, or inside Manifest as in older packages."""

    BESIDE = "beside"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of a package that is read; bytes, but for the count of attachments."""

    attachment: int = 25 * MIB
    attachments: int = 100
    package: int = 160 * MIB


@dataclass(frozen=True, slots=True)
class Reading:
    """
    A package that was read whole and found in order.

    `signed`: a signature stands in it; it is not verified. `left_out` names elements that nobody
    here knows, each with its line: they are not part of `package`.
    """

    package: Package
    root: str
    layout: Layout
    signed: bool
    left_out: tuple[str, ...]


class Format(Protocol):
    """Reads and writes packages."""

    def read(self, blocks: Iterable[bytes]) -> Reading:
        """
        Return what a package says.

        Raises:
            EdxmlRefused: it is not whole, not well formed or not safe; with every reason.
        """
        ...

    def write(self, package: Package, layout: Layout = Layout.BESIDE) -> bytes:
        """
        Return a package as bytes that read as the same package.

        Raises:
            EdxmlRefused: it would not be taken by those who read it.
        """
        ...
