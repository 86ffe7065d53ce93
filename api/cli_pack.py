"""`vinhdanh audit-pack`: a case or a decision as one file that proves itself without a service."""

import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from api.cli_actor import hand, speaker, token_option
from api.cli_door import Door
from api.cli_export import written
from api.cli_print import say
from api.cli_views import caught_up
from api.json_text import write
from api.packing import DECISION, NOMINATION, Wish, pack_of
from services.stores import Claims

TRAIL = "names-read.jsonl"


@click.command("audit-pack")
@click.argument("subject", type=click.UUID)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--decision", is_flag=True, help="SUBJECT is a decision, with every case it grants.")
@click.option(
    "--with-names", is_flag=True, help="Name the nominees; who asked is kept in names-read.jsonl."
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
        who = speaker(system, token)
        caught_up(system)
        pack = pack_of(wish, hand(system, who, None), system)
        if with_names:
            leave_trail(door.home() / TRAIL, who, wish, system.clock.now())
    written(file, [pack])
    say(f"{file}: {len(pack)} bytes")


def leave_trail(path: Path, who: Claims, wish: Wish, at: datetime) -> None:
    """Note on the disk who takes which names out, before they are handed over."""
    told = {"at": at, "actor": who.subject, "kind": wish.kind, "subject": wish.subject}
    line = write({**told, "roles": sorted(who.roles)})
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
