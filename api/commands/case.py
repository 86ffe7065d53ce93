"""One nomination on paper: where it stands, its ladder, its papers, what was said."""

from collections.abc import Mapping, Sequence
from typing import cast

import click

from api.commands.print import brief, say, table

Row = Mapping[str, object]
HEAD = (
    "nomination",
    "version",
    "nominee_name",
    "nominee_kind",
    "nominee_position",
    "achievement",
    "award",
    "regime",
    "movement",
    "unit",
    "opened_on",
    "state",
    "step",
    "step_unit",
    "step_role",
    "due_on",
    "due_state",
    "term",
    "reason",
    "detail",
    "honour_state",
)
PARTS = {
    "holds": ("ground", "reference", "on", "case_alone"),
    "ladder": ("key", "level", "act", "role", "unit", "passed_on"),
    "criteria": ("key", "target", "measured", "unit", "met", "note"),
    "evidence": ("paper", "title", "form", "added_on", "withdrawn", "sha256"),
    "scores": ("step", "mean", "given"),
    "opinions": ("on", "step", "kind", "by", "favourable", "words"),
    "missing": ("kind", "key", "detail"),
}


def print_case(row: Row) -> None:
    """Print a case: what is known of it line by line, then its lists as tables."""
    width = max(map(len, HEAD))
    for name in HEAD:
        if row[name] is not None:
            say(f"{name:{width}}  {brief(row[name])}")
    for part, columns in PARTS.items():
        entries = cast("Sequence[Row]", row[part])
        if entries:
            click.echo()
            say(f"{part}:")
            table(columns, [[brief(entry[name]) for name in columns] for entry in entries])
