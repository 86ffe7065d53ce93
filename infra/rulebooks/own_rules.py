"""What the operator's files of rules say, held against the rulebooks and the units."""

from dataclasses import dataclass, replace

from domain.force import Forces
from domain.units import Units
from infra.rulebooks import ballot_choice, hearing_choice
from infra.rulebooks.ballot_choice import NO_BALLOTS, BallotChoice, read_ballots
from infra.rulebooks.hearing_choice import NO_HEARING, HearingFile, read_hearing
from infra.rulebooks.rule_forces import NOTHING_CHOSEN, hold_against, read_forces
from infra.rulebooks.shelf import load
from infra.rulebooks.vote_places import Votes, awards_in, passed_by, votes_in
from infra.settings import Settings


@dataclass(frozen=True, slots=True)
class CouncilRules:
    """What an operator sets of votes and of consultations."""

    ballots: BallotChoice = NO_BALLOTS
    hearing: HearingFile = NO_HEARING


NOTHING_RULED = CouncilRules()


def council_rules(settings: Settings, units: Units) -> CouncilRules:
    """
    Return what the files of the settings say.

    Raises:
        BadBallots, BadHearing: a file cannot be used; with every reason.
    """
    return CouncilRules(ballots_of(settings, units), hearing_of(settings))


def forces_of(settings: Settings, units: Units) -> Forces:
    """Return the force of rules, places of units, postings, years; BadRules where unsound."""
    chosen = NOTHING_CHOSEN
    if settings.rules is not None:
        told = read_forces(settings.rules)
        hold_against(told, passed_by(load().awards.values()), units)
        chosen = told.forces
    return replace(chosen, backdating=settings.backdating)


def ballots_of(settings: Settings, units: Units) -> BallotChoice:
    """Return what the operator says of votes."""
    if settings.ballots is None:
        return NO_BALLOTS
    shelf, read = load(), read_ballots(settings.ballots)
    books = tuple(shelf.awards.values())
    known = Votes(votes_in(books), awards_in(books), units)
    return ballot_choice.chosen(read, shelf.lists.ballots.says, books, known)


def hearing_of(settings: Settings) -> HearingFile:
    """Return what the operator says of consultations."""
    if settings.hearing is None:
        return NO_HEARING
    shelf, read = load(), read_hearing(settings.hearing)
    books = tuple(shelf.awards.values())
    house = shelf.lists.hearing.says
    return hearing_choice.chosen(read, house, awards_in(books), passed_by(books))
