"""`vinhdanh edxml write` and `send`: a paper of ours becomes a package, a package goes out."""

from hashlib import sha256
from pathlib import Path
from uuid import UUID

import click

from api.commands.actor import looking, speaker, token_option
from api.commands.door import Door
from api.commands.edxml_options import (
    a_file,
    a_folder,
    handed_out,
    opened,
    organs_option,
    out_option,
    warn_of_unconfirmed,
)
from api.commands.edxml_papers import cases, files, issued, paper
from api.commands.print import say
from api.commands.views import caught_up
from api.system import System
from services.edxml.organs import Organs
from services.edxml.outgoing import TYPE_NAMES, packed
from services.edxml.package import Document
from services.edxml.reading import Layout
from services.stores import Claims


@click.command()
@click.argument("kind", type=click.Choice(tuple(TYPE_NAMES)))
@click.argument("key", metavar="ID", type=click.UUID)
@organs_option
@click.option("--to", multiple=True, metavar="UNIT", help="Receiver, if not the usual; repeatable.")
@click.option("--signer-position", default="", help="Position of the signer, as on the paper.")
@click.option("--attach", is_flag=True, help="Attach the evidence of the cases.")
@click.option("--layout", type=click.Choice([one.value for one in Layout]), default="beside")
@out_option
@token_option
@click.pass_obj
def write(  # noqa: PLR0913 - one argument an option
    door: Door,
    /,
    kind: str,
    key: UUID,
    *,
    organs: Path | None,
    to: tuple[str, ...],
    signer_position: str,
    layout: str,
    out: Path | None,
    token: str | None,
    attach: bool,
) -> None:
    """Write a submission or a decision as a package for its receivers."""
    known = door.bridge.organs(organs)
    with door.open() as system:
        who = speaker(system, token)
        caught_up(system)
        package = _package((system, who), known, (kind, key), (to, signer_position), attach=attach)
    warn_of_unconfirmed(
        known, package.sender.organ_id, *(one.organ_id for one in package.receivers)
    )
    handed_out(door, package, Layout(layout), out)


def _package(
    asked: tuple[System, Claims],
    organs: Organs,
    which: tuple[str, UUID],
    how: tuple[tuple[str, ...], str],
    *,
    attach: bool,
) -> Document:
    system, look = asked[0], looking(*asked)
    row = issued(look, *which)
    carried = cases(look, row)
    attached = tuple(files(system, carried)) if attach else ()
    return packed(paper(asked, row, carried, *how), organs, attached, system.clock.now())


@click.command()
@click.argument("file", type=a_file)
@click.argument("folder", type=a_folder)
@click.pass_obj
def send(door: Door, /, file: Path, folder: Path) -> None:
    """Put a package that reads well into the outbox of a folder; the same bytes go out once."""
    opened(door, file)
    content = file.read_bytes()
    key = f"sent-{sha256(content).hexdigest()}"
    went = door.bridge.folder(folder).send(key, content)
    say(f"{'sent' if went else 'sent before'}: {key}.edxml")
