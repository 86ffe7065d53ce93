"""The operator's file of votes: how councils vote, which share they need, what parts equals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import msgspec

from domain.council.ranking import KNOWN as TIES
from domain.council.rule import BallotRule, BallotRules, RuledAward, TieRule, Way
from domain.rulebooks.award import AwardRule, Share
from domain.rulebooks.shares import OwnShare, share_of
from infra.rulebooks.movement_checks import twice
from infra.rulebooks.own_file import OWN, OwnFile, read_own, sourceless
from infra.rulebooks.read_once import ReadOnce
from infra.rulebooks.vote_places import Votes, strange_places

WHOLE = 100


class BadBallots(Exception):
    """The operator's file of votes cannot be used; says where and why."""


class RuledVote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole rule of votes on an award, at a level, of a unit; what is left out is any."""

    rule: BallotRule
    award: str | None = None
    level: str | None = None
    unit: str | None = None


class Needed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The share that such votes need, and by whose word."""

    percent: Annotated[int, msgspec.Meta(ge=1, le=WHOLE)]
    source: str
    confirmed: bool
    award: str | None = None
    level: str | None = None
    unit: str | None = None

    def share(self) -> OwnShare:
        """Return the share as the operator's own."""
        share = Share(self.percent, OWN + self.source, self.confirmed)
        return OwnShare(share, self.award, self.level, self.unit)


class BallotFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of the file; ties that are there stand for all of them."""

    awards: tuple[RuledVote, ...] = ()
    shares: tuple[Needed, ...] = ()
    ties: tuple[TieRule, ...] | None = None


@dataclass(frozen=True, slots=True)
class BallotChoice:
    """What an operator sets, as the operator's own; what is not there stays as it is."""

    awards: tuple[RuledAward, ...] = ()
    shares: tuple[OwnShare, ...] = ()
    ties: tuple[TieRule, ...] | None = None

    def over(self, rules: BallotRules) -> BallotRules:
        """Return *rules* with what was chosen."""
        ties = rules.ties if self.ties is None else self.ties
        return BallotRules((*self.awards, *rules.awards), ties)

    @property
    def unconfirmed(self) -> int:
        """Return how many entries the operator does not call confirmed."""
        rules = [one.rule.confirmed for one in self.awards]
        shares = [one.share.confirmed for one in self.shares]
        return [*rules, *shares, *(one.confirmed for one in self.ties or ())].count(False)


NO_BALLOTS = BallotChoice()


def read_ballots(path: Path | ReadOnce) -> OwnFile[BallotFile]:
    """
    Return the TOML file *path* of an operator.

    Raises:
        BadBallots: not readable, no TOML, or of another form.
    """
    return read_own(path, BallotFile, BadBallots)


def wrong_in_file(said: BallotFile) -> Iterator[str]:
    """Find what is wrong with a file whatever the rulebooks say."""
    yield from sourceless("$.awards", [one.rule.source for one in said.awards])
    yield from sourceless("$.shares", [one.source for one in said.shares])
    yield from sourceless("$.ties", [one.source for one in said.ties or ()])
    for number, one in enumerate(said.awards):
        yield from wrong_in_rule(f"$.awards[{number}]", one.rule)
    yield from wrong_in_ties([one.key for one in said.ties or ()])


def wrong_in_rule(at: str, rule: BallotRule) -> Iterator[str]:
    """Find a quorum that is no part of a whole, and a casting vote that nothing can cast."""
    if not 0 < rule.quorum_part <= rule.quorum_whole:
        yield f"{at}.rule.quorum_part: {rule.quorum_part} of {rule.quorum_whole} is no quorum"
    if rule.casting_vote and rule.way is Way.SECRET:
        yield f"{at}.rule.casting_vote: no hand is seen in a secret vote"


def wrong_in_ties(keys: Sequence[str]) -> Iterator[str]:
    """Find rules for equal points that stand twice, or that nothing can be asked by."""
    yield from twice("$.ties", keys)
    for number, key in enumerate(keys):
        if key not in TIES:
            yield f"$.ties[{number}].key: no rule {key}"


def chosen(
    read: OwnFile[BallotFile], house: BallotRules, books: tuple[AwardRule, ...], known: Votes
) -> BallotChoice:
    """
    Return what a file sets, held against the rulebooks.

    Raises:
        BadBallots: with all that is unsound, would do nothing, or loosens what a source confirms.
    """
    said = read.says
    own = BallotChoice(
        tuple(RuledAward(_own(one.rule), one.award, one.level, one.unit) for one in said.awards),
        tuple(one.share() for one in said.shares),
        said.ties and tuple(replace(one, source=OWN + one.source) for one in said.ties),
    )
    wrong = (
        *wrong_in_file(said),
        *strange_places("$.awards", [one.where() for one in own.awards], known),
        *strange_places("$.shares", [one.where() for one in own.shares], known),
        *loosened_rules(own, house, known),
        *loosened_shares(own, books),
        *dropped_ties(own, house),
    )
    if problems := read.told(wrong):
        raise BadBallots("\n".join(problems))
    return own


def _own(rule: BallotRule) -> BallotRule:
    """Return a rule as the operator's own."""
    return replace(rule, source=OWN + rule.source)


def departs(own: BallotRule, law: BallotRule) -> bool:
    """Say whether a rule is another than a confirmed one; more members there is stricter."""
    same = replace(
        own,
        quorum_part=law.quorum_part,
        quorum_whole=law.quorum_whole,
        source=law.source,
        confirmed=law.confirmed,
    )
    fewer = own.quorum_part * law.quorum_whole < law.quorum_part * own.quorum_whole
    return same != law or fewer


def loosened_rules(own: BallotChoice, house: BallotRules, known: Votes) -> Iterator[str]:
    """Find rules that take the place of confirmed ones they differ from."""
    for number, one in enumerate(own.awards):
        for award, level in known.touched(one.where()):
            law = house.of(award, level, one.unit or "")
            if law and law.confirmed and departs(one.rule, law):
                yield f"$.awards[{number}]: {award} at {level} is confirmed law: {law.source}"


def loosened_shares(own: BallotChoice, books: tuple[AwardRule, ...]) -> Iterator[str]:
    """Find shares below a confirmed one of an award's file."""
    steps = [(book.award.key, rung) for book in books for rung in book.award.steps]
    for number, one in enumerate(own.shares):
        for award, rung in steps:
            law, said = rung.share, share_of([one], (award, rung.level, one.unit))
            if law and said and lowers(said, law):
                yield f"$.shares[{number}]: below the confirmed {law.percent}: {law.source}"


def lowers(said: Share, law: Share) -> bool:
    """Say whether a share is below a confirmed one."""
    return law.confirmed and said.percent < law.percent


def dropped_ties(own: BallotChoice, house: BallotRules) -> Iterator[str]:
    """Find confirmed rules for equal points that the operator's leave out."""
    kept = {one.key for one in (house.ties if own.ties is None else own.ties)}
    for law in house.ties:
        if law.confirmed and law.key not in kept:
            yield f"$.ties: {law.key} is confirmed law: {law.source}"


def weak(own: BallotChoice) -> Iterator[str]:
    """Tell what is allowed and hardly a decision of a council: less than half of it carries."""
    for number, share in enumerate(own.shares):
        if 2 * share.share.percent < WHOLE:
            yield f"$.shares[{number}]: {share.share.percent} % is less than half"
    for at, one in enumerate(own.awards):
        rule = one.rule
        if 2 * rule.quorum_part < rule.quorum_whole:
            part = f"{rule.quorum_part} of {rule.quorum_whole}"
            yield f"$.awards[{at}]: a quorum of {part} is less than half"
