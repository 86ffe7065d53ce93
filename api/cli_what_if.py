"""`vinhdanh what-if`: cases under the rules of other regimes; nothing is written."""

from pathlib import Path
from uuid import UUID

import click

from api.cli_door import Door
from api.cli_print import as_json, document, progress, say, table
from services.what_if import Otherwise, of_case, what_if


@click.command("what-if")
@click.option("--rulebook", metavar="REGIME|FOLDER", help="Such as nd152-2025; each if absent.")
@click.option("--case", type=click.UUID, help="One case, open or ended, under every regime.")
@as_json
@click.pass_obj
def ask_what_if(door: Door, /, rulebook: str | None, case: UUID | None, *, as_json: bool) -> None:
    """
    Run cases again under another regime, or under each, and report the differences.

    A folder is a regime that is only drafted: it is read and checked, and nothing is installed.
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
    """
    Hold every decided case against one regime.

    A folder is a regime that is only drafted: it is read and checked, and nothing is installed.
    """
    draft = door.drafted(Path(rulebook)) if Path(rulebook).is_dir() else None
    with door.open() as system, progress() as told:
        regime = draft.regimes()[0].key if draft else rulebook
        found = what_if(regime, draft or system.catalogue, system.ledger, told)
    if as_json:
        document({"rulebook": regime, **told_of(found)})
    else:
        print_differences(found)


def ask_of_all(door: Door, *, as_json: bool) -> None:
    """Hold every decided case against each regime."""
    with door.open() as system, progress() as told:
        keys = [one.key for one in system.catalogue.regimes()]
        found = {key: what_if(key, system.catalogue, system.ledger, told) for key in keys}
    if as_json:
        document({"regimes": [{"rulebook": key, **told_of(one)} for key, one in found.items()]})
        return
    for key, one in found.items():
        say(f"under {key}:")
        print_differences(one)


def ask_of_case(door: Door, case: UUID, *, as_json: bool) -> None:
    """Hold one case against each regime."""
    with door.open() as system:
        found = of_case(case, system.catalogue, system.ledger)
    if as_json:
        regimes = [{"rulebook": key, "differences": list(told)} for key, told in found]
        document({"nomination": case, "regimes": regimes})
        return
    rows = [(key, one.about, one.was, one.would) for key, told in found for one in told]
    table(("rulebook", "about", "was", "would be"), rows)
    for key, told in found:
        say(f"under {key}: {len(told) or 'no'} differences")


def told_of(found: Otherwise) -> dict[str, object]:
    """Return the differences as a document."""
    return {
        "decided": found.decided,
        "alike": found.alike,
        "decisive": found.decisive,
        "differences": [
            {
                "award": award,
                "about": one.about,
                "was": one.was,
                "would": one.would,
                "cases": cases,
                "example": found.examples[award, one],
            }
            for (award, one), cases in found.found.most_common()
        ],
    }


def print_differences(found: Otherwise) -> None:
    """Print what would have been otherwise, the most frequent first."""
    rows = [
        (award, one.about, one.was, one.would, cases, found.examples[award, one])
        for (award, one), cases in found.found.most_common()
    ]
    table(("award", "about", "was", "would be", "cases", "such as"), rows)
    say(
        f"{found.decided} decided cases: {found.alike} alike, "
        f"{found.decisive} with perhaps another outcome"
    )
