"""What the edXML commands have in common: their options, a package read, one handed out."""

from collections.abc import Iterator
from pathlib import Path

import click

from api.commands.door import Door
from api.commands.print import clean, say
from services.edxml.organs import Organs
from services.edxml.package import Package
from services.edxml.reading import Layout, Reading

BLOCK = 1 << 16
a_file = click.Path(exists=True, dir_okay=False, path_type=Path)
a_folder = click.Path(file_okay=False, path_type=Path)
organs_option = click.option(
    "--organs",
    type=a_file,
    help="TOML file: which OrganId stands for which unit; edxml-organs.toml in the data folder.",
)
out_option = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the package there; else to the standard output.",
)


def opened(door: Door, file: Path) -> Reading:
    """Return what a file says; EdxmlRefused with every reason."""
    return door.bridge.format.read(blocks(file))


def blocks(file: Path) -> Iterator[bytes]:
    """Yield a file in pieces."""
    with file.open("rb") as content:
        while block := content.read(BLOCK):
            yield block


def handed_out(door: Door, package: Package, layout: Layout, out: Path | None) -> None:
    """Write a package to a file, whole or not at all, or to the standard output."""
    content = door.bridge.format.write(package, layout)
    if out is None:
        click.echo(content, nl=False)
    else:
        door.bridge.put(out, content)
        say(f"written: {out}")


def warn_of_unconfirmed(organs: Organs, *organ_ids: str) -> None:
    """Say on the standard error which codes nobody has confirmed."""
    for one in organs.unconfirmed(*organ_ids):
        said = f"{one.organ.organ_id} of unit {one.unit} is not confirmed ({one.source})"
        click.echo(f"vinhdanh: organ-unconfirmed: {clean(said)}", err=True)
