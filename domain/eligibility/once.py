"""Rules of eligibility on what a nominee may be given once; the texts are in rules.toml."""

from collections.abc import Sequence
from dataclasses import replace

from domain.eligibility.look import Look
from domain.eligibility.rules import the_key_is_free
from domain.nomination.keys import title_keys
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
