"""`vinhdanh sub-log`: all facts of one council and year in a file that proves itself."""

from uuid import UUID

import click

from api.cli_door import Door
from api.cli_print import document
from api.sublogs import FIRST, LAST, told
from domain.proof.leaf import StoredFact
from domain.proof.sublog import Part

FORM = "vinhdanh sub-log proof 1"


@click.command("sub-log")
@click.argument("council", type=click.UUID)
@click.argument("year", type=click.IntRange(FIRST, LAST))
@click.pass_obj
def sublog(door: Door, /, council: UUID, year: int) -> None:
    """Print all facts of a council and year, and the proof that these are all, for verify.py."""
    with door.open() as system:
        found = system.proofs.all_of(Part(council, year))
        facts = [_line(system.proofs.fact(one)) for one in found.positions]
        checkpoint = system.cosignatures.below(found.note.written())
    document({"form": FORM, **told(found), "checkpoint": checkpoint, "facts": facts})


def _line(row: StoredFact) -> dict[str, object]:
    """Return a row as a line of an export has it."""
    said = {"position": row.position, "stream": row.stream, "version": row.version}
    return {**said, "name": row.name, "content": row.content.decode()}
