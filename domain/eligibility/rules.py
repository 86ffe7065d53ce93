"""The rules of eligibility, each a named function with its source; the texts are in rules.toml."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from domain.eligibility.look import Look
from domain.lineage import Lineage
from domain.nomination.basis import Commendation
from domain.nomination.keys import (
    achievement_keys,
    former_achievements,
    place_keys,
    place_series,
)
from domain.nomination.opening import the_award_honours_such_a_subject
from domain.nomination.policies import everything_is_there, only_originals_and_certified_copies
from domain.nomination.state_forms import state_form_keys
from domain.refusal import Kind, Refusal, listed
from domain.register.claims import Holders
from domain.register.record import in_a_row
from domain.register.state import Held

PASSING = frozenset({Commendation.SUDDEN, Commendation.THEMATIC})


def the_form_matches_the_subject(look: Look) -> Sequence[Refusal | None]:
    """Refuse a form not meant for such a nominee (Law 06/2022 ch. I; domain facts 3.3)."""
    dossier = look.dossier
    return [the_award_honours_such_a_subject(dossier.nominee.kind, dossier.ladder)]


def the_file_is_whole(look: Look) -> Sequence[Refusal | None]:
    """Refuse a file that lacks a paper or an assessment (Decree 152/2025 art. 4; facts 3.9)."""
    return everything_is_there(look.lacking)


def the_papers_are_originals(look: Look) -> Sequence[Refusal | None]:
    """Refuse a file with a plain copy in it (dispatch 5007/BNV-TDKT; facts 3.12)."""
    dossier = look.dossier
    return [only_originals_and_certified_copies(dossier.forms[one]) for one in dossier.papers]


def the_key_is_free(key: str, code: str, nomination: UUID, holders: Holders) -> Refusal | None:
    """Refuse a key that another nomination holds."""
    holder = holders.get(key)
    if holder in {None, nomination}:
        return None
    facts = {"key": key, "holder": str(holder)}
    return Refusal(code, Kind.CONFLICT, f"used by nomination {holder}", facts)


def one_achievement_founds_one_award(look: Look) -> Sequence[Refusal | None]:
    """Refuse an achievement that another case is filed on (Law 06/2022 ch. I; facts 3.2)."""
    if not look.meets_another:
        return []
    taken = achievement_keys(look.dossier)
    found = (
        the_key_is_free(key, "achievement-taken", look.nomination, look.beside.holders)
        for key in taken + former_achievements(look.dossier, taken)
    )
    once = {(one.facts["key"].split("/")[-1], one.facts["holder"]): one for one in found if one}
    return list(once.values())


def passing_results_found_no_higher_merit(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse a merit award built on sudden or thematic ones below (Decree 152/2025 art. 4; facts 3.6).

    What was granted at the level that decides now, or above it, is no result of a lower level. A
    case that does not say its kind counts as one of merit.
    """
    detail = "no basis of a merit award at a higher level"
    return [
        Refusal("basis-not-of-merit", Kind.INVALID, detail, facts)
        for facts in passing_below(look, _entries(look))
    ]


def passing_below(look: Look, honours: Mapping[str, Held]) -> Iterator[Mapping[str, str]]:
    """Yield those of *honours* that found no merit award of a higher level, with both levels."""
    dossier, lineage = look.dossier, look.forces.lineage
    if dossier.commendation not in {Commendation.MERIT, None}:
        return
    decides = dossier.ladder.steps[-1].level
    for one, honour in honours.items():
        level = level_of(honour, look)
        if honour.entry.commendation in PASSING and lower(level, decides, lineage):
            yield {"honour": one, "granted_at": level, "decided_at": decides}


def level_of(honour: Held, look: Look) -> str:
    """Return the level at which an honour was granted: by its entry, else by the unit's today."""
    entry = honour.entry
    if entry.level is not None:
        return entry.level
    steps = look.dossier.ladder.steps
    known = look.forces.lineage.level(entry.granted_by, entry.granted_on)
    return known or next((one.level for one in steps if one.unit == entry.granted_by), "unknown")


def lower(level: str, decides: str, lineage: Lineage) -> bool:
    """Say whether a level lies below the one that decides; one nobody knows counts as lower."""
    mine, theirs = lineage.rank(level), lineage.rank(decides)
    if mine is None or theirs is None:
        return level != decides
    return mine < theirs


def what_is_cited_is_held(look: Look) -> Sequence[Refusal | None]:
    """Refuse a basis in honours that are annulled or in no register (house rule)."""
    held = _entries(look)
    cited = (str(one) for one in look.dossier.basis.builds_on)
    detail = "the honour is not held"
    return [
        Refusal("honour-not-held", Kind.INVALID, detail, {"honour": one})
        for one in cited
        if one not in held
    ]


def nothing_is_open_against_the_nominee(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse to go on while a procedure is open (Decree 152/2025 art. 4; facts 3.7, 7.3.2).

    Whatever is noted of the nominee counts, on whichever of their cases.
    """
    return [
        Refusal("case-held", Kind.CONFLICT, f"held: {ground}", {ground: reference})
        for reference, ground in look.holds.items()
    ]


def the_achievement_follows_the_discipline(look: Look) -> Sequence[Refusal | None]:
    """Refuse an achievement from before a discipline ended (facts 3.8)."""
    ended, since = look.disciplined_until, look.dossier.basis.since
    if ended is None or (since is not None and since >= ended):
        return []
    facts = {"ended_on": ended.isoformat(), "since": since.isoformat() if since else "not stated"}
    detail = "achievements count from the day the discipline ended"
    return [Refusal("before-discipline-ended", Kind.INVALID, detail, facts)]


def titles_were_held_in_a_row(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse a title for which the one below was not held often enough in a row (facts 4.1).

    Units do not count: a title of a unit that was merged or renamed since is one of the row.
    """
    held = {one.title: years_in_a_row(look, one.title) for one in look.dossier.ladder.streaks}
    return [
        Refusal(
            "titles-not-in-a-row",
            Kind.INVALID,
            f"{one.title} is needed {one.times} times in a row; held {held[one.title]} so far",
            {"title": one.title, "times": str(one.times), "held": str(held[one.title])},
        )
        for one in look.dossier.ladder.streaks
        if held[one.title] < one.times
    ]


def every_row_is_confirmed(look: Look) -> bool:
    """Say whether the case's own rulebook is sure of every row it asks for."""
    return all(one.confirmed for one in look.dossier.ladder.streaks)


def years_in_a_row(look: Look, title: str) -> int:
    """Return how many years in a row the nominee held a title, by the record."""
    return in_a_row(look.beside.record.years_of(title), look.dossier.year)


def one_state_form_a_year(look: Look) -> Sequence[Refusal | None]:
    """Refuse a second form of the State for a nominee in one year (facts 3.16: not confirmed)."""
    return [
        the_key_is_free(key, "second-state-form", look.nomination, look.beside.holders)
        for key in state_form_keys(look.dossier, look.on)
    ]


def a_place_is_left(look: Look) -> Sequence[Refusal | None]:
    """Refuse more nominees than a unit has places for (an operator's number: not confirmed)."""
    series, holders = place_series(look.dossier, look.forces), look.beside.holders
    takers = [holders.get(key) for key in place_keys(look.dossier, look.forces)]
    if not series or {None, look.nomination} & {*takers}:
        return []
    facts = {"places": str(len(takers)), "of": listed(series)}
    return [Refusal("no-place-left", Kind.CONFLICT, "all places of the year are taken", facts)]


def _entries(look: Look) -> dict[str, Held]:
    """Return the honours a case builds on that are held."""
    found = {str(one): look.beside.honour(one) for one in look.dossier.basis.builds_on}
    return {one: honour for one, honour in found.items() if isinstance(honour, Held)}


def a_receipt_shows_the_regime(look: Look) -> Sequence[Refusal | None]:
    """Refuse rules of before to a case entered since without a receipt (facts 2.7, 2.9; ADR 57)."""
    back, regime = look.dossier.dated_back, look.dossier.ladder.regime
    if back is None or back.receipt or regime == back.in_force:
        return []
    facts = {"regime": regime, "in_force": back.in_force}
    return [Refusal("receipt-missing", Kind.INVALID, "nothing shows that it came that day", facts)]
