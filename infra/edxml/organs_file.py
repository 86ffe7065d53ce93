"""Read the operator's list of agencies from its TOML file."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec

from services.edxml.organs import OrganEntry, Organs
from services.edxml.outgoing import TYPE_NAMES
from services.edxml.package import DocumentType, Organ
from services.edxml.refusal import EdxmlRefused, Reason


class OrganIn(msgspec.Struct, forbid_unknown_fields=True):
    """One agency, as the file writes it."""

    unit: str
    organ_id: str
    name: str
    source: str
    confirmed: bool
    ours: bool = False
    place: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None


class TypeIn(msgspec.Struct, forbid_unknown_fields=True):
    """The type of a paper as receivers number it, as the file writes it."""

    type: str
    source: str
    confirmed: bool
    detail: str = ""


class OrgansIn(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    organs: list[OrganIn]
    document_types: dict[str, TypeIn] = {}


def load_organs(path: Path) -> Organs:
    """
    Return the list in *path*.

    Raises:
        EdxmlRefused: the file cannot be read, is no TOML or makes no sense; with every reason.
    """
    try:
        told = msgspec.convert(tomllib.loads(path.read_text("utf-8")), OrgansIn)
    except OSError as err:
        raise EdxmlRefused(Reason("bad-organs", f"{path}: {err.strerror}")) from err
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise EdxmlRefused(Reason("bad-organs", f"{path.name}: {err}")) from err
    if found := [Reason("bad-organs", f"{path.name}: {flaw}") for flaw in _flaws(told)]:
        raise EdxmlRefused(*found)
    return Organs(map(_entry, told.organs), {key: _type(key, told) for key in told.document_types})


def _flaws(told: OrgansIn) -> Iterator[str]:
    for one in told.organs:
        for name in ("unit", "organ_id", "name", "source"):
            if not getattr(one, name).strip():
                yield f"an organ of unit {one.unit!r} has no {name}"
    for key in told.document_types.keys() - TYPE_NAMES.keys():
        yield f"document type {key!r} is none of {', '.join(TYPE_NAMES)}"
    yield from _overlaps(told.organs)


def _overlaps(organs: Sequence[OrganIn]) -> Iterator[str]:
    """Name units that have two codes on one day."""
    by_unit: dict[str, list[OrganIn]] = defaultdict(list)
    for one in organs:
        by_unit[one.unit].append(one)
    for unit, codes in by_unit.items():
        codes.sort(key=lambda one: one.in_force_from or date.min)
        for earlier, later in pairwise(codes):
            if (earlier.in_force_to or date.max) >= (later.in_force_from or date.min):
                yield f"unit {unit!r} has two codes on one day"


def _entry(one: OrganIn) -> OrganEntry:
    texts = (one.in_charge, one.address, one.email, one.telephone, one.fax, one.website)
    organ = Organ(one.organ_id.strip(), one.name.strip(), *(text.strip() for text in texts))
    span = (one.in_force_from, one.in_force_to)
    return OrganEntry(
        one.unit.strip(), organ, one.place.strip(), *span, one.ours, one.source, one.confirmed
    )


def _type(key: str, told: OrgansIn) -> DocumentType:
    one = told.document_types[key]
    return DocumentType(one.type.strip(), one.detail.strip(), TYPE_NAMES[key])
