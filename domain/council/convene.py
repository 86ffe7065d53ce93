"""Calling a council: which cases it votes on, by which rule, and who may not vote on which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access import person
from domain.change import Change
from domain.council.agenda import the_case_is_on_no_other_agenda
from domain.council.appoint import appointed, called_by
from domain.council.carrying import somebody_can_carry_it
from domain.council.commands import ConveneSession
from domain.council.events import AgendaItem, SessionConvened
from domain.council.merit import Places
from domain.council.rule import BallotRule
from domain.council.seat import Conflict, Seat
from domain.council.session import NotConvened, meeting_of
from domain.council.session import State as Session
from domain.council.state import Appointed, is_full
from domain.council.state import State as Council
from domain.decider import demand
from domain.eligibility.look import Beside, to_leave
from domain.eligibility.ruleset import NOTHING_OPEN
from domain.eligibility.verdict import forbidden
from domain.force import places_key
from domain.hand import Hand
from domain.ladder import Act
from domain.lineage import Lineage
from domain.nomination.access import judges
from domain.nomination.policies import the_act_fits_the_step, the_vote_has_a_threshold
from domain.nomination.state import AtStep, Dossier
from domain.nomination.state import State as Case
from domain.nominee_kinds import COLLECTIVE, ENTERPRISE, PERSON
from domain.refusal import Kind, Refusal, about
from domain.register.claims import Holders
from domain.submission.dispatch import (
    each_stands_once,
    the_list_is_not_empty,
    waiting_nowhere,
)

SECRETARY = "council-secretary"
UNITS = frozenset({COLLECTIVE, ENTERPRISE})


@dataclass(frozen=True, slots=True)
class Convening:
    """The unit whose council sits, on which day, and who carried which unit on until then."""

    unit: str
    on: date
    lineage: Lineage

    def goes_on_in(self, code: str, since: date) -> frozenset[str]:
        """Return the codes that the unit known on a day bears on the day of the sitting."""
        return self.lineage.carrying_on(code, since, self.on)


def own_nomination(seat: Seat, dossier: Dossier, _: Convening) -> bool:
    """Say whether the member is the nominee (Anti-corruption Law 2018 art. 23: unconfirmed)."""
    return dossier.nominee.ref == seat.nominee or person(seat.person) == str(dossier.nominee.ref)


def nominator(seat: Seat, dossier: Dossier, _: Convening) -> bool:
    """Say whether the member proposed, or lent the power to (domain facts 9.7: unconfirmed)."""
    return person(seat.person) in dossier.proposed_by


def heads_the_nominee(seat: Seat, dossier: Dossier, sitting: Convening) -> bool:
    """
    Say whether the member leads the unit that is honoured, or that a nominated person is of.

    The head of the council's own unit sits in it for that unit, and is no stranger to any case. A
    unit that others carry on is led by whoever leads one of them, also where a code is used anew.

    Source:
        "Not a dossier of their own unit" is a prototype's rule, domain facts 9.7: not confirmed.
    """
    nominee = dossier.nominee
    if seat.heads is None:
        return False
    led = sitting.goes_on_in(seat.heads, seat.since)
    if not led & sitting.goes_on_in(nominee.unit, dossier.opened_on):
        return False
    return nominee.kind in UNITS or (nominee.kind == PERSON and sitting.unit not in led)


GROUNDS = {
    "own-nomination": own_nomination,
    "nominator": nominator,
    "heads-nominee": heads_the_nominee,
}


def derived(seats: tuple[Seat, ...], dossier: Dossier, sitting: Convening) -> Iterator[Conflict]:
    """Return the conflicts of interest that follow from the case and the council alone."""
    for seat in seats:
        for ground, holds in GROUNDS.items():
            if holds(seat, dossier, sitting):
                yield Conflict(seat.person, ground)


def the_day_is_ahead(cmd: ConveneSession) -> Refusal | None:
    """Refuse to call a session for a day before the call (house rule)."""
    if cmd.held_on >= cmd.hand.effective_on:
        return None
    facts = {"held_on": cmd.held_on.isoformat()}
    return Refusal("session-backdated", Kind.INVALID, "the session is before its call", facts)


def the_council_has_members(council: Appointed, cmd: ConveneSession) -> Refusal | None:
    """Refuse a session on a day on which nobody is a member (house rule)."""
    if any(map(is_full, council.on(cmd.held_on))):
        return None
    return Refusal("council-empty", Kind.CONFLICT, "the council has no members on that day")


def the_case_is_the_councils(case: AtStep, council: Appointed) -> Refusal | None:
    """Refuse a case that waits for another unit's council (facts 8.4: not confirmed)."""
    if case.step.unit == council.unit:
        return None
    facts = {"unit": case.step.unit}
    return Refusal("not-the-councils", Kind.CONFLICT, "another unit votes on this case", facts)


def rule_for(case: AtStep, cmd: ConveneSession) -> BallotRule | None:
    """Return how the vote on a case is held, None where nobody says."""
    return cmd.rules.of(case.dossier.ladder.award, case.step.level, case.step.unit)


def the_way_of_voting_is_known(case: AtStep, cmd: ConveneSession) -> Refusal | None:
    """Refuse a vote where the rulebooks say nothing of how it is held (house rule)."""
    if rule_for(case, cmd) is not None:
        return None
    return Refusal("ballot-rule-unknown", Kind.CONFLICT, "no rule says how to vote on it")


def held(nomination: UUID, case: Case, beside: Beside, hand: Hand) -> list[Refusal]:
    """Return what holds a case, so that nobody votes on it (facts 3.7, 7.3.2)."""
    if not isinstance(case, AtStep):
        return []
    look = to_leave(nomination, case, beside)
    return told(look.nomination, forbidden(look, hand.forces, (NOTHING_OPEN,)))


def votable(case: Case, cmd: ConveneSession, council: Appointed, nomination: UUID) -> list[Refusal]:
    """Return why a nomination may not stand on the agenda."""
    if not isinstance(case, AtStep):
        return [waiting_nowhere(case, nomination)]
    of_the_step = the_act_fits_the_step(case.step, frozenset({Act.VOTE}))
    found = (
        of_the_step,
        None if of_the_step else the_vote_has_a_threshold(case.step),
        the_case_is_the_councils(case, council),
        *judges(cmd.hand, case.dossier, case.step),
        the_way_of_voting_is_known(case, cmd),
    )
    return told(nomination, found)


def on_one_agenda(nomination: UUID, agendas: Holders) -> list[Refusal]:
    """Return why a nomination may not stand on this agenda beside another."""
    found = the_case_is_on_no_other_agenda(nomination, agendas)
    return told(nomination, [found])


def told(nomination: UUID, found: Iterable[Refusal | None]) -> list[Refusal]:
    """Return refusals that say which nomination they are about."""
    return about("nomination", str(nomination), found)


def convene(
    cmd: ConveneSession,
    state: Session,
    council: Council,
    cases: Mapping[UUID, Case],
    besides: Mapping[UUID, Beside],
    agendas: Holders,
) -> list[Change]:
    """
    Call the council, with all of the listed cases or not at all.

    Raises:
        Refused: with every broken rule of every case; facts name the nomination.
    """
    body = appointed(council)
    called = Refusal("already-convened", Kind.CONFLICT, "the session was called")
    demand(
        None if isinstance(state, NotConvened) else called,
        *called_by(cmd.hand, SECRETARY, body.unit),
        the_day_is_ahead(cmd),
        the_council_has_members(body, cmd),
        the_list_is_not_empty(cmd.nominations),
        each_stands_once(cmd.nominations),
        *(why for one, case in cases.items() for why in votable(case, cmd, body, one)),
        *(why for one in cases for why in on_one_agenda(one, agendas)),
        *(why for one in cases for why in held(one, cases[one], besides[one], cmd.hand)),
    )
    return [Change(cmd.session, within_reach(_called(cmd, body, cases)))]


def within_reach(call: SessionConvened) -> SessionConvened:
    """Return a call to votes that somebody can carry; Refused with those that nobody can."""
    meeting = meeting_of(call)
    beyond = (told(one, [somebody_can_carry_it(one, meeting)]) for one in meeting.items)
    demand(*(why for found in beyond for why in found))
    return call


def _called(cmd: ConveneSession, body: Appointed, cases: Mapping[UUID, Case]) -> SessionConvened:
    """Return the call, with everything that the votes go by."""
    seats = body.on(cmd.held_on)
    sitting = Convening(body.unit, cmd.held_on, cmd.hand.forces.lineage)
    items = tuple(
        _item(one, case, rule, seats, sitting)
        for one, case in cases.items()
        if isinstance(case, AtStep) and (rule := rule_for(case, cmd))
    )
    ties, places = cmd.rules.ties, tuple(places_for(items, body.unit, cmd))
    return SessionConvened(cmd.council, body.unit, cmd.held_on, seats, items, ties, places)


def places_for(items: Iterable[AgendaItem], unit: str, cmd: ConveneSession) -> Iterator[Places]:
    """Return the places that an operator gave the council's unit, for the awards on the agenda."""
    said = cmd.hand.forces.places
    for award in sorted({one.award for one in items}):
        if (free := said.get(places_key(award, unit, cmd.held_on.year))) is not None:
            yield Places(award, free)


def _item(
    nomination: UUID, case: AtStep, rule: BallotRule, seats: tuple[Seat, ...], sitting: Convening
) -> AgendaItem:
    """Return the item of a case that may stand on the agenda."""
    conflicts = tuple(derived(seats, case.dossier, sitting))
    award, step = case.dossier.ladder.award, case.step
    return AgendaItem(nomination, award, step.key, step.percent or 0, rule, conflicts)
