"""Which histories an order about a person's data reads: their cases, honours and docket."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from uuid import UUID, uuid5

from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent, Granted, Opened, Running
from domain.personal.commands import (
    AnswerPersonRequest,
    CarryOutPersonRequest,
    EraseByRetention,
    PersonCommand,
)
from domain.personal.decide import decide as decided
from domain.personal.policies import SeenCase, Subject, out_of_sight, readers
from domain.personal.state import PEOPLE, PERSON, person_stream
from domain.register.docket import docket_stream
from domain.register.state import HONOUR, NotEntered
from domain.review.state import REVIEW, Closed, Known, NotOpened
from services.dockets import docket_of, units_of
from services.histories import Histories
from services.ports import Append, Ledger


def request_ref(command: UUID) -> UUID:
    """Return the id of a request that an order brings; the same order, the same one."""
    return uuid5(PEOPLE, f"request {command}")


def decide(command: PersonCommand, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes on the data of a person.

    Raises:
        Refused: with every broken rule.
    """
    about = subject(command.person, command.cases, command.hand, past, _reviews_of(command))
    return decided(command, past.of(PERSON, person_stream(command.person)), about)


def _reviews_of(command: PersonCommand) -> tuple[UUID, ...]:
    """Return the reviews that an order may have to wait for: who is not erased waits for none."""
    if isinstance(command, AnswerPersonRequest | CarryOutPersonRequest | EraseByRetention):
        return command.reviews
    return ()


def held_still(command: object, past: Histories) -> list[Append]:
    """Hold the docket of who is erased to what was read of it: nobody opens a case meanwhile."""
    if not isinstance(command, CarryOutPersonRequest | EraseByRetention):
        return []
    docket = docket_stream(command.person)
    return [Append(docket, past.version(docket), ())]


def subject(
    ref: UUID, named: Iterable[UUID], hand: Hand, past: Histories, reviews: Iterable[UUID] = ()
) -> Subject:
    """Return the person behind a reference, as docket, the cases *named* and *reviews* tell."""
    docket = docket_of(ref, past)
    states = past.each(NOMINATION, sorted({*docket.cases, *named}))
    cases = {one: it for one, it in states.items() if _is_about(it, ref)}
    files = [it.dossier for it in cases.values() if not isinstance(it, Absent)]
    return Subject(
        ref,
        frozenset(one.nominee.kind for one in files),
        frozenset(chain.from_iterable(units_of(one, hand) for one in files)),
        tuple(_seen(cases, _opened(reviews, past), past)),
        frozenset(chain(docket.holds, _complaints(cases.values(), past))),
    )


def _is_about(case: Opened | Absent, ref: UUID) -> bool:
    return not isinstance(case, Absent) and case.dossier.nominee.ref == ref


def _opened(reviews: Iterable[UUID], past: Histories) -> list[Known]:
    """Return those of some reviews that are there."""
    states = past.each(REVIEW, sorted(reviews)).values()
    return [it for it in states if not isinstance(it, NotOpened)]


def _seen(
    cases: Mapping[UUID, Opened | Absent], reviews: Sequence[Known], past: Histories
) -> Iterator[SeenCase]:
    """Yield cases as far as erasing asks; papers of honours and reviews count for the last day."""
    for nomination, case in cases.items():
        of = case.decision if isinstance(case, Granted) else None
        mine = [it for it in reviews if it.file.opened.decision == of]
        level, days = _granted(case, past)
        days += [one.on for one in past.dated(nomination)] + [it.file.last_on for it in mine]
        waits = not all(isinstance(it, Closed) for it in mine)
        yield SeenCase(nomination, isinstance(case, Running), level, max(days), waits)


def _granted(case: Opened | Absent, past: Histories) -> tuple[str | None, list[date]]:
    """Return the level that granted a case, and the days of the papers of its honour."""
    if not isinstance(case, Granted):
        return None, []
    return case.dossier.ladder.steps[-1].level, [one.on for one in past.dated(case.honour)]


def _complaints(cases: Iterable[Opened | Absent], past: Histories) -> Iterator[str]:
    """Return the complaints about honours that wait."""
    for case in cases:
        if isinstance(case, Granted):
            honour = past.of(HONOUR, case.honour)
            known = {} if isinstance(honour, NotEntered) else honour.complaints
            yield from (key for key, one in known.items() if one.outcome is None)


def the_reader_may(ref: UUID, named: Iterable[UUID], hand: Hand, ledger: Ledger) -> Subject:
    """
    Return the person whose data a hand may read.

    Raises:
        Refused: nothing is kept of it; who may not read is told no more than that.
    """
    about = subject(ref, named, hand, Histories(ledger))
    demand(*out_of_sight(hand, about))
    return about


def may_read(ref: UUID, named: Iterable[UUID], hand: Hand, ledger: Ledger) -> bool:
    """Say whether a hand may read what is kept of a person."""
    return not any(readers(hand, subject(ref, named, hand, Histories(ledger))))
