"""`vinhdanh what-if`: cases under the rules of other regimes; nothing is written."""

from pathlib import Path
from uuid import UUID

import click

from api.commands.door import Door
from api.commands.print import as_json, document, progress, say
from api.commands.what_if_told import tell_otherwise, tell_regimes
from api.nomination.what_if_shapes import by_key, case_shown, otherwise_shown
from services.what_if import of_case, what_if


@click.command("what-if")
@click.option("--rulebook", metavar="REGIME|FOLDER", help="Such as nd152-2025; each if absent.")
@click.option("--case", type=click.UUID, help="One case, open or ended, under every regime.")
@as_json
@click.pass_obj
def ask_what_if(door: Door, /, rulebook: str | None, case: UUID | None, *, as_json: bool) -> None:
    """
    Run cases again under another regime, or under each, and report the differences.

    The rules of eligibility judge each decided case as it stood that day. A folder is a regime that
    is only drafted: it is read and checked, and nothing is installed.
    """
    if rulebook and case:
        raise click.UsageError("give either --rulebook or --case")
    if case:
        ask_of_case(door, case, as_json=as_json)
    elif rulebook:
        ask_of_one(door, rulebook, as_json=as_json)
    else:
        ask_of_all(door, as_json=as_json)


def ask_of_one(door: Door, rulebook: str, *, as_json: bool) -> None:
    """Hold every decided case against one regime, which a folder may hold that is not installed."""
    draft = door.drafted(Path(rulebook)) if Path(rulebook).is_dir() else None
    with door.open() as system, progress() as told:
        regime = draft.regimes()[0].key if draft else rulebook
        rules, forces = draft or system.catalogue, system.rulebooks.forces()
        found = what_if([regime], rules, forces, system.ledger, told)[regime]
        words = by_key(system.catalogue.rules())
    if as_json:
        document({"rulebook": regime, **otherwise_shown(found, words)})
    else:
        tell_otherwise(found, words)


def ask_of_all(door: Door, *, as_json: bool) -> None:
    """Hold every decided case against each regime."""
    with door.open() as system, progress() as told:
        rules, forces = system.catalogue, system.rulebooks.forces()
        keys = [one.key for one in rules.regimes()]
        found = what_if(keys, rules, forces, system.ledger, told)
        words = by_key(rules.rules())
    if as_json:
        shown = [{"rulebook": key, **otherwise_shown(one, words)} for key, one in found.items()]
        document({"regimes": shown})
        return
    for key, one in found.items():
        say(f"theo (under) {key}:")
        tell_otherwise(one, words)


def ask_of_case(door: Door, case: UUID, *, as_json: bool) -> None:
    """Hold one case against each regime."""
    with door.open() as system:
        rules, forces = system.catalogue, system.rulebooks.forces()
        found = of_case(case, rules, forces, system.ledger)
        words = by_key(rules.rules())
    if as_json:
        regimes = [
            {"rulebook": key, **case_shown(one, words), "differences": list(told)}
            for key, one, told in found
        ]
        document({"nomination": case, "regimes": regimes})
    else:
        tell_regimes(found, words)
