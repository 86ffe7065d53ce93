"""Where a command reads particulars of a person: prompts, or lines after the name; no arguments."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from uuid import UUID

import click

from api.json_text import write
from api.person.particulars_form import PARTICULARS, digest_before, known_by, without_particulars
from api.system import System
from domain.personal.particulars import SEXES, Particulars
from services.receipts import Asked

FIELDS, SEX = tuple(Particulars.__slots__), "sex"
SPOKEN = {"nam": "male", "nữ": "female"}
"""How a sex is said in Vietnamese, beside our own words for it."""
with_particulars = click.option(
    "--particulars",
    "particulars",
    is_flag=True,
    help="Read particulars too: asked for on a terminal, else a line each after name and note, "
    f"`field: value`, of {', '.join(FIELDS)}; sex is {' or '.join(SEXES)}, nam or nữ.",
)


def prompted() -> dict[str, str]:
    """Return the particulars a person types in; what is left empty is not told."""
    asked = ((one, _asked(one)) for one in FIELDS)
    return {one: _in_our_word(one, said) for one, said in asked if said.strip()}


def _asked(field: str) -> str:
    """Ask for one; a sex that is no word of ours is asked for again, before all else is typed."""
    label = field.replace("_", " ").capitalize()
    if field == SEX:
        words = click.Choice([*SEXES, *SPOKEN, ""], case_sensitive=False)
        return str(
            click.prompt(
                f"{label} ({', '.join(SPOKEN)})",
                "",
                type=words,
                show_default=False,
                show_choices=False,
            )
        )
    return str(click.prompt(label, "", show_default=False))


def _in_our_word(field: str, said: str) -> str:
    told = said.strip()
    return SPOKEN.get(told.casefold(), told) if field == SEX else told


def tells_one(line: str) -> bool:
    """Say whether a line tells a particular."""
    return _key(line) in FIELDS


def _key(line: str) -> str:
    field, parted, _ = line.partition(":")
    return field.strip().replace("-", "_") if parted else ""


def in_lines(lines: Iterable[str]) -> dict[str, str]:
    """
    Return the particulars that lines tell.

    Raises:
        UsageError: a line that tells none, or one twice; what it holds is not repeated.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        key, said = _key(line), line.partition(":")[2]
        if line.strip() and (key not in FIELDS or key in found):
            raise click.UsageError(f"line {number} of the particulars is no `field: value` of ours")
        if said.strip():
            found[key] = _in_our_word(key, said)
    return found


def digest_of(body: Mapping[str, object], commitment: str | None) -> str:
    """Return the digest of what is asked, in which a commitment stands for particulars."""
    return sha256(known_by(write(without_particulars(body)), commitment)).hexdigest()


def known_again(
    system: System,
    command: UUID,
    ref: UUID,
    told: Particulars | None,
    digest: Callable[[str | None], str],
) -> Asked:
    """Return what an order is known again by; *digest* takes the commitment to what is *told*."""
    known = partial(digest_before, system.people, ref, told, digest)
    return Asked(command, known, system.people.keyed)


def beside(name: Mapping[str, str], told: Mapping[str, str] | None) -> Mapping[str, object]:
    """Return a name with the particulars that came along."""
    return name if told is None else {**name, PARTICULARS: told}
