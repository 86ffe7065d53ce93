"""The command line `vinhdanh`: an entry point, so it may reach the wiring."""

import click

from api.cli_doctor import doctor
from api.cli_errors import Commands
from api.cli_import import import_past_log
from api.cli_nominate import nominate
from api.cli_parked import parked
from api.cli_read import history, inbox, show
from api.cli_rebuild import rebuild
from api.cli_serve import serve
from api.cli_token import token
from infra.wiring import front_door


@click.group(cls=Commands)
@click.version_option(package_name="vinhdanh")
@click.pass_context
def command(ctx: click.Context) -> None:
    """
    Award nominations, from the ward to the State.

    The commands work on the data folder itself (VINHDANH_HOME, ./var), also while the service runs.
    Exit status: 0 when all went well, 1 when something was refused or is wrong, 2 for bad usage.
    """
    ctx.obj = front_door()


for one in (serve, token, nominate, show, history, inbox, rebuild, import_past_log, parked, doctor):
    command.add_command(one)


def main() -> None:
    """Run one command."""
    command(prog_name="vinhdanh")
