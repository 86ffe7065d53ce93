"""The rule on a title of a year for two nominees of one name; its text is in rules.toml."""

from collections.abc import Sequence

from domain.eligibility.conditions import AS_IT_STANDS, missed, standing
from domain.eligibility.look import Look
from domain.eligibility.sight import Seen
from domain.hearing.required import NAMESAKE, others_than
from domain.refusal import Refusal


def a_namesake_is_another(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse a title whose nominee has the name of another until a judge says that they are two.

    A reference tells nominees apart, and who proposes gives it: by a new one a person would hold
    the title of a year twice (house rule, ADR 86). The case goes up meanwhile, and is not decided.
    """
    return [missed(one, look) for one in others_than(look.dossier.hearing.namesakes)]


def namesakes_stand(look: Look) -> Seen:
    """Tell of each case met by name whether a judge said that its nominee is another."""
    met = others_than(look.dossier.hearing.namesakes)
    return {one.key.removeprefix(NAMESAKE): AS_IT_STANDS[standing(one, look)] for one in met}
