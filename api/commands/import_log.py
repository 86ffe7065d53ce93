"""`vinhdanh import-log`: past approvals from another system's log become facts."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.print import as_json, document, progress, say, table
from domain.access import the_hand_has_the_role
from domain.decider import demand
from services.import_log import ImportReport, import_log

if TYPE_CHECKING:
    from api.system import System

OPERATOR = "operator"
a_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import-log")
@click.argument("file", type=a_file)
@click.option("--mapping", required=True, type=a_file, help="TOML file: how the log is read.")
@token_option
@as_json
@click.pass_obj
def import_past_log(
    door: Door, /, file: Path, mapping: Path, token: str | None, *, as_json: bool
) -> None:
    """
    Bring past approvals in from an IEEE XES log, plain or gzip.

    The whole file is checked first; a refused one leaves no trace. A file that was brought in adds
    nothing. Without a token the facts name "operator": whoever may write the data folder may
    import. A token must carry the role operator.
    """
    with door.open() as system, progress() as told:
        report = import_log(
            file,
            door.mapping(mapping),
            system.ledger,
            reader=door.reader,
            operator=operator(system, token),
            now=system.clock.now(),
            progress=told,
        )
    if as_json:
        document(asdict(report))
    else:
        print_report(report)


def operator(system: "System", token: str | None) -> str:
    """
    Return who imports.

    Raises:
        Refused: the token does not carry the role operator.
    """
    if not token:
        return OPERATOR
    who = speaker(system, token)
    demand(the_hand_has_the_role(hand(system, who, None), OPERATOR))
    return who.subject


def print_report(report: ImportReport) -> None:
    """Print what the import did."""
    table(("activity", "times"), list(report.by_activity.items()))
    say(f"{report.cases} cases, {report.facts} facts: {report.added} added, {report.skipped} known")
