"""The rules of eligibility, each a named function with its source; the texts are in rules.toml."""

from collections.abc import Sequence
from uuid import UUID

from domain.eligibility.look import Look
from domain.force import places_key
from domain.nomination.basis import Commendation
from domain.nomination.keys import (
    achievement_keys,
    initiative_keys,
    place_keys,
    state_form_keys,
)
from domain.nomination.opening import the_award_honours_such_a_subject
from domain.nomination.policies import everything_is_there, only_originals_and_certified_copies
from domain.refusal import Kind, Refusal
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
    return [
        the_key_is_free(key, "achievement-taken", look.nomination, look.beside.holders)
        for key in achievement_keys(look.dossier)
    ]


def an_initiative_counts_once(look: Look) -> Sequence[Refusal | None]:
    """Refuse an initiative another case counts (dispatch 5007/BNV-TDKT 2023; facts 3.10)."""
    return [
        the_key_is_free(key, "initiative-used", look.nomination, look.beside.holders)
        for key in initiative_keys(look.dossier)
    ]


def passing_results_found_no_higher_merit(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse a merit award built on sudden or thematic ones below (Decree 152/2025 art. 4; facts 3.6).

    An honour of another unit than the one that decides now counts as one of a lower level.
    """
    dossier = look.dossier
    if dossier.commendation is not Commendation.MERIT:
        return []
    entries = _entries(look)
    decides = dossier.ladder.steps[-1].unit
    return [
        Refusal("basis-not-of-merit", Kind.INVALID, "no basis of a merit award", {"honour": one})
        for one, entry in entries.items()
        if entry.entry.commendation in PASSING and entry.entry.granted_by != decides
    ]


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
    """Refuse to go on while a procedure is open (Decree 152/2025 art. 4; facts 3.7, 7.3.2)."""
    return [
        Refusal("case-held", Kind.CONFLICT, f"held: {one.ground}", {one.ground: one.reference})
        for one in look.dossier.holds.values()
    ]


def the_achievement_follows_the_discipline(look: Look) -> Sequence[Refusal | None]:
    """Refuse an achievement from before a discipline ended (facts 3.8)."""
    ended, since = look.dossier.disciplined_until, look.dossier.basis.since
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
            f"{one.title} is needed {one.times} times in a row",
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
        for key in state_form_keys(look.dossier)
    ]


def a_place_is_left(look: Look) -> Sequence[Refusal | None]:
    """Refuse more nominees than a unit has places for (an operator's number: not confirmed)."""
    dossier, holders = look.dossier, look.beside.holders
    series = places_key(dossier.ladder.award, dossier.unit, dossier.year)
    takers = {holders.get(key) for key in place_keys(dossier, look.places)}
    if series not in look.places or {None, look.nomination} & takers:
        return []
    facts = {"places": str(look.places[series]), "of": series}
    return [Refusal("no-place-left", Kind.CONFLICT, "all places of the year are taken", facts)]


def _entries(look: Look) -> dict[str, Held]:
    """Return the honours a case builds on that are held."""
    found = {str(one): look.beside.honour(one) for one in look.dossier.basis.builds_on}
    return {one: honour for one, honour in found.items() if isinstance(honour, Held)}
