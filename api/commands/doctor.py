"""`vinhdanh doctor`: a look at everything that can be out of order."""

import click

from api.commands.door import Door
from api.commands.print import as_json, document, say
from services.upkeep import Finding


@click.command()
@click.option("--deep", is_flag=True, help="Also hold every view against a rebuild.")
@as_json
@click.pass_obj
@click.pass_context
def doctor(ctx: click.Context, door: Door, /, *, deep: bool, as_json: bool) -> None:
    """Examine settings, keys, ledger, views, evidence and disk; exit status 1 if any is bad."""
    found = []
    for one in door.examine(deep=deep):
        found.append(one)
        if not as_json:
            print_finding(one)
    whole = all(one.ok for one in found)
    if as_json:
        checks = [
            {"check": one.about, "ok": one.ok, "warns": one.warns, "seen": one.seen}
            for one in found
        ]
        document({"ok": whole, "checks": checks})
    ctx.exit(0 if whole else 1)


def print_finding(one: Finding) -> None:
    """Print one finding as a line."""
    say(f"{word_for(one)}  {one.about}: {one.seen}")


def word_for(one: Finding) -> str:
    """Return what is said of a finding before all else."""
    if not one.ok:
        return "BAD"
    return "!! " if one.warns else "ok "
