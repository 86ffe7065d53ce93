"""What is told of acts on the house, and to whom."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from domain.decider import demand
from domain.hand import Hand
from domain.house_acts.policies import the_hand_reads_house_acts, the_hand_reads_it, today_of
from domain.house_acts.state import HouseAct, Stage
from domain.refusal import Kind, Refusal, Refused
from services.house_acts import newest_first

if TYPE_CHECKING:
    from services.ports import Archive


class HouseActShown(TypedDict):
    """
    An act on the house: what exactly, why, and who stands behind it.

    `state` is proposed, agreed, expired, declined, withdrawn, done, disputed, or unconfirmed where
    it was taken alone.
    """

    act: UUID
    state: str
    kind: str
    subject: str
    unit: str | None
    digest: str
    summary: str
    reason: str
    proposed_by: list[str]
    agreed_by: list[str]
    expires_on: date
    carried_out: bool


class HouseActsShown(TypedDict):
    """All acts on the house that a reader may see."""

    items: list[HouseActShown]


EXPIRED, UNCONFIRMED = "expired", "unconfirmed"


def told_acts(ledger: "Archive", by: Hand) -> list[HouseActShown]:
    """
    Return the acts that were proposed or taken alone and that a hand may read, the last first.

    Raises:
        Refused: neither a role that proposes nor one that audits.
    """
    demand(the_hand_reads_house_acts(by))
    return list(_told(newest_first(ledger), by))


def told_act(ledger: "Archive", act: UUID, by: Hand) -> HouseActShown:
    """
    Return one act.

    Raises:
        Refused: the reader may not, or there is none.
    """
    for one in told_acts(ledger, by):
        if one["act"] == act:
            return one
    raise Refused(none_such(act))


def none_such(act: UUID) -> Refusal:
    """Say that nothing is proposed, in the words in which an answer is refused."""
    return Refusal("house-act-none", Kind.UNKNOWN, "nothing is proposed", {"act": str(act)})


def _told(acts: Mapping[UUID, HouseAct], by: Hand) -> Iterator[HouseActShown]:
    for act, one in acts.items():
        if one.said is not None and not the_hand_reads_it(by, one.said):
            yield {
                "act": act,
                "state": state_of(one, by),
                "kind": one.said.kind,
                "subject": one.said.subject,
                "unit": one.said.unit,
                "digest": one.said.digest,
                "summary": one.said.summary,
                "reason": one.said.reason,
                "proposed_by": list(one.proposed_by),
                "agreed_by": list(one.agreed_by),
                "expires_on": one.said.expires_on,
                "carried_out": one.carried,
            }


def state_of(act: HouseAct, by: Hand) -> str:
    """Return where an act stands, as people call it."""
    if act.stage is Stage.ALONE:
        return UNCONFIRMED
    waits = act.stage in {Stage.PROPOSED, Stage.AGREED}
    return EXPIRED if waits and not act.is_open(today_of(by)) else act.stage.value
