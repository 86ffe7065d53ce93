"""Which histories an order about a person's data reads: their cases, honours and docket."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from uuid import UUID, uuid5

from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent, Granted, Opened, Running
from domain.personal.commands import CarryOutPersonRequest, EraseByRetention, PersonCommand
from domain.personal.decide import decide as decided
from domain.personal.events import PersonRequestCarriedOut
from domain.personal.policies import SeenCase, Subject, out_of_sight
from domain.personal.rules import CORRECTION
from domain.personal.state import PEOPLE, PERSON, person_stream
from domain.register.docket import docket_stream
from domain.register.state import HONOUR, NotEntered
from services.dockets import docket_of, units_of
from services.histories import Histories
from services.ports import Append, Ledger
from services.receipts import Receipt
from services.stores import DifferentSubject, Name, People


def request_ref(command: UUID) -> UUID:
    """Return the id of a request that an order brings; the same order, the same one."""
    return uuid5(PEOPLE, f"request {command}")


def decide(command: PersonCommand, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes on the data of a person.

    Raises:
        Refused: with every broken rule.
    """
    about = subject(command.person, command.cases, command.hand, past)
    return decided(command, past.of(PERSON, person_stream(command.person)), about)


def held_still(command: object, past: Histories) -> list[Append]:
    """Hold the docket of who is erased to what was read of it: nobody opens a case meanwhile."""
    if not isinstance(command, CarryOutPersonRequest | EraseByRetention):
        return []
    docket = docket_stream(command.person)
    return [Append(docket, past.version(docket), ())]


def subject(ref: UUID, named: Iterable[UUID], hand: Hand, past: Histories) -> Subject:
    """Return the person behind a reference, as the docket and the cases *named* tell."""
    docket = docket_of(ref, past)
    states = past.each(NOMINATION, sorted({*docket.cases, *named}))
    cases = {one: it for one, it in states.items() if _is_about(it, ref)}
    files = [it.dossier for it in cases.values() if not isinstance(it, Absent)]
    return Subject(
        ref,
        frozenset(one.nominee.kind for one in files),
        frozenset(chain.from_iterable(units_of(one, hand) for one in files)),
        tuple(_seen(one, it, past) for one, it in cases.items()),
        frozenset(chain(docket.holds, _complaints(cases.values(), past))),
    )


def _is_about(case: Opened | Absent, ref: UUID) -> bool:
    return not isinstance(case, Absent) and case.dossier.nominee.ref == ref


def _seen(nomination: UUID, case: Opened | Absent, past: Histories) -> SeenCase:
    """Return a case as far as erasing asks; its honour's papers count for its last day."""
    level, days = None, [one.on for one in past.dated(nomination)]
    if isinstance(case, Granted):
        level = case.dossier.ladder.steps[-1].level
        days += [one.on for one in past.dated(case.honour)]
    return SeenCase(nomination, isinstance(case, Running), level, max(days))


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


def put_right(
    ref: UUID, kind: str, receipt: Receipt, name: Name, people: People, ledger: Ledger
) -> None:
    """
    Keep the right name of a person, once the facts say that it was put right.

    Not where they say so anew since: an order that is sent again undoes no later correction.
    """
    past = Histories(ledger)
    facts = enumerate(past.events(receipt.stream), 1)
    done = [at for at, one in facts if _puts_right(one)]
    if done[-1:] == [receipt.version]:
        with suppress(DifferentSubject):  # erased just now: it stays erased
            people.put(ref, kind, name)


def _puts_right(fact: object) -> bool:
    return isinstance(fact, PersonRequestCarriedOut) and fact.kind == CORRECTION
