"""Orders on what the house itself keeps, read back; and what stands apart."""

from typing import cast

from domain.delegation import commands as dc
from domain.delegation import events as de
from domain.directory.commands import AnnouncePost, AnnounceUnit
from domain.directory.events import PostAnnounced, UnitAnnounced
from domain.facts import CommandReceived
from domain.house_acts import commands as hc
from domain.house_acts import events as he
from domain.house_acts.policies import today_of
from domain.parking import commands as pc
from domain.parking import events as pe
from domain.past.events import PastCaseOpened, PastVerdictRecorded
from domain.reform.commands import ReorganiseUnits
from domain.reform.events import PowersMoved, UnitsReorganised
from domain.reform.powers import powers_of
from services.redeciding.cases import asked
from services.redeciding.reforms import applied
from services.redeciding.told import Apart, ByOrder, Follows, Rows, Told


def _lending(told: Told) -> dc.GrantDelegation:
    fact = cast("de.DelegationGranted", told.fact.event)
    return dc.GrantDelegation(
        told.stream,
        told.hand,
        fact.delegate,
        fact.scope,
        fact.capacity,
        fact.begins_on,
        fact.ends_on,
        fact.basis,
    )


def _ending(told: Told) -> dc.EndDelegation:
    fact = cast("de.DelegationEnded", told.fact.event)
    return dc.EndDelegation(told.stream, told.hand, fact.since, fact.reason)


def _unit(told: Told) -> AnnounceUnit:
    return AnnounceUnit(told.hand, cast("UnitAnnounced", told.fact.event))


def _post(told: Told) -> AnnouncePost:
    return AnnouncePost(told.hand, cast("PostAnnounced", told.fact.event))


def _parked(told: Told) -> pc.ParkMessage:
    return pc.ParkMessage(told.stream, told.hand, cast("pe.MessageParked", told.fact.event))


def _corrected(told: Told) -> pc.CorrectParkedMessage:
    fact = cast("pe.ParkedMessageCorrected", told.fact.event)
    return pc.CorrectParkedMessage(told.stream, told.hand, fact.digest, fact.size, fact.reason)


def _replayed(told: Told) -> pc.NoteReplay:
    fact = cast("pe.ParkedMessageReplayed", told.fact.event)
    return pc.NoteReplay(told.stream, told.hand, fact.digest, fact.outcome, fact.reasons)


def _dropped(told: Told) -> pc.DropParkedMessage:
    fact = cast("pe.ParkedMessageDropped", told.fact.event)
    return pc.DropParkedMessage(told.stream, told.hand, fact.reason)


def _reform(told: Told) -> ReorganiseUnits:
    plan, says = applied(told), bool(told.act.told(PowersMoved))
    if powers_of(plan) and not says:
        told.untold[SILENT] += 1
    return ReorganiseUnits(told.hand, plan, asked=asked(told), says_powers=says)


def _proposal(told: Told) -> hc.ProposeHouseAct:
    fact = cast("he.Proposal", told.fact.event)
    days, alone = fact.expires_on - today_of(told.hand), isinstance(fact, he.HouseActTakenAlone)
    said = (fact.kind, fact.subject, fact.digest, fact.summary, fact.reason, fact.unit)
    return hc.ProposeHouseAct(told.hand, *said, days.days, alone=alone)


def _answer(told: Told) -> hc.AnswerHouseAct:
    fact = cast("he.HouseActDeclined", told.fact.event)
    reason = getattr(fact, "reason", "")
    given = ANSWERS[type(fact)]
    return hc.AnswerHouseAct(told.hand, told.stream, fact.digest, given, reason)


def _rules(told: Told) -> hc.HoldRules:
    fact = cast("he.RulesTakenOver", told.fact.event)
    return hc.HoldRules(told.hand, fact.file, getattr(fact, "digest", None))


def _done(told: Told) -> hc.HoldRules:
    """Read back that a file of rules is in force; other acts are done with facts of their own."""
    fact = cast("he.HouseActDone", told.fact.event)
    return hc.HoldRules(told.hand, fact.subject, fact.digest)


def _asking(told: Told) -> hc.AskSecondPerson:
    return hc.AskSecondPerson(told.hand)


ANSWERS: dict[type, hc.Answer] = {
    he.HouseActAgreed: hc.Answer.AGREE,
    he.HouseActDeclined: hc.Answer.DECLINE,
    he.HouseActWithdrawn: hc.Answer.WITHDRAW,
    he.LoneActConfirmed: hc.Answer.CONFIRM,
    he.LoneActDisputed: hc.Answer.DISPUTE,
}
SILENT = "a reform applied by a version that did not note which powers it moved"
ELSEWHERE = "another system decided it, by rules of its own"
ROWS: Rows = {
    de.DelegationGranted: ByOrder(_lending),
    de.DelegationEnded: ByOrder(_ending),
    de.DelegationListed: Follows(),
    UnitAnnounced: ByOrder(_unit),
    PostAnnounced: ByOrder(_post),
    pe.MessageParked: ByOrder(_parked),
    pe.ParkedMessageCorrected: ByOrder(_corrected),
    pe.ParkedMessageReplayed: ByOrder(_replayed),
    pe.ParkedMessageDropped: ByOrder(_dropped),
    UnitsReorganised: ByOrder(_reform),
    PowersMoved: ByOrder(_reform, rank=2),
    he.SecondPersonAsked: ByOrder(_asking, rank=2),
    he.HouseActListed: Follows(),
    he.HouseActProposed: ByOrder(_proposal),
    he.HouseActTakenAlone: ByOrder(_proposal),
    **{kind: ByOrder(_answer) for kind in ANSWERS},
    he.HouseActDone: ByOrder(_done, rank=2),
    he.RulesTakenOver: ByOrder(_rules),
    he.RulesGone: ByOrder(_rules),
    he.RulesPutBack: ByOrder(_rules),
    PastCaseOpened: Apart(ELSEWHERE),
    PastVerdictRecorded: Apart(ELSEWHERE),
    CommandReceived: Follows(),
}
