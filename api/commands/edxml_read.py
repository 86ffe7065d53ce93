"""`vinhdanh edxml read` and `reply`: what a package says, and what becomes of its document."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import click

from api.commands.door import Door
from api.commands.edxml_options import (
    a_file,
    handed_out,
    opened,
    organs_option,
    out_option,
    warn_of_unconfirmed,
)
from api.commands.print import as_json, brief, document, say, table
from services.edxml.codes import StatusCode
from services.edxml.incoming import Arrival, Said, said
from services.edxml.outgoing import answered
from services.edxml.package import Document, Organ, Package, ResponseFor, Staff
from services.edxml.reading import Layout, Reading
from services.edxml.refusal import EdxmlRefused, Reason

FILES = ("name", "media_type", "carried_as", "size", "sha256")
LISTS = {"files", "answers", "about"}


@click.command()
@click.argument("file", type=a_file)
@as_json
@click.pass_obj
def read(door: Door, /, file: Path, *, as_json: bool) -> None:
    """Check a package and print what is in it; exit status 1 with the reasons when refused."""
    reading = opened(door, file)
    if as_json:
        document(told(reading))
    else:
        print_reading(reading)


def told(reading: Reading) -> dict[str, object]:
    """Return a reading as one document: the package whole, its files by size and digest."""
    package: dict[str, object] = asdict(_without_contents(reading.package))
    if isinstance(reading.package, Document):
        package["attachments"] = [
            {
                **asdict(replace(one, content=b"")),
                "content": {"size": len(one.content), "sha256": sha256(one.content).hexdigest()},
            }
            for one in reading.package.attachments
        ]
    kind = "document" if isinstance(reading.package, Document) else "status"
    rest = {"root": reading.root, "layout": reading.layout, "signed": reading.signed}
    return {"kind": kind, **rest, "left_out": reading.left_out, "package": package}


def _without_contents(package: Package) -> Package:
    return replace(package, attachments=()) if isinstance(package, Document) else package


def print_reading(reading: Reading) -> None:
    """Print what a package says line by line, then its files as a table."""
    what = said(reading.package)
    lines = dict(_lines(what))
    lines["signed"] = "yes, not verified" if reading.signed else "no"
    lines["left_out"] = "; ".join(reading.left_out)
    width = max(map(len, lines))
    for name, value in lines.items():
        if value:
            say(f"{name:{width}}  {value}")
    if isinstance(what, Arrival) and what.files:
        click.echo()
        table(FILES, [[getattr(one, name) for name in FILES] for one in what.files])


def _lines(what: Said) -> Iterator[tuple[str, object]]:
    for name, value in asdict(what).items():
        if name == "files":
            continue
        plain = getattr(value, "value", value)
        yield name, brief(list(plain) if isinstance(plain, tuple) else plain)


@click.command()
@click.argument("file", type=a_file)
@click.option(
    "--status",
    required=True,
    type=click.Choice([one.value for one in StatusCode]),
    help="01 arrived, 02 rejected, 03 accepted, 04 assigned, 05 in process, 06 finished, "
    "13 recall requested, 15 and 16 recall or update agreed and refused.",
)
@click.option("--as", "organ", metavar="ORGANID", help="In whose name, if several received it.")
@click.option("--staff-position", default="", help="Position of who handles it; no name.")
@click.option("--department", default="", help="Department that handles it.")
@click.option("--description", default="", help="More words on the status.")
@organs_option
@out_option
@click.pass_obj
def reply(  # noqa: PLR0913 - one argument an option
    door: Door,
    /,
    file: Path,
    *,
    status: str,
    organ: str | None,
    staff_position: str,
    department: str,
    description: str,
    organs: Path | None,
    out: Path | None,
) -> None:
    """Write the status of a received document as a package for its sender."""
    package = opened(door, file).package
    if not isinstance(package, Document):
        raise EdxmlRefused(Reason("no-document", "a status is not answered with a status"))
    sender = _speaker(door, package, organ, organs)
    about = ResponseFor(
        package.sender.organ_id, str(package.code), package.document_id, package.promulgation.on
    )
    answer = answered(about, sender, StatusCode(status), datetime.now(UTC), description)
    staffed = replace(answer, staff=Staff(department, staff_position))
    handed_out(door, staffed, Layout.BESIDE, out)


def _speaker(door: Door, package: Document, organ: str | None, organs: Path | None) -> Organ:
    """Return the receiver in whose name is answered: the one named, the only one, or ours."""
    chosen = [one for one in package.receivers if organ in {None, one.organ_id}]
    if len(chosen) == 1 and organs is None:
        return chosen[0]
    known = door.bridge.organs(organs)
    ours = known.ours_among(chosen)
    if ours is None:
        raise EdxmlRefused(Reason("not-for-us", "no such receiver is ours: see --as and --organs"))
    warn_of_unconfirmed(known, ours.organ_id)
    return ours
