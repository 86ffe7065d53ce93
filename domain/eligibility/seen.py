"""The facts each rule of eligibility looked at, in words, whether it was broken or not."""

from collections.abc import Iterable, Mapping

from domain.eligibility.look import Look
from domain.nomination.keys import (
    achievement_keys,
    initiative_keys,
    kin_keys,
    place_keys,
    state_year_keys,
    title_keys,
)
from domain.refusal import listed
from domain.register.record import Record

Seen = Mapping[str, str]


def subject(look: Look) -> Seen:
    """Tell the kind of nominee, and those the award honours."""
    ladder = look.dossier.ladder
    kinds = listed(ladder.subjects)
    return {"award": ladder.award, "kind": look.dossier.nominee.kind, "honours": kinds}


def file(look: Look) -> Seen:
    """Tell what the file holds and what it lacks."""
    held = listed(sorted(set(look.dossier.papers.values())))
    measured = listed(sorted(look.dossier.measured))
    lacking = listed(f"{one.kind} {one.key}" for one in look.lacking)
    return {"papers": held, "assessed": measured, "lacking": lacking}


def namesakes(look: Look) -> Seen:
    """Tell which cases are of a nominee of the same name."""
    return {"cases": listed(look.beside.namesakes)}


def forms(look: Look) -> Seen:
    """Tell the form of each paper."""
    dossier = look.dossier
    return {sha: f"{kind}: {dossier.forms[sha]}" for sha, kind in dossier.papers.items()}


def achievement(look: Look) -> Seen:
    """Tell who holds each key of the achievement."""
    return _holders(look, achievement_keys(look.dossier))


def initiatives(look: Look) -> Seen:
    """Tell who holds each initiative."""
    return _holders(look, initiative_keys(look.dossier))


def kin(look: Look) -> Seen:
    """Tell who holds the same number in the book of a unit that was merged."""
    return _holders(look, kin_keys(look.dossier, look.forces))


def basis(look: Look) -> Seen:
    """Tell the kind of commendation, and how each honour it builds on stands."""
    kind = look.dossier.commendation
    told = {"commendation": kind.value if kind else ""}
    for honour in look.dossier.basis.builds_on:
        told[str(honour)] = type(look.beside.honour(honour)).__name__
    return told


def holds(look: Look) -> Seen:
    """Tell which procedures are open."""
    return look.holds


def discipline(look: Look) -> Seen:
    """Tell when a discipline ended, and since when the achievement counts."""
    days = {"ended_on": look.disciplined_until, "since": look.dossier.basis.since}
    return {name: day.isoformat() if day else "" for name, day in days.items()}


def titles(look: Look) -> Seen:
    """Tell for each title that is asked for how often, in which years, and where that stands."""
    ladder, record = look.dossier.ladder, look.beside.record
    told = {
        one.title: f"{one.times} needed; {_years(record, one.title) or 'none'}"
        for one in ladder.streaks
    }
    return {"year": str(look.dossier.year), **told}


def _years(record: Record, title: str) -> str:
    return "; ".join(f"{year} ({told})" for year, told in sorted(record.told_of(title)))


def state_form(look: Look) -> Seen:
    """Tell who holds the year for a form of the State, and which kind the proposers state."""
    holders = _holders(look, state_year_keys(look.dossier, look.on))
    kind = look.dossier.commendation
    return {"commendation": kind.value if kind else "", **holders} if holders else {}


def title(look: Look) -> Seen:
    """Tell who holds the title of the year."""
    return _holders(look, title_keys(look.dossier))


def places(look: Look) -> Seen:
    """Tell who holds each place of the unit."""
    return _holders(look, place_keys(look.dossier, look.forces))


def _holders(look: Look, keys: Iterable[str]) -> Seen:
    return {key: str(look.beside.holders.get(key) or "free") for key in keys}
