"""Where a command reads particulars of a person: prompts, or lines after the name; no arguments."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import click

from api.json_text import write
from api.particulars_form import PARTICULARS, without_particulars
from domain.personal.particulars import SEXES, Particulars

FIELDS = tuple(Particulars.__slots__)
with_particulars = click.option(
    "--particulars",
    "particulars",
    is_flag=True,
    help="Read particulars too: asked for on a terminal, else a line each after name and note, "
    f"`field: value`, of {', '.join(FIELDS)}; sex is {' or '.join(SEXES)}.",
)


def prompted() -> dict[str, str]:
    """Return the particulars a person types in; what is left empty is not told."""
    asked = ((one, click.prompt(_label(one), default="", show_default=False)) for one in FIELDS)
    return {one: said.strip() for one, said in asked if said.strip()}


def _label(field: str) -> str:
    return field.replace("_", " ").capitalize()


def in_lines(lines: Iterable[str]) -> dict[str, str]:
    """
    Return the particulars that lines tell.

    Raises:
        UsageError: a line that tells none, or one twice; what it holds is not repeated.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        field, parted, said = line.partition(":")
        key = field.strip().replace("-", "_")
        if line.strip() and (not parted or key not in FIELDS or key in found):
            raise click.UsageError(f"line {number} of the particulars is no `field: value` of ours")
        if said.strip():
            found[key] = said.strip()
    return found


def digest_of(body: Mapping[str, object], commitment: str | None) -> str:
    """Return the digest of what is asked, in which a commitment stands for particulars."""
    return sha256(write(without_particulars(body)) + (commitment or "").encode()).hexdigest()


def beside(name: Mapping[str, str], told: Mapping[str, str] | None) -> Mapping[str, object]:
    """Return a name with the particulars that came along."""
    return name if told is None else {**name, PARTICULARS: told}
