"""Opening a draft: does the award suit the nominee, the movement, the occasion, the officer?"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from domain.access import (
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.decider import demand
from domain.ladder import Ladder
from domain.movement import Movement, NomineeClass, Occasion
from domain.nomination.access import NOMINATING
from domain.nomination.basis import Basis, Entry
from domain.nomination.commands import OpenNomination
from domain.nomination.events import Campaign, NominationOpened
from domain.nomination.keys import initiative_key
from domain.nomination.position import of_the_position
from domain.nomination.receipt import dated_back, of_the_day
from domain.nomination.spelling import mixed
from domain.paper import numbered
from domain.personal.particulars import particulars_are_of_a_person
from domain.refusal import Kind, Refusal

NONE_BROUGHT: Mapping[UUID, date] = MappingProxyType({})


def the_award_honours_such_a_subject(kind: str, ladder: Ladder) -> Refusal | None:
    """Refuse a form that does not match the subject (Law 06/2022 ch. I; domain facts 3.3)."""
    if kind in ladder.subjects:
        return None
    facts = {"kind": kind, "award": ladder.award}
    return Refusal("subject-not-honoured", Kind.INVALID, "not an award for such nominees", facts)


def the_occasion_gives_the_award(cmd: OpenNomination, occasion: Occasion) -> Refusal | None:
    """Refuse an award the plan does not give at that review (plan, part III.2)."""
    if cmd.ladder.award in occasion.awards:
        return None
    facts = {"award": cmd.ladder.award, "occasion": occasion.key}
    return Refusal("award-not-of-occasion", Kind.INVALID, "this review gives no such award", facts)


def the_occasion_is_open(cmd: OpenNomination, occasion: Occasion) -> Refusal | None:
    """Refuse a case dated outside the review's time (plan, part IV)."""
    if occasion.opens_on <= cmd.hand.effective_on <= occasion.closes_on:
        return None
    facts = {"opens_on": occasion.opens_on.isoformat(), "closes_on": occasion.closes_on.isoformat()}
    return Refusal("outside-occasion", Kind.INVALID, "the review is not open on that day", facts)


def the_class_takes_such_a_kind(cmd: OpenNomination, chosen: NomineeClass) -> Refusal | None:
    """Refuse a kind of subject the class does not hold (plan, part III.1)."""
    if cmd.nominee.kind in chosen.kinds:
        return None
    facts = {"kind": cmd.nominee.kind, "nominee_class": chosen.key}
    return Refusal("kind-not-of-class", Kind.INVALID, "the class takes no such nominees", facts)


def _of_the_movement(cmd: OpenNomination, movement: Movement) -> list[Refusal | None]:
    """Collect what is wrong with occasion and class; unknown ones are named."""
    occasion = movement.occasion(cmd.occasion)
    chosen = movement.nominee_class(cmd.nominee_class)
    return [*_of_the_occasion(cmd, occasion), _of_the_class(cmd, chosen)]


def _of_the_occasion(cmd: OpenNomination, occasion: Occasion | None) -> list[Refusal | None]:
    if occasion is None:
        facts = {"occasion": cmd.occasion} if cmd.occasion else {}
        detail = f"no review {cmd.occasion}"
        return [Refusal("occasion-unknown", Kind.INVALID, detail, facts)]
    return [the_occasion_gives_the_award(cmd, occasion), the_occasion_is_open(cmd, occasion)]


def _of_the_class(cmd: OpenNomination, chosen: NomineeClass | None) -> Refusal | None:
    if chosen is None:
        facts = {"nominee_class": cmd.nominee_class} if cmd.nominee_class else {}
        return Refusal("class-unknown", Kind.INVALID, f"no class {cmd.nominee_class}", facts)
    return the_class_takes_such_a_kind(cmd, chosen)


def _campaign(cmd: OpenNomination) -> Campaign | None:
    """Pin the movement's criteria of the day; only called when nothing was refused."""
    movement, occasion = cmd.movement, cmd.occasion
    chosen = movement.nominee_class(cmd.nominee_class) if movement else None
    if movement is None or occasion is None or chosen is None:
        return None
    return Campaign(
        movement.key, movement.digest, occasion, chosen.key, chosen.criteria, movement.scoring
    )


def nothing_is_counted_twice(basis: Basis) -> Refusal | None:
    """Refuse an initiative, or an honour built on, that stands in the basis twice."""
    counted = [*map(initiative_key, basis.initiatives), *basis.builds_on]
    if len({*counted}) == len(counted):
        return None
    return Refusal("listed-twice", Kind.INVALID, "it stands twice in the basis")


def the_year_is_within_reach(cmd: OpenNomination, basis: Basis) -> Refusal | None:
    """Refuse an achievement of a year to come, or of one too long ago (house rule, years.toml)."""
    years = years_within_reach(cmd)
    if basis.year is None or basis.year in years:
        return None
    facts = {"year": str(basis.year), "first": str(years[0]), "last": str(years[-1])}
    return Refusal("year-out-of-reach", Kind.INVALID, "not a year this case may be of", facts)


def years_within_reach(cmd: OpenNomination) -> range:
    """Return the years of which the achievement of a case may be."""
    last = cmd.hand.effective_on.year
    return range(last - cmd.hand.forces.reach(cmd.ladder.award), last + 1)


def the_achievement_has_begun(cmd: OpenNomination, basis: Basis) -> Refusal | None:
    """Refuse an achievement that begins after the case (house rule)."""
    if basis.since is None or basis.since <= cmd.hand.effective_on:
        return None
    facts = {"since": basis.since.isoformat(), "opened_on": cmd.hand.effective_on.isoformat()}
    return Refusal("achievement-ahead", Kind.INVALID, "it begins after the case", facts)


def what_builds_on_an_honour_says_its_kind(cmd: OpenNomination, basis: Basis) -> Refusal | None:
    """Refuse to build on an honour unsaid for which kind of commendation (facts 3.6, 3.13)."""
    if not basis.builds_on or basis.commendation or cmd.movement:
        return None
    return Refusal("commendation-unsaid", Kind.INVALID, "of which kind is the commendation")


def the_unit_of_an_entry_is_known(cmd: OpenNomination, entry: Entry) -> Refusal | None:
    """Refuse an entry in the book of a unit that did not stand in its year (house rule)."""
    lineage = cmd.hand.forces.lineage
    if lineage.units is None or lineage.stood(entry.unit, entry.year):
        return None
    facts = {"unit": entry.unit, "year": str(entry.year)}
    return Refusal("entry-unit-unknown", Kind.INVALID, "no such unit that year", facts)


def _of_the_basis(cmd: OpenNomination, basis: Basis) -> list[Refusal | None]:
    """Collect what is wrong with the basis of a proposal."""
    said = [*basis.initiatives, *([basis.achievement] if basis.achievement else [])]
    numbers = [wrong for one in said for wrong in numbered(one.number)]
    of_time = the_year_is_within_reach(cmd, basis), the_achievement_has_begun(cmd, basis)
    kind = what_builds_on_an_honour_says_its_kind(cmd, basis)
    units = (the_unit_of_an_entry_is_known(cmd, one) for one in said)
    return [nothing_is_counted_twice(basis), *of_time, *numbers, *units, kind]


def one_script_a_word(words: str) -> Refusal | None:
    """Refuse words in which look-alikes of another script stand among Latin letters (ADR 54)."""
    found = ", ".join(dict.fromkeys(mixed(words)))
    if not found:
        return None
    return Refusal("script-mixed", Kind.INVALID, "letters of two scripts", {"words": found})


def broken(cmd: OpenNomination, brought: Mapping[UUID, date] = NONE_BROUGHT) -> list[Refusal]:
    """Return every rule of opening that an order breaks; *brought* came by the same receipt."""
    found = (
        the_hand_has_the_role(cmd.hand, NOMINATING),
        the_hand_sits_in_the_unit(cmd.hand, cmd.unit),
        the_paper_is_not_dated_ahead(cmd.hand),
        *of_the_day(cmd, brought),
        the_award_honours_such_a_subject(cmd.nominee.kind, cmd.ladder),
        *of_the_position(cmd),
        one_script_a_word(cmd.achievement),
        particulars_are_of_a_person(cmd.nominee.kind, cmd.particulars),
        *(_of_the_movement(cmd, cmd.movement) if cmd.movement else ()),
        *(_of_the_basis(cmd, cmd.basis) if cmd.basis else ()),
    )
    return [one for one in found if one]


def open_nomination(
    cmd: OpenNomination, brought: Mapping[UUID, date] = NONE_BROUGHT
) -> list[NominationOpened]:
    """
    Open a draft and pin its ladder.

    Raises:
        Refused: with every broken rule.
    """
    demand(*broken(cmd, brought))
    return [
        NominationOpened(
            nominee=cmd.nominee,
            nominator=cmd.hand.actor,
            unit=cmd.unit,
            opened_on=cmd.hand.effective_on,
            achievement=cmd.achievement,
            ladder=cmd.ladder,
            campaign=_campaign(cmd),
            basis=cmd.basis,
            dated_back=dated_back(cmd),
            particulars=cmd.particulars,
            nominee_position=cmd.nominee_position,
        )
    ]
