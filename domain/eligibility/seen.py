"""The facts each rule of eligibility looked at, in words, whether it was broken or not."""

from collections.abc import Iterable, Sequence

from domain.eligibility.look import Look
from domain.eligibility.sight import Seen, Sight, plain
from domain.nomination.keys import (
    achievement_keys,
    initiative_keys,
    kin_keys,
    place_keys,
    title_keys,
)
from domain.nomination.state_forms import state_year_keys
from domain.refusal import listed

FREE = Sight("free", "free")


def subject(look: Look) -> Seen:
    """Tell the kind of nominee, and those the award honours."""
    ladder = look.dossier.ladder
    kinds = listed(ladder.subjects)
    return plain({"award": ladder.award, "kind": look.dossier.nominee.kind, "honours": kinds})


def file(look: Look) -> Seen:
    """Tell what the file holds and what it lacks."""
    held = listed(sorted(set(look.dossier.papers.values())))
    measured = listed(sorted(look.dossier.measured))
    lacking = listed(f"{one.kind} {one.key}" for one in look.lacking)
    return plain({"papers": held, "assessed": measured, "lacking": lacking})


def namesakes(look: Look) -> Seen:
    """Tell which cases are of a nominee of the same name."""
    return plain({"cases": listed(look.beside.namesakes)})


def forms(look: Look) -> Seen:
    """Tell the form of each paper."""
    dossier = look.dossier
    return {
        sha: Sight(
            f"{kind}: {dossier.forms[sha]}", "filed-as", {"paper": kind, "form": dossier.forms[sha]}
        )
        for sha, kind in dossier.papers.items()
    }


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
    told = plain({"commendation": kind.value if kind else ""})
    for honour in look.dossier.basis.builds_on:
        stands = type(look.beside.honour(honour)).__name__
        told[str(honour)] = Sight(stands, "honour-stands", {"honour_state": stands})
    return told


def commendation(look: Look) -> Seen:
    """Tell the award, and the kind of commendation that the proposers state."""
    kind = look.dossier.commendation
    return plain({"award": look.dossier.ladder.award, "commendation": kind.value if kind else ""})


def holds(look: Look) -> Seen:
    """Tell which procedures are open."""
    return plain(look.holds)


def discipline(look: Look) -> Seen:
    """Tell when a discipline ended, and since when the achievement counts."""
    days = {"ended_on": look.disciplined_until, "since": look.dossier.basis.since}
    return plain({name: day.isoformat() if day else "" for name, day in days.items()})


def titles(look: Look) -> Seen:
    """Tell for each title that is asked for how often, in which years, and where that stands."""
    ladder, record = look.dossier.ladder, look.beside.record
    told = {one.title: _row(one.times, sorted(record.told_of(one.title))) for one in ladder.streaks}
    return {"year": Sight(str(look.dossier.year)), **told}


def _row(times: int, held: Sequence[tuple[int, str]]) -> Sight:
    """Tell how often a title is asked for, and in which years it was held, known from where."""
    needed = {"times": str(times)}
    if not held:
        return Sight(f"{times} needed; none", "times-none", needed)
    told = "; ".join(f"{year} ({known})" for year, known in held)
    years = {"years": listed(year for year, _ in held)}
    return Sight(f"{times} needed; {told}", "times-held", {**needed, **years})


def state_form(look: Look) -> Seen:
    """Tell who holds the year for a form of the State, and which kind the proposers state."""
    holders = _holders(look, state_year_keys(look.dossier, look.on))
    kind = look.dossier.commendation
    return {"commendation": Sight(kind.value if kind else ""), **holders} if holders else {}


def title(look: Look) -> Seen:
    """Tell who holds the title of the year."""
    return _holders(look, title_keys(look.dossier))


def places(look: Look) -> Seen:
    """Tell who holds each place of the unit."""
    return _holders(look, place_keys(look.dossier, look.forces))


def _holders(look: Look, keys: Iterable[str]) -> Seen:
    found = {key: look.beside.holders.get(key) for key in keys}
    return {
        key: Sight(str(by), "held-by", {"holder": str(by)}) if by else FREE
        for key, by in found.items()
    }


def regime(look: Look) -> Seen:
    """Tell by the rules of which day the case goes, and what was in force when it was entered."""
    dossier = look.dossier
    seen = {"opened_on": dossier.opened_on.isoformat(), "regime": dossier.ladder.regime}
    back = dossier.dated_back
    if back is None:
        return plain(seen)
    entered = {"recorded_on": back.recorded_on.isoformat(), "in_force": back.in_force}
    shown = Sight(back.receipt) if back.receipt else Sight("none", "no-receipt")
    return {**plain({**seen, **entered}), "receipt": shown}
