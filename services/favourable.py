"""A newer regime for an open case: the order that chooses it, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.choosing import ChooseRegime
from domain.nomination.favour import Difference, RegimeChosen
from domain.nomination.favourable import Waiting, onward
from domain.nomination.otherwise import differences
from domain.nomination.state import Opened
from domain.refusal import Kind, Refusal, Refused
from domain.rulebooks.regime import Favour, Regime
from services.catalogue import Catalogue
from services.histories import Histories
from services.moved_powers import way_ahead
from services.orders import decide
from services.ports import Ledger, Rulebooks
from services.verdicts import known_case

DRY_RUN = "a trial of what may be done"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """
    What a newer regime would mean for a case, and every rule that keeps this hand from choosing it.

    `favour` is the rule of law that lets it, None where none does; `steps` are the way from then
    on, the one the case waits at first, empty where there is none.
    """

    version: int
    was: str
    regime: str
    favour: Favour | None
    broken: tuple[Refusal, ...]
    differences: tuple[Difference, ...]
    steps: tuple[Step, ...]


def known_regime(key: str, books: Catalogue) -> Regime:
    """
    Return a regime.

    Raises:
        Refused: there is none of that name.
    """
    found = {one.key: one for one in books.regimes()}
    if key not in found:
        facts = {"regime": key, "known": ", ".join(found)}
        raise Refused(Refusal("regime-unknown", Kind.INVALID, "no such regime", facts))
    return found[key]


def choosing(
    nomination: UUID, regime: Regime, hand: Hand, reason: str, case: Opened, rules: Rulebooks
) -> ChooseRegime:
    """Return the order, with the route of the case under the regime on the date of the paper."""
    dossier = case.dossier
    on = hand.effective_on if regime.covers(hand.effective_on) else regime.in_force_from
    ladder = rules.ladder(dossier.ladder.award, dossier.unit, on)
    return ChooseRegime(nomination, hand, regime, ladder, reason)


def foreseen(
    nomination: UUID, regime: Regime, hand: Hand, ledger: Ledger, rules: Rulebooks
) -> Foreseen:
    """
    Return what the choice of a regime would do; nothing is written.

    Raises:
        Refused: there is no such case.
    """
    past = Histories(ledger)
    case = known_case(nomination, past)
    order = choosing(nomination, regime, hand, DRY_RUN, case, rules)
    way: Sequence[Step] = ()
    if isinstance(case, Waiting) and order.ladder:
        way = way_ahead(case, *onward(case.dossier.ladder, case.step, order.ladder), hand, past)
    return Foreseen(
        version=past.version(nomination),
        was=case.dossier.ladder.regime,
        regime=regime.key,
        favour=regime.favours,
        broken=_broken(order, past),
        differences=differences(case.dossier, (), order.ladder),
        steps=tuple(way),
    )


def _broken(order: ChooseRegime, past: Histories) -> tuple[Refusal, ...]:
    try:
        decide(order, past)
    except Refused as refused:
        return refused.refusals
    return ()


def ordered(
    nomination: UUID, regime: Regime, hand: Hand, reason: str, ledger: Ledger, rules: Rulebooks
) -> ChooseRegime:
    """
    Return the order for a case as it stands.

    Raises:
        Refused: there is no such case.
    """
    case = known_case(nomination, Histories(ledger))
    return choosing(nomination, regime, hand, reason, case, rules)


def told(nomination: UUID, version: int, ledger: Ledger) -> RegimeChosen | None:
    """Return what the choice that brought a case to a version said."""
    facts = Histories(ledger).events(nomination)[version - 1 : version]
    return next((one for one in facts if isinstance(one, RegimeChosen)), None)
