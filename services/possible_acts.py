"""Why can I not? Every act on a case, tried by a hand as it stands: allowed, or refused and why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.directory.decide import KEEPER
from domain.hand import Hand
from domain.nomination.favourable import CHOOSING
from domain.nomination.state import Opened
from domain.reform.commands import AssignSuccessor
from domain.reform.plan import Reform
from domain.refusal import Kind, Refusal, Refused, about
from domain.register.record import record_stream
from services.agendas import body_of
from services.attempts.at_people import on_a_person
from services.attempts.at_records import NOMINEE, SORTS, on_a_record
from services.attempts.elsewhere import Trial
from services.attempts.on_cases import attempts_at
from services.attempts.trial import WORDS, Attempt, Who
from services.catalogue import Catalogue
from services.dockets import docket_of
from services.favourable import choosing
from services.histories import Histories
from services.orders import Command, decide
from services.ports import Ledger, Rulebooks
from services.sight import Person, Sight, hide
from services.verdicts import known_case

OTHER_WORDS = frozenset({"agreed-otherwise"})


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """
    An act on a case: who may do it, and what keeps this hand from it; nothing where it may.

    `by` is the delegation by which it may, where it may not alone. Where it may neither way, what
    keeps each delegation from it is told beside, and says which.
    """

    act: str
    step: str | None
    who: tuple[Who, ...]
    broken: tuple[Refusal, ...]
    by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """What trials need beside the ledger: rulebooks, texts, reforms by name, the last by a day."""

    rules: Rulebooks
    catalogue: Catalogue
    reform: Callable[[str], Reform | None]
    in_force: Callable[[date], Reform | None]


def possible_acts(
    nomination: UUID, hand: Hand, ledger: Ledger, books: Books, lent: Sequence[UUID] = ()
) -> tuple[Sequence[PossibleAct], int]:
    """
    Return every act on a case as *hand* would find it now, and the version of the case.

    Each is decided as if it were ordered, with a content that fits; nothing is written. What the
    hand may not do alone is tried by each of the delegations *lent* to it.

    Raises:
        Refused: there is no such case.
    """
    past = Histories(ledger)
    case = known_case(nomination, past)
    found = list(acts_on_a_case(nomination, case, hand, books, past))
    for delegation in lent:
        other = replace(hand, delegation=delegation)
        tried = acts_on_a_case(nomination, case, other, books, past)
        found = [either(one, two, delegation) for one, two in zip(found, tried, strict=True)]
    return found, past.version(nomination)


def either(alone: PossibleAct, lent: PossibleAct, delegation: UUID) -> PossibleAct:
    """Return an act as a hand finds it that may do it alone, or by a delegation."""
    if not alone.broken:
        return alone
    if not lent.broken:
        return replace(lent, by=delegation)
    more = about("delegation", str(delegation), lent.broken)
    return replace(alone, broken=(*alone.broken, *more))


def acts_on_a_case(
    nomination: UUID, case: Opened, hand: Hand, books: Books, past: Histories
) -> Iterator[PossibleAct]:
    """Try every act there is on a case; *past* remembers what is folded, for the next hand too."""
    body = body_of(nomination, case, hand.effective_on, past)
    tried = attempts_at(nomination, case, hand, body)
    return _tried([*tried, *_by_books(nomination, case, hand, books)], past)


def seen_of(sort: str, thing: UUID, sight: Sight, ledger: Ledger) -> Histories:
    """Return the histories in which something out of sight is not there (ADR 75, 83, 84)."""
    past = Histories(ledger)
    hide(frozenset({thing}), Person(thing) if sort == NOMINEE else None, past, sight)
    return past


def acts_elsewhere(
    sort: str, thing: UUID, hand: Hand, past: Histories, books: Books
) -> Sequence[PossibleAct]:
    """Return every act on something that is no case, by its sort, as *hand* would find it now."""
    on = Trial(thing, hand, books.rules.ballot_rules(), past)
    if sort == NOMINEE:
        of_person = on_a_person(on, books.catalogue.personal())
        of_record = on_a_record(on, books.in_force(hand.effective_on))
        return _of_somebody(thing, list(_tried([*of_record, *of_person], past)), past)
    return list(_tried(SORTS[sort](on), past))


def _of_somebody(ref: UUID, found: Sequence[PossibleAct], past: Histories) -> list[PossibleAct]:
    """Return acts on a nominee; of whom neither case nor record tells, none may be."""
    known = bool(docket_of(ref, past).cases or past.events(record_stream(ref)))
    unknown = (
        Refusal(
            "subject-unknown", Kind.INVALID, "no nomination names this subject", {"ref": str(ref)}
        ),
    )
    return [replace(one, broken=one.broken or (() if known else unknown)) for one in found]


def _tried(attempts: Iterable[Attempt], past: Histories) -> Iterator[PossibleAct]:
    """Try every act."""
    for one in attempts:
        yield PossibleAct(one.act, one.step, one.who, refused(one, past))


def _by_reform(nomination: UUID, case: Opened, hand: Hand, books: Books) -> Iterator[Attempt]:
    """Try to choose who carries the case on; by the last reform where none left a choice."""
    choice, unit = case.dossier.undecided, case.dossier.unit
    if choice is None:
        reform, keeper = books.in_force(hand.effective_on), unit
    else:
        reform, keeper = books.reform(choice.reform), choice.decided_by or unit
        unit = next(iter(choice.candidates), unit)
    if reform is not None:
        order = AssignSuccessor(nomination, hand, reform, unit, WORDS)
        yield Attempt("successor", None, (Who(KEEPER, keeper),), order, made_up=OTHER_WORDS)


def _by_books(nomination: UUID, case: Opened, hand: Hand, books: Books) -> Iterator[Attempt]:
    """Try what needs more than the case: the choice of a successor, and of a newer regime."""
    yield from _by_reform(nomination, case, hand, books)
    newest = books.catalogue.regimes()[-1]
    steps = [one for one in case.dossier.ladder.steps if one.role in CHOOSING]
    may = tuple(dict.fromkeys(Who(one.role, one.unit) for one in steps))
    yield Attempt("regime", None, may, choosing(nomination, newest, hand, WORDS, case, books.rules))


def refused(attempt: Attempt, past: Histories) -> tuple[Refusal, ...]:
    """Return what an attempt would be refused for; the first that is tried, where all would be."""
    orders = (attempt.command, *attempt.others)
    tried = (_refused(one, attempt.made_up, past) for one in orders)
    first = next(tried)
    return first if first and all(tried) else ()


def _refused(order: Command, made_up: frozenset[str], past: Histories) -> tuple[Refusal, ...]:
    try:
        decide(order, past)
    except Refused as refusal:
        return tuple(one for one in refusal.refusals if one.code not in made_up)
    return ()
