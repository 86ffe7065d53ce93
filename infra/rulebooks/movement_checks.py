"""Is a movement's file sound, are the regimes without gap, and the base salaries in order?"""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from domain.rulebooks.programme import NominatedClass, Programme, Window
from domain.rulebooks.regime import Regime
from domain.rulebooks.words import BaseSalary
from infra.rulebooks.checks import Known

DAY = timedelta(days=1)


def wrong_in_movement(plan: Programme, known: Known, awards: Collection[str]) -> Iterator[str]:
    """Return everything wrong in a movement's file; *awards* are those of all regimes."""
    yield from _windows(plan)
    for number, review in enumerate(plan.occasions):
        for award in review.awards:
            if award not in awards:
                yield f"$.occasions[{number}].awards: no regime knows {award}"
    for number, nominated in enumerate(plan.classes):
        yield from _class(f"$.classes[{number}]", nominated, known)
    yield from _scoring(plan, known)
    for name in ("contents", "classes", "occasions", "phases", "duties", "purposes"):
        yield from twice(f"$.{name}", [one.key for one in getattr(plan, name)])


def _scoring(plan: Programme, known: Known) -> Iterator[str]:
    """Find weights of unknown roles, or of nothing."""
    for number, one in enumerate(plan.scoring):
        if one.role not in known.roles:
            yield f"$.scoring[{number}].role: unknown {one.role}"
        if one.weight <= 0:
            yield f"$.scoring[{number}].weight: not above zero"


def twice(at: str, keys: Sequence[str]) -> Iterator[str]:
    """Find keys that stand twice."""
    for number, key in enumerate(keys):
        if key in keys[:number]:
            yield f"{at}[{number}].key: {key} stands twice"


def _windows(plan: Programme) -> Iterator[str]:
    """Find windows that close before they open, or leave the movement's own."""
    held: list[tuple[str, Window]] = [("$.window", plan.window)]
    held += [(f"$.phases[{n}].window", one.window) for n, one in enumerate(plan.phases)]
    held += [(f"$.occasions[{n}].window", one.window) for n, one in enumerate(plan.occasions)]
    for at, window in held:
        if window.closes_on < window.opens_on:
            yield f"{at}.closes_on: before it opens"
        if window.opens_on < plan.window.opens_on or window.closes_on > plan.window.closes_on:
            yield f"{at}: outside the movement's"


def _class(at: str, nominated: NominatedClass, known: Known) -> Iterator[str]:
    """Find unknown kinds of subject, doubled criteria, numbers without unit, idle weights."""
    for kind in nominated.kinds:
        if kind not in known.subjects:
            yield f"{at}.kinds: unknown {kind}"
    if nominated.weighting.weight <= 0:
        yield f"{at}.weighting.weight: not above zero"
    yield from twice(f"{at}.criteria", [one.key for one in nominated.criteria])
    for number, one in enumerate(nominated.criteria):
        if (one.at_least is None) != (one.unit == ""):
            yield f"{at}.criteria[{number}].unit: a number has a unit, and nothing else"


def gaps_and_overlaps(regimes: Sequence[Regime]) -> Iterator[str]:
    """Find days of two regimes or of none; *regimes* stand in the order of their first days."""
    for regime in regimes:
        if regime.end and regime.end.in_force_to < regime.in_force_from:
            yield f"{regime.key}/regime.toml: $.end.in_force_to: before the first day"
    for older, newer in pairwise(regimes):
        at = f"{newer.key}/regime.toml: $.in_force_from"
        if older.end is None or newer.in_force_from <= older.end.in_force_to:
            yield f"{at}: overlaps {older.key}"
        elif newer.in_force_from > older.end.in_force_to + DAY:
            yield f"{at}: no regime between {older.key} and {newer.key}"


def wrong_in_salaries(amounts: Sequence[BaseSalary]) -> Iterator[str]:
    """Find amounts of nothing, or out of the order of their days."""
    for number, one in enumerate(amounts):
        if one.dong_a_month <= 0:
            yield f"$.amounts[{number}].dong_a_month: not above zero"
        if number and one.in_force_from <= amounts[number - 1].in_force_from:
            yield f"$.amounts[{number}].in_force_from: not after the one before"
