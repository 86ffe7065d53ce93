"""Reforms of units, from the files of the house by name, or from any other file."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from domain.reform.plan import Reform
from domain.rulebooks.reform import ReformFile, transfers_of, wrong_in_reform
from domain.units import Units
from infra.rulebook_lists import read_lists
from infra.rulebook_reading import BadRulebook, Document, read
from infra.rulebook_shelf import ROOT
from infra.rulebook_sources import unfounded
from infra.units_file import UNITS, load_units, read_units

REFORMS = ROOT / "reforms"


def names() -> tuple[str, ...]:
    """Return the names of the reforms of the house."""
    return tuple(sorted(path.stem for path in REFORMS.glob("*.toml")))


def reform_of_house(key: str) -> Reform | None:
    """Return a reform of the house by its name, None when there is none such."""
    return load_reform(key) if key in names() else None


def load_reform(which: str | Path) -> Reform:
    """
    Return a reform by the name of one of the house, or by the path of a file.

    Raises:
        BadRulebook: there is none, or it is not what it should be; names every problem.
        BadUnitsFile: the file of units it names is damaged.
    """
    path = Path(which)
    if str(which) in names():
        path = REFORMS / f"{which}.toml"
    if not path.is_file():
        known = ", ".join(names())
        raise BadRulebook(f"{which}: neither a file nor a reform of the house ({known})")
    document = read(path.parent, path.name, ReformFile)
    if problems := tuple(document.named(_problems(document.says))):
        raise BadRulebook(*problems)
    return _reform(document, path.parent)


def _problems(says: ReformFile) -> Iterator[str]:
    sources = {one.key for one in read_lists(ROOT).sources.says.sources}
    yield from unfounded(says, sources)
    yield from wrong_in_reform(says)


def _reform(document: Document[ReformFile], beside: Path) -> Reform:
    says = document.says
    units, held = _units(says, beside)
    return Reform(
        key=says.key,
        in_force_from=says.in_force_from,
        legal_basis=says.legal_basis,
        digest=sha256(document.digest.encode() + held).hexdigest(),
        source=says.source,
        confirmed=says.confirmed,
        transfers=transfers_of(says),
        units=units,
    )


def _units(says: ReformFile, beside: Path) -> tuple[Units, bytes]:
    """Return the units a reform is about, and the bytes they were read of."""
    if says.units is None:
        return load_units(), UNITS.read_bytes()
    held = (beside / says.units).read_bytes()
    return Units(read_units(held.decode())), held
