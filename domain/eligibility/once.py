"""Rules of eligibility on what a nominee may be given once; the texts are in rules.toml."""

from collections.abc import Sequence
from dataclasses import replace

from domain.eligibility.look import Look
from domain.eligibility.rules import the_key_is_free
from domain.nomination.keys import (
    certificates,
    former_initiatives,
    initiative_keys,
    kin_keys,
    title_keys,
)
from domain.nomination.state_forms import BESIDE_THE_YEAR, state_year_keys
from domain.refusal import Kind, Refusal
from domain.register.decide import honour_of


def a_title_of_a_year_is_given_once(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse a title of a year that another case asks for, or that the record holds (house rule).

    The register and the rows of titles know a title by its year: twice is no more than once.
    """
    keys, holders = title_keys(look.dossier), look.beside.holders
    taken = [the_key_is_free(key, "title-taken", look.nomination, holders) for key in keys]
    if not keys or any(taken) or not held_otherwise(look):
        return taken
    facts = {"award": look.dossier.ladder.award, "year": str(look.dossier.year)}
    return [Refusal("title-taken", Kind.CONFLICT, "the record holds it", facts)]


def held_otherwise(look: Look) -> bool:
    """Say whether the record holds the title of the year by another case, or by a paper."""
    mine, record = honour_of(look.nomination), look.beside.record
    others = {one: kept for one, kept in record.honours.items() if one != mine}
    return look.dossier.year in replace(record, honours=others).years_of(look.dossier.ladder.award)


def an_initiative_counts_once(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse an initiative another case counts (dispatch 5007/BNV-TDKT 2023; facts 3.10).

    A certificate in the file is known by its bytes, and names the initiative that it is about: what
    is not named cannot be seen to be counted twice.
    """
    dossier = look.dossier
    unnamed = look.fresh and certificates(dossier) and not dossier.basis.initiatives
    no_name = Refusal("initiative-unnamed", Kind.INVALID, "the basis names no initiative")
    return [no_name if unnamed else None, *_counted_by_another(look)]


def _counted_by_another(look: Look) -> Sequence[Refusal | None]:
    if not look.meets_another:
        return []
    holders, keys = look.beside.holders, initiative_keys(look.dossier)
    every = keys + former_initiatives(look.dossier, keys)
    return [the_key_is_free(key, "initiative-used", look.nomination, holders) for key in every]


def a_further_state_form_is_an_exception(look: Look) -> Sequence[Refusal | None]:
    """
    Tell of a further form of the State that its kind excepts (facts 3.16: not confirmed).

    The kind is a choice that the proposing unit states; no source says by what paper it is shown.
    """
    holders, dossier = look.beside.holders, look.dossier
    if dossier.commendation not in BESIDE_THE_YEAR:
        return []
    keys = state_year_keys(dossier, look.on)
    return [the_key_is_free(key, "state-form-excepted", look.nomination, holders) for key in keys]


def no_other_case_has_the_name(look: Look) -> Sequence[Refusal | None]:
    """Tell of a nominee of the same name, kind and unit: one person, or two (house rule)."""
    detail = "another nominee of the unit has the name"
    return [
        Refusal("name-known", Kind.CONFLICT, detail, {"case": str(one)})
        for one in look.beside.namesakes
    ]


def no_merged_unit_has_the_number(look: Look) -> Sequence[Refusal | None]:
    """Tell of a number that is counted from the book of a unit that was merged (house rule)."""
    holders = look.beside.holders
    keys = kin_keys(look.dossier, look.forces)
    return [the_key_is_free(key, "initiative-of-kin", look.nomination, holders) for key in keys]
