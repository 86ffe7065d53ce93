"""Which rules did the operator set, and does every file that says so do what it says?"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from domain.units import Units
from infra.foreseen import explain
from infra.rulebooks.ballot_choice import weak
from infra.rulebooks.own_rules import ballots_of, forces_of, hearing_of
from infra.rulebooks.read_once import ReadOnce
from infra.rulebooks.timetable import term_choice
from infra.settings import Settings
from services.upkeep import Finding


class Said(NamedTuple):
    """What a file sets, how much its operator did not confirm, and what hardly decides anything."""

    text: str
    unsure: int = 0
    weak: tuple[str, ...] = ()


def what_it_sets(kind: str, settings: Settings, units: Units) -> Said:
    """Return what the file of rules of a kind sets that the settings name."""
    looks: dict[str, Callable[[], Said]] = {
        "rules": lambda: _forces(settings, units),
        "terms": lambda: _terms(settings),
        "ballots": lambda: _ballots(settings, units),
        "hearing": lambda: _hearing(settings),
    }
    return looks[kind]()


def own_rules(settings: Settings, units: Units) -> Iterator[Finding]:
    """Look at each file of rules of the operator; nothing is said of one that is not there."""
    named = {
        "rules": settings.rules,
        "terms": settings.terms,
        "ballots": settings.ballots,
        "hearing": settings.hearing,
    }
    for kind, path in named.items():
        if path is not None:
            yield _looked_at(f"own {kind}", path, partial(what_it_sets, kind, settings, units))


def _looked_at(about: str, path: ReadOnce, look: Callable[[], Said]) -> Finding:
    """Return what a file sets, a warning where its operator confirmed less than all of it."""
    try:
        said = look()
    except Exception as err:
        if not (why := explain(err)):
            raise
        return Finding(about, ok=False, seen="; ".join(why))
    told = f"{path.name}: {said.text}" + (f", {said.unsure} not confirmed" if said.unsure else "")
    seen = "; ".join((told, *said.weak))
    return Finding(about, ok=True, seen=seen, warns=bool(said.unsure or said.weak))


def _forces(settings: Settings, units: Units) -> Said:
    told = forces_of(settings, units)
    found = {
        "forces": len(told.chosen),
        "quotas": len(told.places),
        "postings": len(told.postings),
        "reaches": len(told.years_back),
    }
    return Said(", ".join(f"{number} {name}" for name, number in found.items()))


def _terms(settings: Settings) -> Said:
    told = term_choice(settings)
    parts = {"near": told.near, "clock": told.clock, "entry": told.entry}
    named = [name for name, one in parts.items() if one is not None]
    notices = told.notices or ()
    sure = [one.confirmed for one in (*parts.values(), *notices) if one is not None]
    counted = [] if told.notices is None else [f"{len(notices)} notices"]
    return Said(", ".join((*named, *counted)) or "nothing", sure.count(False))


def _ballots(settings: Settings, units: Units) -> Said:
    told = ballots_of(settings, units)
    ties = "the ties of the rulebooks" if told.ties is None else f"{len(told.ties)} ties"
    counted = f"{len(told.awards)} rules of votes, {len(told.shares)} shares, {ties}"
    return Said(counted, told.unconfirmed, tuple(weak(told)))


def _hearing(settings: Settings) -> Said:
    told = hearing_of(settings)
    counted = f"{len(told.terms)} usual terms, {len(told.silences)} silences"
    return Said(counted, told.unconfirmed)
