"""`vinhdanh what-if`: decided cases under the rules of another regime; nothing is written."""

from pathlib import Path

import click

from api.cli_door import Door
from api.cli_print import as_json, document, progress, say, table
from services.what_if import Otherwise, what_if


@click.command("what-if")
@click.option("--rulebook", required=True, metavar="REGIME|FOLDER", help="Such as nd152-2025.")
@as_json
@click.pass_obj
def ask_what_if(door: Door, /, rulebook: str, *, as_json: bool) -> None:
    """
    Run decided cases again under another regime, and report the differences.

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
