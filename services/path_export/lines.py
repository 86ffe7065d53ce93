"""What is told of each deed to the outside: codes, instants, and numbers in place of people."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC

from domain.audit.path import Deed, Path, Rung

Paths = Callable[[], Iterable[Path]]
"""Gives the same paths each time it is called."""
TOLD = frozenset({"nominating-officer", "service"})
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A deed as it is told; `officers` are numbers by the order in which people first come."""

    case: str
    source: str
    unit: str
    award: str
    position: int
    activity: str
    step: str
    role: str
    capacity: str
    officers: tuple[str, ...]
    on: str
    at: str


@dataclass(slots=True)
class Masks:
    """
    Numbers in place of people, by the order in which they first come.

    A keyed hash would need a key to keep, and a plain one is undone by whoever knows the logins.
    """

    _known: dict[str, int] = field(default_factory=dict)

    def of(self, person: str) -> str:
        """Return the number of a person."""
        return f"officer-{self._known.setdefault(person, len(self._known) + 1)}"


def lines_of(path: Path, masks: Masks) -> Iterator[Line]:
    """Yield the deeds of a path as they are told: of roles those alone that a ladder names."""
    rungs: tuple[Rung, ...] = ()
    for deed in path.deeds:
        rungs = deed.rungs or rungs
        yield Line(
            case=str(path.case),
            source=path.source,
            unit=path.unit,
            award=path.award or "",
            position=deed.position,
            activity=deed.kind,
            step=deed.step or "",
            role=_role(deed, rungs),
            capacity=deed.capacity,
            officers=tuple(masks.of(one) for one in deed.persons),
            on=deed.on.isoformat(),
            at=deed.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        )


def _role(deed: Deed, rungs: tuple[Rung, ...]) -> str:
    """Return the role of a deed, that of its step first; a free text of a log is never told."""
    own = [one.role for one in rungs if one.key == deed.step]
    known = [*own, *sorted(TOLD | {one.role for one in rungs})]
    told = next((one for one in known if one in deed.roles), OTHER)
    return told if deed.roles else ""
