"""`vinhdanh postgres prepare`: what the house needs in PostgreSQL, and who may do what with it."""

import click

from api.commands.door import Door
from api.commands.print import say


@click.group()
def postgres() -> None:
    """PostgreSQL with three roles: owner, a service that owns nothing, keeper of the views."""


@postgres.command()
@click.option(
    "--owner",
    envvar="VINHDANH_OWNER_URL",
    show_envvar=True,
    required=True,
    help="The address of the database under the role that owns it.",
)
@click.pass_obj
def prepare(door: Door, /, owner: str) -> None:
    """
    Make what is not there, as the owner, and let service and keeper do their work and no more.

    VINHDANH_DATABASE_URL names the service, VINHDANH_KEEPER_URL the keeper; both roles exist
    already. Again is harmless, also over a database that one role made before.
    """
    who, service, keeper = door.prepare_database(owner)
    say(f"{who} owns ledger and stores; {service} reads and adds facts; {keeper} keeps the views")
