"""Reforms of units, from the files of the house by name, or from any other file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path

from domain.reform.meaning import digest_of
from domain.reform.plan import Reform
from domain.reform.sound import wrong_with
from domain.rulebooks.reform import ReformFile, moves_of, transfers_of, wrong_in_reform
from domain.rulebooks.reform_units import changed, wrong_in_changes
from domain.units import Units
from infra.rulebooks.reading import BadRulebook, Document, read
from infra.rulebooks.shelf import ROOT, load
from infra.rulebooks.sources import unfounded
from infra.rulebooks.units_file import UNITS, BadUnitsFile, load_units, read_units

REFORMS = ROOT / "reforms"
TOLD = 20


def names() -> tuple[str, ...]:
    """Return the names of the reforms of the house."""
    return tuple(sorted(path.stem for path in REFORMS.glob("*.toml")))


@cache
def units_of_house() -> Units:
    """
    Return the units of the country with what every reform of the house makes of them.

    Raises:
        BadRulebook: a reform of the house is not what it should be.
    """
    units = load_units()
    for document in _changing():
        units = _with_changes(units, document)
    return units


def reform_of_house(key: str) -> Reform | None:
    """Return a reform of the house by its name, None when there is none such."""
    return _of_house(key) if key in names() else None


def reforms_between(after: date, until: date) -> tuple[Reform, ...]:
    """Return the reforms of the house that begin after a day, up to another, the oldest first."""
    if until <= after:
        return ()
    found = _days(REFORMS, REFORMS.stat().st_mtime_ns)
    return tuple(_of_house(name) for day, name in found if after < day <= until)


@cache
def _days(folder: Path, _changed: int) -> tuple[tuple[date, str], ...]:
    """Return the days and names of the reforms of a folder, in order; no units are read."""
    return tuple(sorted((_day(_read(folder / f"{one}.toml")), one) for one in names()))


def reform_in_force(on: date) -> Reform | None:
    """Return the reform of the house that came into force last by a day, None before the first."""
    begun = (one for one in map(_of_house, names()) if one.in_force_from <= on)
    return max(begun, key=lambda one: one.in_force_from, default=None)


def load_reform(which: str | Path) -> Reform:
    """
    Return a reform by the name of one of the house, or by the path of a file.

    Raises:
        BadRulebook: there is none, or it is not what it should be; names every problem.
        BadUnitsFile: the file of units it names is damaged.
    """
    if str(which) in names():
        return _of_house(str(which))
    if not Path(which).is_file():
        known = ", ".join(names())
        raise BadRulebook(f"{which}: neither a file nor a reform of the house ({known})")
    return _at(Path(which))


def _of_house(key: str) -> Reform:
    """Return a reform of the house; it is read and judged anew where one has come or gone."""
    return _kept(key, REFORMS.stat().st_mtime_ns)


@cache
def _kept(key: str, _changed: int) -> Reform:
    return _at(REFORMS / f"{key}.toml")


def _at(path: Path) -> Reform:
    document = _read(path)
    reform = _reform(document, path.parent)
    _refuse(document, list(wrong_with(reform)))
    return replace(reform, digest=digest_of(reform))


def _read(path: Path) -> Document[ReformFile]:
    """Read a file; BadRulebook with all that is wrong in it by itself."""
    document, shelf = read(path.parent, path.name, ReformFile), load()
    sources = {one.key for one in shelf.lists.sources.says.sources}
    awards = {award for _, award in shelf.awards}
    says = document.says
    _refuse(document, [*unfounded(says, sources), *wrong_in_reform(says, awards)])
    return document


def _refuse(document: Document[ReformFile], problems: Sequence[str]) -> None:
    """Raise BadRulebook with problems, if there are any; a thousand say no more than some."""
    told = list(islice(document.named(problems), TOLD))
    if len(problems) > TOLD:
        told.append(f"{document.name}: and {len(problems) - TOLD} more")
    if told:
        raise BadRulebook(*told)


def _changing() -> list[Document[ReformFile]]:
    """Return the reforms of the house that change units of their own accord, the oldest first."""
    found = (_read(REFORMS / f"{name}.toml") for name in names())
    changing = (one for one in found if one.says.ended or one.says.begun)
    return sorted(changing, key=_day)


def _with_changes(units: Units, document: Document[ReformFile]) -> Units:
    if not (document.says.ended or document.says.begun):
        return units
    _refuse(document, list(wrong_in_changes(units, document.says)))
    return changed(units, document.says)


def _reform(document: Document[ReformFile], beside: Path) -> Reform:
    """Return what a file says, not yet digested: its units may still go round in circles."""
    says = document.says
    units, held = _units(document, beside)
    return Reform(
        key=says.key,
        in_force_from=says.in_force_from,
        legal_basis=says.legal_basis,
        digest="",
        source=says.source,
        confirmed=says.confirmed,
        transfers=transfers_of(says),
        units=units,
        moves=moves_of(says),
        known_as=frozenset({sha256(document.digest.encode() + held).hexdigest()}),
        over=stood_before(says.in_force_from),
    )


def stood_before(day: date) -> str | None:
    """Return the regime in force on a day that began before it, None where there is none."""
    regimes = load().regimes
    return next((one.key for one in regimes if one.in_force_from < day and one.covers(day)), None)


def _units(document: Document[ReformFile], beside: Path) -> tuple[Units, bytes]:
    """Return the units a reform is about, and the bytes they were read of."""
    if document.says.units is not None:
        units, held = _units_beside(document.says.units, beside)
        return _with_changes(units, document), held
    others = (one for one in _changing() if one.says.key != document.says.key)
    units = load_units()
    for one in sorted((*others, document), key=_day):
        units = _with_changes(units, one)
    return units, UNITS.read_bytes()


def _units_beside(name: str, beside: Path) -> tuple[Units, bytes]:
    """Return the units of a file under the levels of the house, and its bytes."""
    try:
        held = (beside / name).read_bytes()
        return load_units().instead(*read_units(held.decode())), held
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadUnitsFile(f"{name}: {wrong}") from wrong


def _day(document: Document[ReformFile]) -> date:
    return document.says.in_force_from
