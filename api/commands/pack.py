"""`vinhdanh audit-pack`: a case or a decision as one file that proves itself without a service."""

from pathlib import Path
from uuid import UUID

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.export import written
from api.commands.print import say
from api.commands.views import caught_up
from api.pack.packing import DECISION, NOMINATION, Wish, pack_of


@click.command("audit-pack")
@click.argument("subject", type=click.UUID)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--decision", is_flag=True, help="SUBJECT is a decision, with every case it grants.")
@click.option(
    "--with-names", is_flag=True, help="Name the nominees; each of them is told who asked."
)
@token_option
@click.pass_obj
def audit_pack(
    door: Door, /, subject: UUID, file: Path, token: str | None, *, decision: bool, with_names: bool
) -> None:
    """
    Write a sealed pack of a case for auditors: facts, proofs, verifiers, a report.

    The same log, with the same cosignatures, gives the same bytes; `python3 verify.py FILE` checks
    it where there is no service.
    """
    wish = Wish(DECISION if decision else NOMINATION, subject, with_names)
    with door.open() as system:
        by = hand(system, speaker(system, token), None)
        caught_up(system)
        pack = pack_of(wish, by, system)
    written(file, [pack])
    say(f"{file}: {len(pack)} bytes")
