"""Orders on what the house itself keeps, read back; and what stands apart."""

from typing import cast

from domain.delegation import commands as dc
from domain.delegation import events as de
from domain.directory.commands import AnnouncePost, AnnounceUnit
from domain.directory.events import PostAnnounced, UnitAnnounced
from domain.facts import CommandReceived
from domain.parking import commands as pc
from domain.parking import events as pe
from domain.past.events import PastCaseOpened, PastVerdictRecorded
from domain.reform.commands import ReorganiseUnits
from domain.reform.events import UnitsReorganised
from services.redeciding.cases import reform_of
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
    fact = cast("UnitsReorganised", told.fact.event)
    return ReorganiseUnits(told.hand, reform_of(fact.reform, told))


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
    PastCaseOpened: Apart(ELSEWHERE),
    PastVerdictRecorded: Apart(ELSEWHERE),
    CommandReceived: Follows(),
}
