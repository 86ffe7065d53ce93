"""Titles of earlier years: declared from a paper by one person, confirmed by another (ADR 43)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.access import (
    no_paper_is_older_than_what_it_builds_on,
    persons_behind,
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.paper import numbered
from domain.refusal import Kind, Refusal, Refused
from domain.register.decide import CLERK
from domain.register.events import TitleConfirmed, TitleDeclared, TitleRejected
from domain.register.record import Record, Title, record_stream
from domain.register.title_commands import ConfirmTitle, DeclareTitle, RejectTitle, TitleCommand

CONFIRMING = "council-secretary"
DECISION = "award-decision"


@dataclass(frozen=True, slots=True)
class Linked:
    """What the cases of a nominee say: the units that may keep its record, papers by digest."""

    units: frozenset[str] = frozenset()
    papers: Mapping[str, str] = field(default_factory=dict)


UNLINKED = Linked()


def the_unit_is_the_nominees(cmd: DeclareTitle, linked: Linked) -> Refusal | None:
    """Refuse a unit with no link to the nominee: neither theirs, nor one that carries it on."""
    if not linked.units or cmd.unit in linked.units:
        return None
    facts = {"unit": cmd.unit, "units": ", ".join(sorted(linked.units))}
    return Refusal("nominee-elsewhere", Kind.FORBIDDEN, "the nominee is of another unit", facts)


def the_evidence_is_a_decision(cmd: DeclareTitle, linked: Linked) -> Refusal | None:
    """Refuse what stands in a file of the nominee as a paper of another kind (ADR 54)."""
    paper = linked.papers.get(cmd.evidence, DECISION)
    if paper == DECISION:
        return None
    facts = {"evidence": cmd.evidence, "paper": paper}
    return Refusal("evidence-no-decision", Kind.INVALID, f"it is in a file as {paper}", facts)


def one_paper_is_one_decision(cmd: DeclareTitle, record: Record) -> Refusal | None:
    """Refuse bytes from which another decision was told of, of other number, date or issuer."""
    others = [one for one in told_from(cmd, record) if decided(one) != decided(cmd)]
    if not others:
        return None
    facts = {"evidence": cmd.evidence, "number": others[0].number}
    return Refusal("evidence-of-another", Kind.CONFLICT, "it is another decision", facts)


def told_from(cmd: DeclareTitle, record: Record) -> list[TitleDeclared]:
    """Return the other titles that were told of from the same bytes."""
    known = [one.declared for key, one in record.titles.items() if key != named(cmd)]
    return [one for one in known if one.evidence == cmd.evidence]


def decided(told: DeclareTitle | TitleDeclared) -> tuple[str, date, str]:
    """Return by what a decision is known."""
    return told.number, told.dated, told.issuer


def nobody_keeps_their_own_record(hand: Hand, cmd: TitleCommand) -> Refusal | None:
    """Refuse the nominee as the one who tells of the nominee's titles (house rule)."""
    if str(cmd.nominee) not in persons_behind(hand):
        return None
    return Refusal("own-record", Kind.FORBIDDEN, "nobody keeps their own record")


def the_title_is_known(cmd: DeclareTitle) -> Refusal | None:
    """Refuse an award no regime has (house rule)."""
    if cmd.award in cmd.known:
        return None
    return Refusal("title-award-unknown", Kind.INVALID, "no regime has it", {"award": cmd.award})


def the_decision_is_of_its_time(cmd: DeclareTitle) -> Refusal | None:
    """Refuse a decision of before the year it honours, or of after the paper that tells of it."""
    if cmd.year <= cmd.dated.year and cmd.dated <= cmd.hand.effective_on:
        return None
    facts = {"year": str(cmd.year), "dated": cmd.dated.isoformat()}
    return Refusal("title-out-of-time", Kind.INVALID, "dated before its year, or ahead", facts)


def the_register_says_nothing_of_it(cmd: DeclareTitle, record: Record) -> Refusal | None:
    """Refuse to declare what the register holds: it says so itself."""
    held = [one for one in record.honours.values() if (one.award, one.year) == named(cmd)]
    if not held:
        return None
    facts = {"award": cmd.award, "year": str(cmd.year)}
    return Refusal("title-in-register", Kind.CONFLICT, "the register holds it", facts)


def the_title_is_declared_once(cmd: DeclareTitle, record: Record) -> Refusal | None:
    """Refuse another decision for a title that stands declared (house rule)."""
    known = record.titles.get(named(cmd))
    if known is None:
        return None
    facts = {"number": known.declared.number, "issuer": known.declared.issuer}
    return Refusal("title-declared", Kind.CONFLICT, "declared from another decision", facts)


def the_second_person_is_another(hand: Hand, title: Title) -> Refusal | None:
    """Refuse that whoever stood behind a declared title judges it too (house rule)."""
    if not persons_behind(hand) & title.told_by:
        return None
    return Refusal("own-declaration", Kind.FORBIDDEN, "a second person has to look")


def the_judgement_follows_what_was_told(hand: Hand, title: Title) -> Refusal | None:
    """Refuse a word on a title dated before it was told of or confirmed (house rule, ADR 101)."""
    return no_paper_is_older_than_what_it_builds_on(hand, title.last_on)


def named(cmd: TitleCommand) -> tuple[str, int]:
    """Return by what a title is known in a record."""
    return cmd.award, cmd.year


def decide(cmd: TitleCommand, record: Record, linked: Linked = UNLINKED) -> list[Change]:
    """
    Return what an order about a title changes; the same once more is nothing.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(cmd, DeclareTitle):
        return declare(cmd, record, linked)
    return judge(cmd, record)


def declare(cmd: DeclareTitle, record: Record, linked: Linked) -> list[Change]:
    """Tell of a title."""
    fact = TitleDeclared(
        cmd.nominee, cmd.award, cmd.year, cmd.number, cmd.dated, cmd.issuer, cmd.evidence,
        cmd.unit, cmd.hand.actor,
    )  # fmt: skip
    known = record.titles.get(named(cmd))
    same = known is not None and replace(known.declared, declared_by=cmd.hand.actor) == fact
    demand(
        *by_an_officer(cmd, CLERK, cmd.unit),
        the_title_is_known(cmd),
        *numbered(cmd.number),
        the_decision_is_of_its_time(cmd),
        the_register_says_nothing_of_it(cmd, record),
        None if same else the_title_is_declared_once(cmd, record),
        *by_the_cases(cmd, record, linked),
    )
    return [] if same else [Change(record_stream(cmd.nominee), fact)]


def by_the_cases(cmd: DeclareTitle, record: Record, linked: Linked) -> tuple[Refusal | None, ...]:
    """Check unit and paper against what is known of the nominee."""
    return (
        the_unit_is_the_nominees(cmd, linked),
        the_evidence_is_a_decision(cmd, linked),
        one_paper_is_one_decision(cmd, record),
    )


def judge(cmd: ConfirmTitle | RejectTitle, record: Record) -> list[Change]:
    """Confirm or reject a title, as a second person of the unit that declared it."""
    title = record.titles.get(named(cmd))
    if title is None:
        facts = {"award": cmd.award, "year": str(cmd.year)}
        raise Refused(Refusal("title-unknown", Kind.UNKNOWN, "no such title declared", facts))
    demand(
        *by_an_officer(cmd, CONFIRMING, title.declared.unit),
        the_second_person_is_another(cmd.hand, title),
        the_judgement_follows_what_was_told(cmd.hand, title),
    )
    stream = record_stream(cmd.nominee)
    if isinstance(cmd, RejectTitle):
        return [Change(stream, TitleRejected(cmd.award, cmd.year, cmd.reason))]
    if title.confirmed_by is not None:
        return []
    return [Change(stream, TitleConfirmed(cmd.award, cmd.year, cmd.hand.actor))]


def by_an_officer(cmd: TitleCommand, role: str, unit: str) -> tuple[Refusal | None, ...]:
    """Check role, unit and date of whoever acts, and that it is not their own record."""
    return (
        the_hand_has_the_role(cmd.hand, role),
        the_hand_sits_in_the_unit(cmd.hand, unit),
        the_paper_is_not_dated_ahead(cmd.hand),
        nobody_keeps_their_own_record(cmd.hand, cmd),
    )
