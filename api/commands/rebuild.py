"""`vinhdanh rebuild`: all views folded anew, or held against what a rebuild would give."""

from collections.abc import Sequence

import click

from api.commands.door import Door
from api.commands.errors import Wrong
from api.commands.print import as_json, document, progress, say
from services.upkeep import Finding


@click.command()
@click.option("--check", is_flag=True, help="Change nothing: say whether a rebuild would.")
@as_json
@click.pass_obj
def rebuild(door: Door, /, *, check: bool, as_json: bool) -> None:
    """Fold all views anew from the facts; the views in use stay readable meanwhile."""
    if check:
        _compare(door, as_json=as_json)
        return
    done = door.rebuild(progress)
    if as_json:
        document({"position": done.position, "dropped": done.dropped})
        return
    say(f"all views are rebuilt up to position {done.position}")
    if done.dropped:
        say(f"they knew {done.dropped} facts beyond the end of the log, and forgot them")


def _compare(door: Door, /, *, as_json: bool) -> None:
    with progress() as told:
        found = door.differences(told)
    if as_json:
        document({one.about: one.ok for one in found})
    else:
        for one in found:
            say(f"{one.about}: {one.seen}")
    _refuse(found)


def _refuse(found: Sequence[Finding]) -> None:
    if wrong := [one.about for one in found if not one.ok]:
        raise Wrong(f"not what a rebuild gives: {', '.join(wrong)}; run `vinhdanh rebuild`")
