"""The operator's file that sets how hard rules of eligibility hold, each choice with its source."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from domain.eligibility.verdict import RULES
from domain.force import Force
from infra.movement_checks import twice


class BadRules(Exception):
    """The file of rules cannot be used; says where and why."""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The force an operator gives one rule, and by whose word."""

    key: str
    force: Force
    source: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The form of the file."""

    rules: tuple[Choice, ...] = ()


def read_forces(path: Path) -> Mapping[str, Force]:
    """
    Return the force of each rule the TOML file *path* names.

    Raises:
        BadRules: not readable, not TOML, of another form, a choice without its source, a rule
            nobody knows or one that stands twice.
    """
    try:
        choices = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).rules
    except (OSError, ValueError) as err:
        raise BadRules(f"{path}: {err}") from err
    if wrong := _wrong_in(choices):
        raise BadRules(f"{path}: {wrong}")
    return {one.key: one.force for one in choices}


def _wrong_in(choices: tuple[Choice, ...]) -> str:
    """Return what is wrong with the choices, nothing where they are sound."""
    known = {one.key for one in RULES}
    unfounded = [f"{one.key} needs a source" for one in choices if not one.source.strip()]
    strange = [f"no rule {one.key}" for one in choices if one.key not in known]
    return ", ".join((*strange, *twice("$.rules", [one.key for one in choices]), *unfounded))
