"""Where an honour stands: not in the register, held, or annulled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.access import persons
from domain.decider import Fold
from domain.refusal import ImpossibleHistory
from domain.register.complaint_events import (
    HonourComplaintEvent,
    HonourComplaintReceived,
    HonourComplaintSettled,
)
from domain.register.events import (
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
    RegisterEvent,
)
from domain.register.handing_back_events import HonourHandedBack


@dataclass(frozen=True, slots=True)
class NotEntered:
    """The register knows no such honour."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """
    A complaint or denunciation about an honour; `outcome` is None while it waits.

    `entered_by` are those behind its entry; `last_on` is the day of it, or of its settlement.
    """

    kind: str
    outcome: str | None = None
    ground: str | None = None
    entered_by: frozenset[str] = frozenset()
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """
    Counts, by the paper of the day `since`: the one that granted it, or restored it.

    `complaints` about it are by reference. `recovered` and `object_returned` are what came back
    while it was annulled, and was not given back to the holder since.
    """

    entry: HonourRegistered
    since: date
    complaints: Mapping[str, Complaint] = field(default_factory=dict)
    recovered: int = 0
    object_returned: bool = False


@dataclass(frozen=True, slots=True)
class Annulled:
    """
    Does not count, on a coded `ground`; `recovered` is the money that came back, in dong.

    `recovered_on` is the latest date on the paper of a recovery, None where nothing came back.
    """

    entry: HonourRegistered
    annulled_on: date
    recovered: int = 0
    object_returned: bool = False
    recovered_on: date | None = None
    ground: str = ""
    complaints: Mapping[str, Complaint] = field(default_factory=dict)


State = NotEntered | Held | Annulled


def evolve(state: State, event: RegisterEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotEntered(), HonourRegistered():
            return Held(event, event.granted_on)
        case Held(), HonourAnnulled(dated=dated, ground=ground):
            kept = state.recovered, state.object_returned
            return Annulled(state.entry, dated, *kept, ground=ground, complaints=state.complaints)
        case Held() | Annulled(), HonourRecovered() | HonourHandedBack():
            return moved(state, event)
        case Annulled(), HonourRestored(dated=dated):
            kept = state.recovered, state.object_returned
            return Held(state.entry, dated, state.complaints, *kept)
        case Held() | Annulled(), HonourComplaintReceived() | HonourComplaintSettled():
            return replace(state, complaints=complained(state.complaints, event))
    raise ImpossibleHistory(state, event)


def moved(state: Held | Annulled, event: HonourRecovered | HonourHandedBack) -> Held | Annulled:
    """Return an honour after money or object went from its holder, or to them."""
    if isinstance(event, HonourRecovered) is isinstance(state, Held):
        raise ImpossibleHistory(state, event)
    if isinstance(event, HonourRecovered):
        back = state.object_returned or event.object_returned
        return replace(state, recovered=state.recovered + event.amount, object_returned=back)
    left = state.object_returned and not event.object_handed
    return replace(state, recovered=state.recovered - event.amount, object_returned=left)


def complained(
    known: Mapping[str, Complaint], event: HonourComplaintEvent
) -> Mapping[str, Complaint]:
    """Return the complaints about an honour after one more fact."""
    if isinstance(event, HonourComplaintReceived):
        return {**known, event.reference: Complaint(event.kind)}
    if event.reference not in known:
        raise ImpossibleHistory(known, event)
    settled = replace(known[event.reference], outcome=event.outcome, ground=event.ground)
    return {**known, event.reference: settled}


def note(state: State, event: RegisterEvent, on: date) -> State:
    """Keep the latest date of what came back, and of each complaint: what others build on."""
    if isinstance(state, Held | Annulled) and isinstance(event, HonourComplaintEvent):
        known = replace(state.complaints[event.reference], last_on=on)
        return replace(state, complaints={**state.complaints, event.reference: known})
    if isinstance(state, Annulled) and isinstance(event, HonourRecovered):
        return replace(state, recovered_on=max(on, state.recovered_on or on))
    return state


def witness(state: State, event: RegisterEvent, by: tuple[str, ...]) -> State:
    """Keep who entered a complaint: another hand settles it."""
    if isinstance(state, NotEntered) or not isinstance(event, HonourComplaintReceived):
        return state
    known = replace(state.complaints[event.reference], entered_by=persons(by))
    return replace(state, complaints={**state.complaints, event.reference: known})


HONOUR: Fold[State, RegisterEvent] = Fold(NotEntered(), evolve, HonourRegistered, note, witness)
