"""Why a package is not taken: reasons as values, with a stable code and a line where one is."""

from dataclasses import dataclass

from services.edxml.package import Organ, ResponseFor


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is wrong; `line` is None where no line is to blame."""

    code: str
    detail: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line is not None else ""
        return f"{self.code}: {where}{self.detail}"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """As much of a refused document as an answer to it needs."""

    about: ResponseFor
    receivers: tuple[Organ, ...]


class EdxmlRefused(Exception):
    """
    A package was not read, written or taken; carries every reason that was found.

    `head` is there where the package said what it is about before it went wrong.
    """

    def __init__(self, *reasons: Reason, head: Letterhead | None = None) -> None:
        if not reasons:
            raise ValueError("a refusal without a reason")
        super().__init__("; ".join(map(str, reasons)))
        self.reasons, self.head = reasons, head
