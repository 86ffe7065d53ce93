"""`vinhdanh sub-log`: all facts of one council and year in a file that proves itself."""

from uuid import UUID

import click
import msgspec

from api.commands.door import Door
from api.proof.sublogs import FIRST, LAST, told
from domain.proof.sublog import Part
from services.audit_pack import line_of

FORM = "vinhdanh sub-log 1"


@click.command("sub-log")
@click.argument("council", type=click.UUID)
@click.argument("year", type=click.IntRange(FIRST, LAST))
@click.pass_obj
def sublog(door: Door, /, council: UUID, year: int) -> None:
    """Print all facts of a council and year, and the proof that these are all, for verify.py."""
    with door.open() as system:
        found = system.proofs.all_of(Part(council, year))
        facts = [line_of(system.proofs.fact(one)) for one in found.positions]
        checkpoint = system.cosignatures.below(found.note.written())
    head = {"form": FORM, **told(found), "checkpoint": checkpoint}
    click.echo(msgspec.json.encode(head))
    click.echo(b"".join(facts), nl=False)
