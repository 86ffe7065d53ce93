"""The conditions of the award: shown by facts, or judged by a person; the texts are the award's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from domain.eligibility.look import Look
from domain.eligibility.rules import titles_were_held_in_a_row
from domain.eligibility.sight import Seen, Sight, plain
from domain.force import Force
from domain.hearing.required import NAMESAKE, conditions_of, others_than
from domain.hearing.state import Judgement
from domain.ladder import Act, Condition
from domain.nomination.basis import Commendation
from domain.nomination.keys import certificates
from domain.refusal import Kind, Refusal, listed
from domain.register.record import Record, in_a_row

IN_A_ROW, COUNTED = "titles-in-a-row", "initiative"
CONFIRMED, OTHERS = "conditions-are-met", "other-conditions-are-met"
ANOTHER = "namesake-is-another"
Way = Callable[[Look, Condition], bool]


class Standing(Enum):
    """How a condition stands in a case; what no fact shows and nobody judged is not met yet."""

    MET = "met"
    NOT_MET = "not-met"
    TO_BE_JUDGED = "to-be-judged"


AS_IT_STANDS: Mapping[Standing, Sight] = {
    Standing.MET: Sight("met", "met"),
    Standing.NOT_MET: Sight("not-met", "not-met"),
    Standing.TO_BE_JUDGED: Sight("to-be-judged", "to-be-judged"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """
    A condition as it stands: what facts were seen, and what a person said last.

    `rule` is the one that refuses for it, with that `force` in the case.
    """

    condition: Condition
    standing: Standing
    seen: Seen
    judgement: Judgement | None
    rule: str
    force: Force

    @property
    def looked_at(self) -> Mapping[str, str]:
        """Return the facts that were looked at, in English."""
        return {name: one.detail for name, one in self.seen.items()}

    @property
    def waits(self) -> bool:
        """Say whether a person has yet to judge what binds."""
        return self.force is Force.BINDS and self.standing is Standing.TO_BE_JUDGED


def the_titles_below_were_held(look: Look, _: Condition) -> bool:
    """Say whether the rows of titles that the award asks for were held (facts 4.1)."""
    return not any(titles_were_held_in_a_row(look))


def an_initiative_is_counted(look: Look, _: Condition) -> bool:
    """Say whether the basis names an initiative, or the file holds its certificate (facts 3.10)."""
    return bool(look.dossier.basis.initiatives or certificates(look.dossier))


def the_title_of_the_year_is_held(look: Look, asked: Condition) -> bool:
    """Say whether the record holds a title of the year of the case (house reading)."""
    return look.dossier.year in _years(look, asked)


def the_title_was_held_in_a_row(look: Look, asked: Condition) -> bool:
    """Say whether a title was held often enough in a row (facts 4.2: not confirmed)."""
    return in_a_row(_years(look, asked), look.dossier.year) >= asked.times


def the_award_was_held_before(look: Look, asked: Condition) -> bool:
    """Say whether an award is held for long enough (facts 4.2: not confirmed)."""
    return any(year <= look.dossier.year - asked.years for year in _years(look, asked))


WAYS: Mapping[str, Way] = {
    "held-before": the_award_was_held_before,
    "held-in-a-row": the_title_was_held_in_a_row,
    COUNTED: an_initiative_is_counted,
    "title-of-the-year": the_title_of_the_year_is_held,
    IN_A_ROW: the_titles_below_were_held,
}


def _years(look: Look, asked: Condition) -> frozenset[int]:
    return look.beside.record.years_of(asked.title or "")


def asked_of(look: Look) -> tuple[Condition, ...]:
    """Return the conditions the award asks of such a case."""
    return conditions_of(look.dossier.ladder, look.dossier.commendation)


def standing(asked: Condition, look: Look) -> Standing:
    """Return how a condition stands: by a person's word, else by facts, else open for a person."""
    said = look.dossier.hearing.judged.get(asked.key) if asked.judged else None
    if said is not None:
        return Standing.MET if said.given.met else Standing.NOT_MET
    if is_shown(asked, look):
        return Standing.MET
    return Standing.TO_BE_JUDGED if asked.judged else Standing.NOT_MET


def is_shown(asked: Condition, look: Look) -> bool:
    """Say whether some fact shows a condition."""
    return any(WAYS[way](look, asked) for way in asked.shown_by)


def a_word_agrees_with_the_facts(look: Look) -> Sequence[Refusal | None]:
    """Tell of a condition met by a person's word alone, though facts could show it (house rule)."""
    detail = "a person says that it is met, and no fact shows it"
    said = look.dossier.hearing.judged
    return [
        Refusal("condition-unshown", Kind.CONFLICT, detail, {"condition": one.key})
        for one in asked_of(look)
        if one.shown_by and one.key in said and standing(one, look) is Standing.MET
        if not is_shown(one, look)
    ]


def a_kind_is_asked_for_something(look: Look) -> Sequence[Refusal | None]:
    """
    Tell of a kind of commendation of which an award asks nothing, though it does of others.

    That there are such ways to an award is held in practice (facts 4.2: not confirmed); what is
    asked of who goes them was read nowhere, so people look at it where the data do not.
    """
    ladder, kind = look.dossier.ladder, look.dossier.commendation or Commendation.MERIT
    if asked_of(look) or not ladder.conditions:
        return []
    facts = {"award": ladder.award, "commendation": kind.value}
    return [Refusal("kind-unasked", Kind.CONFLICT, "nothing is asked of such a kind", facts)]


def what_the_law_asks_is_met(look: Look) -> Sequence[Refusal | None]:
    """
    Refuse a case that misses a condition read in current law (Decree 152/2025 art. 4; facts 3.9).

    One that only a person can judge is judged before the award is decided.
    """
    return [missed(one, look) for one in asked_of(look) if rule_of(one) == CONFIRMED]


def what_else_is_asked_is_met(look: Look) -> Sequence[Refusal | None]:
    """Tell of a condition that is missed, where no current source was read for it (not sure)."""
    return [missed(one, look) for one in asked_of(look) if rule_of(one) == OTHERS]


def rule_of(asked: Condition) -> str:
    """Return the rule that refuses for a condition: the one on rows of titles says its own."""
    if asked.key.startswith(NAMESAKE):
        return ANOTHER
    if asked.shown_by == (IN_A_ROW,) and not asked.judged:
        return IN_A_ROW
    return CONFIRMED if asked.confirmed else OTHERS


def missed_for_good(rule: str, look: Look) -> bool:
    """
    Say whether a draft misses what a rule asks and only the basis it was opened with could show.

    What a case counts is said when it is opened, and by no later act (ADR 54).
    """
    return look.fresh and any(
        rule_of(one) == rule and one.shown_by == (COUNTED,) and not one.judged
        for one in asked_of(look)
        if standing(one, look) is Standing.NOT_MET
    )


def missed(asked: Condition, look: Look) -> Refusal | None:
    """Refuse a case that misses a condition, or that is decided before a person judged it."""
    facts, stands = {"condition": asked.key}, standing(asked, look)
    if stands is Standing.NOT_MET:
        return Refusal("condition-not-met", Kind.INVALID, "the condition is not met", facts)
    return _unjudged(facts, look) if stands is Standing.TO_BE_JUDGED else None


def _unjudged(facts: Mapping[str, str], look: Look) -> Refusal | None:
    if look.step is None or look.step.act is not Act.DECIDE:
        return None
    detail = "a person judges it before the decision"
    return Refusal("condition-not-judged", Kind.CONFLICT, detail, facts)


def stands(look: Look, forces: Mapping[str, Force]) -> Iterator[Stand]:
    """Yield every condition asked of a case as it stands; *forces* are those of the rules."""
    for one in (*asked_of(look), *others_than(look.dossier.hearing.namesakes)):
        said, rule = look.dossier.hearing.judged.get(one.key), rule_of(one)
        yield Stand(one, standing(one, look), looked_at(one, look), said, rule, forces[rule])


def looked_at(asked: Condition, look: Look) -> Seen:
    """Tell the facts that may show a condition."""
    told: dict[str, Sight] = {}
    if COUNTED in asked.shown_by:
        entries = look.dossier.basis.initiatives
        named = listed(f"{one.number} ({one.unit}, {one.year})" for one in entries)
        held = listed(certificates(look.dossier))
        told = plain({"initiatives": named, "certificates": held})
    titles = [asked.title] if asked.title else []
    rows = look.dossier.ladder.streaks if IN_A_ROW in asked.shown_by else ()
    for title in (*titles, *(one.title for one in rows)):
        told[title] = years_of(title, look.beside.record)
    return told


def years_of(title: str, record: Record) -> Sight:
    """Tell the years of a title in a record, and where each is known from."""
    known, counted = sorted(record.told_of(title)), sorted(record.years_of(title))
    detail = "; ".join(f"{year} ({where})" for year, where in known)
    waiting = [year for year, _ in known if year not in counted]
    if waiting:
        facts = {"years": listed(counted), "waiting": listed(waiting)}
        return Sight(detail, "told-years", facts)
    return Sight(detail, "given-years", {"years": listed(counted)})


def all_stand(look: Look) -> Seen:
    """Tell how each condition stands."""
    return {one.key: AS_IT_STANDS[standing(one, look)] for one in asked_of(look)}
