"""Which histories an order on an act on the house reads, and what is proposed where."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from domain.change import Change
from domain.decider import demand
from domain.facts import Event
from domain.house_acts import decide as acts
from domain.house_acts.commands import (
    AnswerHouseAct,
    AskSecondPerson,
    HoldRules,
    HouseActCommand,
    Sort,
)
from domain.house_acts.events import HouseActListed, Proposal
from domain.house_acts.state import BOOK, BOOK_STREAM, HOUSE_ACT, HouseAct, act_stream
from domain.nomination.decide import NOMINATION
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.state import Absent
from domain.recorded import Recorded
from domain.reform.commands import AssignSuccessor, AuthorityCommand, ReorganiseUnits
from domain.reform.decide import (
    REFORM,
    reorganise,
    the_reform_is_the_one_applied,
    the_reform_was_applied,
)
from domain.reform.powers import POWERS, POWERS_STREAM
from domain.refusal import Refusal
from services.histories import Histories
from services.ports import Archive, Ledger


def decide(command: HouseActCommand | ReorganiseUnits, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(command, ReorganiseUnits):
        act = past.of(HOUSE_ACT, act_stream(Sort.REFORM.value, command.reform.key))
        known = past.of(POWERS, POWERS_STREAM)
        return reorganise(command, past.of(REFORM, command.reform.stream), act, known)
    state, book = past.of(HOUSE_ACT, command.act), past.of(BOOK, BOOK_STREAM)
    if isinstance(command, AnswerHouseAct):
        return acts.answer(command, state, *_own_case(command, state, past))
    if isinstance(command, HoldRules):
        return acts.hold_rules(command, state, book)
    if isinstance(command, AskSecondPerson):
        return acts.ask(command, book)
    return acts.propose(command, state, book)


def is_begun(ledger: Ledger) -> bool:
    """Say whether a second person is asked for in this house yet."""
    return Histories(ledger).of(BOOK, BOOK_STREAM).version > 0


def by_an_applied_reform(command: AuthorityCommand, past: Histories) -> None:
    """
    Let a reform move a case where it was applied; the book is read only where it was not.

    Raises:
        Refused: another one was applied, or none and two persons are asked for.
    """
    applied = past.of(REFORM, command.reform.stream)
    asked = applied is None and past.of(BOOK, BOOK_STREAM).version > 0
    demand(
        the_reform_is_the_one_applied(command, applied),
        the_reform_was_applied(command, applied, asked=asked),
    )


def assigned(command: object, past: Histories) -> list[Change]:
    """
    Return that a choice for a case is carried out; nothing for other orders.

    Raises:
        Refused: nobody else agreed to it.
    """
    if not (isinstance(command, AssignSuccessor) and command.asked):
        return []
    sort, case = Sort.ASSIGNMENT.value, str(command.nomination)
    state = past.of(HOUSE_ACT, act_stream(sort, case))
    demand(*acts.unagreed(sort, case, {command.digest}, command.hand, state))
    return [acts.done(sort, case, state)]


def _own_case(cmd: AnswerHouseAct, state: HouseAct, past: Histories) -> Iterator[Refusal | None]:
    """Yield why somebody has no say where a case goes on: they proposed it, or it is theirs."""
    if state.said is not None and state.said.kind == Sort.ASSIGNMENT.value:
        case = past.of(NOMINATION, UUID(state.said.subject))
        if not isinstance(case, Absent):
            yield nobody_judges_their_own_case(cmd.hand, case.dossier)


def all_acts(ledger: Ledger) -> dict[UUID, HouseAct]:
    """Return every act on the house, the one whose subject was proposed first before the others."""
    entries = ledger.read(BOOK_STREAM)
    listed = [one.act for one in entries if isinstance(one, HouseActListed)]
    return dict(Histories(ledger).each(HOUSE_ACT, listed))


def newest_first(ledger: Archive) -> dict[UUID, HouseAct]:
    """Return every act on the house, the one that was proposed last before the others."""
    acts = all_acts(ledger)
    facts = ledger.recorded_of(list(acts))
    last = {one: max(map(_proposed_at, facts[one]), default=0) for one in acts}
    return {one: acts[one] for one in sorted(acts, key=lambda act: last[act], reverse=True)}


def _proposed_at(fact: Recorded[Event]) -> int:
    """Return where in the log a fact proposes something, 0 where it does not."""
    return fact.position if isinstance(fact.event, Proposal) else 0


def version_of(act: UUID, ledger: Ledger) -> int:
    """Return the version of an act: that which an answer names as seen."""
    past = Histories(ledger)
    past.of(HOUSE_ACT, act)
    return past.version(act)
