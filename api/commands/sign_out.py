"""`vinhdanh sign-out`: end all sign-ins of a person at the console, whichever worker keeps them."""

import click

from api.commands.door import Door
from api.commands.print import as_json, document, say


@click.command("sign-out")
@click.option("--actor", required=True, help="Whose sign-ins shall end: the `sub` of their tokens.")
@as_json
@click.pass_obj
def sign_out(door: Door, /, *, actor: str, as_json: bool) -> None:
    """
    End all sign-ins of a person at the console.

    Bearer tokens that somebody holds go on until they expire: those end at their issuer.
    """
    ended = door.sign_out(actor)
    if as_json:
        document({"ended": ended})
    else:
        say(f"{ended} ended")
