"""A file of rules that is only proposed: read by the reader it will be read by once in force."""

from dataclasses import replace
from pathlib import Path

from domain.refusal import Kind, Refusal, Refused
from infra.foreseen import explain
from infra.rulebooks.calendar_override import read_override
from infra.rulebooks.own_rules_check import what_it_sets
from infra.rulebooks.read_once import ReadOnce, once
from infra.rulebooks.reform_files import units_of_house
from infra.settings import Settings
from services.upkeep import RulesSet

CALENDAR = "calendar"


def what_would_be_set(kind: str, path: Path | ReadOnce, settings: Settings) -> RulesSet:
    """
    Return what a file of a kind would set, as `doctor` tells of one in force; of one reading.

    Raises:
        Refused: the file is empty, or its reader finds something wrong, each with its line.
    """
    file = once(path)
    if (digest := file.digest) is None:
        facts = {"kind": kind, "file": str(file)}
        raise Refused(Refusal("rules-file-empty", Kind.INVALID, "the file is empty", facts))
    try:
        return RulesSet(f"{kind}: {_said(kind, file, settings)}", digest, file.content)
    except Exception as err:
        if not (why := explain(err)):
            raise
        raise Refused(*(_unsound(kind, line) for line in why)) from err


def _unsound(kind: str, why: str) -> Refusal:
    facts = {"kind": kind, "why": why}
    return Refusal("rules-file-unsound", Kind.INVALID, f"the file makes no sense: {why}", facts)


def _said(kind: str, file: ReadOnce, settings: Settings) -> str:
    if kind == CALENDAR:
        days = read_override(file).days
        return f"{len(days)} days, {sum(one.working for one in days)} of them worked"
    said = what_it_sets(kind, _with(kind, file, settings), units_of_house())
    told = said.text + (f", {said.unsure} not confirmed" if said.unsure else "")
    return "; ".join((told, *said.weak))


def _with(kind: str, file: ReadOnce, settings: Settings) -> Settings:
    """Return settings that name a file of a kind."""
    match kind:
        case "rules":
            return replace(settings, rules=file)
        case "terms":
            return replace(settings, terms=file)
        case "ballots":
            return replace(settings, ballots=file)
    return replace(settings, hearing=file)
