"""Shares of votes that an operator sets: they take the place of those in an award's file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.rulebooks.award import AwardRule, Rung, Share
from domain.votes import Where, covers


@dataclass(frozen=True, slots=True)
class OwnShare:
    """The share that votes on an award, at a level, of a unit's council need; None is any."""

    share: Share
    award: str | None = None
    level: str | None = None
    unit: str | None = None

    def where(self) -> Where:
        """Return of which votes this is said."""
        return self.award, self.level, self.unit


def share_of(shares: Iterable[OwnShare], vote: Where) -> Share | None:
    """Return the share an operator set for a vote, None where none did."""
    return next((one.share for one in shares if covers(one.where(), vote)), None)


def with_shares(
    rule: AwardRule, shares: Sequence[OwnShare], units: Mapping[str, str] | None = None
) -> AwardRule:
    """Return an award with the shares an operator set; *units* are those of a case, by level."""

    def own(rung: Rung) -> Rung:
        said = share_of(shares, (rule.award.key, rung.level, (units or {}).get(rung.level)))
        return replace(rung, share=said) if rung.share and said else rung

    if not shares:
        return rule
    return replace(rule, award=replace(rule.award, steps=tuple(map(own, rule.award.steps))))
