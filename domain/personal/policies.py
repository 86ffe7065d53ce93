"""The rules of requests about personal data and of erasing a person, each with its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access import persons_behind, the_hand_has_the_role, the_paper_is_not_dated_ahead
from domain.audit.access import AUDITING, the_audit_is_of_one_of
from domain.hand import Hand
from domain.nomination.access import SERVICE
from domain.nominee_kinds import HOUSEHOLD, PERSON
from domain.personal.commands import (
    AnswerPersonRequest,
    ReceivePersonRequest,
)
from domain.personal.rules import ERASURE, PERMANENT, PersonalRules
from domain.personal.state import PersonFile, Request, Stage
from domain.refusal import Kind, Refusal, listed

DATA_OFFICER = "data-officer"
PEOPLE = frozenset({PERSON, HOUSEHOLD})


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case: if it runs, which level granted it, its last day, if a review of it is not closed."""

    nomination: UUID
    runs: bool
    level: str | None
    last_on: date
    under_review: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """
    The person behind a reference, as the cases that name it tell.

    `units` are those of the cases, `procedures` what is open against the person or an honour.
    """

    ref: UUID
    kinds: frozenset[str]
    units: frozenset[str]
    cases: tuple[SeenCase, ...]
    procedures: frozenset[str]


def the_person_is_known(about: Subject) -> Refusal | None:
    """Refuse a reference that no case names: nothing is kept of it (ADR 73)."""
    return None if about.cases else person_unknown(about.ref)


def person_unknown(ref: UUID) -> Refusal:
    """Say that nothing is kept of a person: also to whom nothing is to be told of them (ADR 83)."""
    facts = {"ref": str(ref)}
    return Refusal("person-unknown", Kind.UNKNOWN, "no nomination names this person", facts)


def it_is_a_person(about: Subject) -> Refusal | None:
    """Refuse collectives and enterprises: rights are those of persons (Law 91/2025 art. 4(1))."""
    if about.kinds <= PEOPLE:
        return None
    facts = {"kind": listed(sorted(about.kinds)), "allowed": listed(sorted(PEOPLE))}
    return Refusal("not-a-person", Kind.INVALID, "no person stands under it", facts)


def the_hand_is_of_their_unit(hand: Hand, about: Subject) -> Refusal | None:
    """Refuse a hand of none of the units that keep cases of the person (house rule)."""
    if hand.units & about.units or not about.units:
        return None
    facts = {"unit": listed(sorted(hand.units)), "units": listed(sorted(about.units))}
    return Refusal("nominee-elsewhere", Kind.FORBIDDEN, "the nominee is of another unit", facts)


def by_the_data_officer(hand: Hand, about: Subject) -> tuple[Refusal | None, ...]:
    """Check the hand and the date of any act on a person's data."""
    return (
        the_hand_has_the_role(hand, DATA_OFFICER),
        the_hand_is_of_their_unit(hand, about),
        the_paper_is_not_dated_ahead(hand),
    )


def by_the_service(hand: Hand) -> Refusal | None:
    """Refuse everybody but the service: nobody brings the end of retention forward (ADR 73)."""
    return the_hand_has_the_role(hand, SERVICE)


def readers(hand: Hand, about: Subject) -> tuple[Refusal | None, ...]:
    """Check that a hand may read what is kept of a person: their data officer, or an auditor."""
    if hand.roles & AUDITING:
        return (the_audit_is_of_one_of(hand, about.units),)
    return by_the_data_officer(hand, about)


def out_of_sight(hand: Hand, about: Subject) -> tuple[Refusal | None, ...]:
    """
    Say why a hand may not read what is kept of a person, and not whether anything is.

    A role is asked for whoever the person is; a person of other units answers like one nobody
    knows (house rule, ADR 83).
    """
    wrong = [one for one in readers(hand, about) if one]
    role = tuple(one for one in wrong if one.code == "role-missing")
    return role or (person_unknown(about.ref) if wrong else the_person_is_known(about),)


def they_are_not_erased(state: PersonFile, about: Subject) -> Refusal | None:
    """Refuse acts on a person who was erased: nothing is kept of them (ADR 33)."""
    facts = {"ref": str(about.ref)}
    gone = Refusal("nominee-erased", Kind.CONFLICT, "the name was erased", facts)
    return gone if state.erased else None


def the_request_was_there(cmd: ReceivePersonRequest) -> Refusal | None:
    """Refuse a request received after the day of the paper that enters it (house rule, ADR 17)."""
    came, dated = cmd.received_on, cmd.hand.effective_on
    if came <= dated:
        return None
    facts = {"received_on": came.isoformat(), "effective_on": dated.isoformat()}
    return Refusal("request-dated-ahead", Kind.INVALID, "it came on a later day", facts)


def one_request_of_a_kind_waits(cmd: ReceivePersonRequest, state: PersonFile) -> Refusal | None:
    """Refuse a second request of a kind while one waits (house rule)."""
    waits = [one for one, it in state.requests.items() if it.waits_for(cmd.kind)]
    if not waits:
        return None
    facts = {"request": str(waits[0]), "kind": cmd.kind}
    return Refusal("request-waiting", Kind.CONFLICT, "one of this kind waits", facts)


def it_is_answered_once(request: UUID, asked: Request) -> Refusal | None:
    """Refuse a second answer to a request (house rule)."""
    if asked.stage is Stage.RECEIVED:
        return None
    facts = {"request": str(request), "state": asked.stage.value}
    return Refusal("request-answered", Kind.CONFLICT, "it was answered", facts)


def a_refusal_has_its_ground(cmd: AnswerPersonRequest) -> Refusal | None:
    """Refuse to say no without a ground of the list (house rule)."""
    if cmd.accepted or cmd.ground in {one.key for one in cmd.rules.grounds}:
        return None
    facts = {"allowed": listed(one.key for one in cmd.rules.grounds)}
    return Refusal("request-ground-missing", Kind.INVALID, "say on which ground", facts)


def it_was_accepted(request: UUID, asked: Request) -> Refusal | None:
    """Refuse to do what was not accepted, or is done (house rule)."""
    if asked.stage is Stage.ACCEPTED:
        return None
    facts = {"request": str(request), "state": asked.stage.value}
    return Refusal("request-not-accepted", Kind.CONFLICT, "it is not to be done", facts)


def another_person_erases(hand: Hand, asked: Request) -> Refusal | None:
    """Refuse an erasure by who accepted it, also for another: two persons destroy (house rule)."""
    if asked.kind != ERASURE or not asked.answered_by & persons_behind(hand):
        return None
    return Refusal("erasure-by-one-person", Kind.FORBIDDEN, "a second person confirms it")


def no_case_of_theirs_runs(about: Subject) -> Refusal | None:
    """Refuse to erase a person of whom a case is to be decided (house rule)."""
    if not (running := [one.nomination for one in about.cases if one.runs]):
        return None
    facts = {"nominations": listed(sorted(map(str, running)))}
    return Refusal("person-in-a-case", Kind.CONFLICT, "a case of theirs is not over", facts)


def no_procedure_is_open(about: Subject) -> Refusal | None:
    """Refuse to erase a person against whom, or an honour of whom, something is open."""
    if not about.procedures:
        return None
    facts = {"references": listed(sorted(about.procedures))}
    return Refusal("procedure-open", Kind.CONFLICT, "a procedure is open", facts)


def no_decision_of_theirs_is_under_review(about: Subject) -> Refusal | None:
    """
    Refuse to erase a person before each review of a decision on a case of theirs is closed.

    Source:
        House rule (ADR 73): what a review looks at, and what was said in it, stays until its end.
    """
    if not (reviewed := [one.nomination for one in about.cases if one.under_review]):
        return None
    facts = {"nominations": listed(sorted(map(str, reviewed)))}
    return Refusal("review-open", Kind.CONFLICT, "a decision on a case is under review", facts)


def no_award_record_must_be_kept(
    hand: Hand, about: Subject, rules: PersonalRules
) -> Iterator[Refusal]:
    """
    Refuse to erase while a record of an award of theirs is to be kept.

    Source:
        Decree 13/2023 art. 16(2), whether it goes on under Law 91/2025 is not confirmed; years by
        level: domain facts 13.11, not confirmed.
    """
    return _kept(hand, rules, tuple(one for one in about.cases if one.level))


def no_record_must_be_kept(hand: Hand, about: Subject, rules: PersonalRules) -> Iterator[Refusal]:
    """Refuse to erase by itself what any class of records still keeps (13.10, 13.11)."""
    return _kept(hand, rules, about.cases)


def _kept(hand: Hand, rules: PersonalRules, cases: tuple[SeenCase, ...]) -> Iterator[Refusal]:
    for one in cases:
        known = rules.class_of(one.level)
        until = known.until(one.last_on)
        if until is None or hand.effective_on <= until:
            facts = {
                "case": str(one.nomination),
                "class": known.key,
                "until": until.isoformat() if until else PERMANENT,
                "source": known.source,
            }
            yield Refusal("record-must-be-kept", Kind.CONFLICT, "a record is to be kept", facts)


def a_restriction_stands(state: PersonFile) -> Refusal | None:
    """Refuse to lift a restriction that does not stand (house rule)."""
    if state.restricted:
        return None
    return Refusal("not-restricted", Kind.CONFLICT, "the name is shown")
