"""The operator's files of rules, held at each start to what two persons agreed to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from domain.access import VIETNAM
from domain.hand import Hand
from domain.house_acts.commands import AskSecondPerson, HoldRules, Sort
from domain.house_acts.policies import FILES
from domain.house_acts.state import HOUSE_ACT, HouseAct, Stage, act_stream
from domain.nomination.access import SERVICE
from domain.refusal import Refused
from infra.rulebooks.read_once import ReadOnce
from infra.settings import Settings
from services.handle import Order, handle, rehearse
from services.histories import Histories
from services.house_acts import all_acts, is_begun
from services.upkeep import CannotOpen, Finding, Rules

if TYPE_CHECKING:
    from infra.clock import SystemClock
    from infra.house import System
    from services.ports import Archive, Ledger

UNSAID = timedelta(days=1)
"""For so long bytes wait for the fact that names them; whoever was writing it is done or dead."""
HOW = "another person agrees first: `vinhdanh propose rules`, docs/operations.md"


def digests(settings: Settings) -> Mapping[str, str | None]:
    """Return the SHA-256 of each file of rules, None for one that is empty or not there."""
    return {name: file.digest if file else None for name, file in files(settings).items()}


def files(settings: Settings) -> Mapping[str, ReadOnce | None]:
    """Return each file of rules that the settings name, None for one that is not there."""
    return {name: getattr(settings, name) for name in FILES}


def _hand(clock: "SystemClock") -> Hand:
    """Return the hand of the service."""
    now = clock.now()
    held = frozenset({SERVICE}), frozenset[str]()
    return Hand(SERVICE, *held, now.astimezone(VIETNAM).date(), now, now)


def not_agreed(system: "System") -> Iterator[str]:
    """Yield a line for each file of rules that is not what two persons stand behind."""
    by, ledger = _hand(system.clock), system.ledger
    for name, digest in digests(system.settings).items():
        try:
            rehearse(HoldRules(by, name, digest), None, ledger)
        except Refused as refused:
            codes = ", ".join(one.code for one in refused.refusals)
            path, stage = getattr(system.settings, name), _stage(name, ledger)
            yield f"{path}: {codes}: SHA-256 {digest}; last proposal: {stage}; {HOW}"


def _stage(name: str, ledger: "Ledger") -> str:
    return Histories(ledger).of(HOUSE_ACT, act_stream(Sort.RULES.value, name)).stage.value


def see(system: "System") -> None:
    """
    See that the files of rules are agreed to; nothing is written.

    Raises:
        CannotOpen: with a line for each that is not.
    """
    if lines := list(not_agreed(system)):
        raise CannotOpen(*lines)


def hold(system: "System") -> None:
    """
    Note which files of rules are in force, and ask for a second person from now on.

    Raises:
        CannotOpen: with a line for each that is not agreed to.
    """
    see(system)
    _keep(system)
    system.rules_files.sweep(digests_said(system.ledger), system.clock.now() - UNSAID)
    by = _hand(system.clock)
    orders: list[HoldRules | AskSecondPerson] = [
        *(HoldRules(by, name, digest) for name, digest in digests(system.settings).items()),
        AskSecondPerson(by),
    ]
    for order in orders:
        mine = uuid4()
        handle(Order(order, mine, str(mine)), system.ledger)


def digests_said(ledger: "Archive") -> frozenset[str]:
    """Return every digest that facts of acts on the house have named: their files stay."""
    facts = ledger.recorded_of(list(all_acts(ledger)))
    said = (getattr(one.event, "digest", None) for each in facts.values() for one in each)
    return frozenset(one for one in said if one)


def _keep(system: "System") -> None:
    """Keep what is in force under its digest: what is proposed later is held against it."""
    for file in files(system.settings).values():
        if file is not None and file.digest is not None:
            system.rules_files.keep(file.content)


@contextmanager
def held(system: "System", rules: Rules, *, begun: bool = False) -> Iterator[None]:
    """
    See that the rules of a house are agreed to, and *noted*, note it once it was opened.

    Whoever is about to propose has it *begun*: what is in force is taken over before all else.
    """
    if rules != "aside":
        see(system)
    if begun and not is_begun(system.ledger):
        hold(system)
    yield
    if rules == "noted":
        hold(system)


def _gone(settings: Settings, acts: Mapping[UUID, HouseAct]) -> Iterator[str]:
    """Yield what was in force last of each file of rules that is not there any more."""
    for name, digest in digests(settings).items():
        state = acts.get(act_stream(Sort.RULES.value, name), HouseAct())
        if digest is None and state.agreed is not None:
            yield f"{name}: the file that was in force is gone, SHA-256 {state.agreed}"


def second_person(system: "System") -> Iterator[Finding]:
    """Find files of rules that nobody else agreed to, and acts that wait for a second person."""
    lines = list(not_agreed(system))
    acts = all_acts(system.ledger)
    gone = list(_gone(system.settings, acts))
    seen = "; ".join([*lines, *gone]) or "as agreed, or taken alone: see second person"
    yield Finding("own rules agreed", ok=not lines, seen=seen, warns=bool(gone))
    yield waiting(acts.values(), _hand(system.clock).effective_on)


def waiting(acts: Collection[HouseAct], today: date) -> Finding:
    """Tell what waits for a second person: a warning where it was taken alone."""
    alone = _named(one for one in acts if one.stage is Stage.ALONE)
    asked = _named(one for one in acts if one.is_open(today))
    told = [f"taken alone, nobody else confirmed: {alone}"] if alone else []
    told += [f"proposed, not carried out yet: {asked}"] if asked else []
    seen = "; ".join(told) or "nothing waits"
    return Finding("second person", ok=True, seen=seen, warns=bool(alone))


def _named(acts: Iterable[HouseAct]) -> str:
    said = (one.said for one in acts if one.said)
    return ", ".join(f"{one.kind} {one.subject} (until {one.expires_on})" for one in said)
