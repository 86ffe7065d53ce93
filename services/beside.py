"""What other streams say beside a case, read for its rules; and what its facts do to them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args
from uuid import UUID

from domain.change import Change
from domain.copies import replace
from domain.eligibility.look import NOTHING_BESIDE, Beside
from domain.force import Forces
from domain.hand import Hand
from domain.hearing.commands import HearingCommand, JudgeCondition
from domain.nomination.choosing import ChooseRegime
from domain.nomination.commands import (
    AddEvidence,
    AssessCriterion,
    CaseCommand,
    CorrectNomination,
    LiftHold,
    RecordVote,
    RefuseNomination,
    ReturnForSupplement,
    ScoreNomination,
    SupplementNomination,
    WithdrawEvidence,
)
from domain.nomination.corrected import OF_ACHIEVEMENT
from domain.nomination.decide import NOMINATION
from domain.nomination.keys import (
    KeyMoving,
    certificate_key,
    former_keys,
    former_wording,
    keys_of,
    keys_touched,
    kin_keys,
    moved,
    place_keys,
    placed,
    wording_keys,
)
from domain.nomination.state import Absent, Dossier, Opened, Running, State
from domain.nomination.state_forms import state_year_keys
from domain.register.claims import CLAIM, Holders, claim_stream
from domain.register.docket import Docket, docket_stream
from domain.register.events import HonourRegistered
from domain.register.record import (
    RECORD,
    Counting,
    Record,
    record_stream,
    recorded,
    together,
)
from domain.register.state import HONOUR, Annulled, Held
from services.agendas import body_of, on_agendas
from services.dockets import docket_of, docketed, dossier_of
from services.histories import Histories
from services.left_agendas import off_agendas

Minding = (
    RecordVote
    | ScoreNomination
    | ReturnForSupplement
    | SupplementNomination
    | RefuseNomination
    | AssessCriterion
    | WithdrawEvidence
    | CorrectNomination
    | ChooseRegime
    | JudgeCondition
)
"""Orders that mind whether a council is called to the case, sits about it, or counted it."""
MOVES_KEYS = frozenset(get_args(KeyMoving))
COUNTS = frozenset(get_args(Counting))


def beside_each(
    cases: Mapping[UUID, State], forces: Forces, past: Histories, on: date | None = None
) -> Mapping[UUID, Beside]:
    """Return what other streams say beside each of *cases*, with one question to the store."""
    known = [case.dossier for case in cases.values() if not isinstance(case, Absent)]
    read_beside([(one, state_year_keys(one, on)) for one in known], forces, past)
    return {
        nomination: _beside(case, years_of(case, on), forces, past)
        for nomination, case in cases.items()
    }


def years_of(case: State, on: date | None) -> tuple[str, ...]:
    """Return the key of the year of a form of the State, if the case were filed on a day."""
    return () if isinstance(case, Absent) else state_year_keys(case.dossier, on)


def read_beside(
    known: Iterable[tuple[Dossier, Sequence[str]]], forces: Forces, past: Histories
) -> None:
    """Read all streams beside some files, those of more keys too, with one question."""
    claims = [(one, _claims((*_keys(one, forces), *more))) for one, more in known]
    past.read([stream for one, streams in claims for stream in _streams(one, streams)])


def beside_then(
    case: Opened, more: Sequence[str], day: date, forces: Forces, past: Histories
) -> Beside:
    """Return what other streams said on a day beside a case, of more keys than its own too."""
    return _beside(case, more, forces, past.until(day))


def beside(command: CaseCommand | HearingCommand, case: State, past: Histories) -> Beside:
    """Return what other streams say beside the case of one order."""
    if isinstance(case, Absent):
        return NOTHING_BESIDE
    forces = command.hand.forces
    if isinstance(command, CorrectNomination) and command.field == OF_ACHIEVEMENT:
        words = case.dossier, command.now
        keys = [*wording_keys(*words), former_wording(*words)]
        return _with_body(_beside(case, keys, forces, past), command, case, past)
    if isinstance(command, AddEvidence):
        return _beside(case, [certificate_key(command.sha256)], forces, past)
    found = _beside(case, years_of(case, command.hand.effective_on), forces, past)
    if isinstance(command, Minding):
        return _with_body(found, command, case, past)
    if isinstance(command, LiftHold):
        elsewhere = _noted_elsewhere(command, found.docket, past)
        noted = found.docket.holds.get(command.reference)
        file = dossier_of(noted.nomination, past) if noted else None
        return replace(found, noted_elsewhere=elsewhere, noted_in=file)
    return found


def _with_body(found: Beside, command: Minding, case: State, past: Histories) -> Beside:
    """Return what stands beside a case with the council of the step it waits at."""
    day = command.hand.effective_on
    return replace(found, body=body_of(command.nomination, case, day, past))


def _noted_elsewhere(command: LiftHold, docket: Docket, past: Histories) -> UUID | None:
    """Return the other case that is to let go: open and with the hold, or with its complaint."""
    hold = docket.holds.get(command.reference)
    others = past.each(NOMINATION, sorted(docket.cases - {command.nomination}))
    for case, state in others.items():
        noted = hold is not None and hold.nomination == case
        if (noted and isinstance(state, Running)) or _complained(state, command.reference):
            return case
    return None


def _complained(case: State, reference: str) -> bool:
    """Say whether a complaint under that number waits to be settled, whatever became of it."""
    return not isinstance(case, Absent) and reference in case.dossier.hearing.pending


def followed(changes: Sequence[Change], hand: Hand, past: Histories) -> Sequence[Change]:
    """
    Return *changes* and what they do to the small streams beside their own.

    Keys are taken when a case is filed and given back when it ends without an award; what counts
    in the record of a nominee follows the register; what holds a nominee holds all their cases. All
    are appended with the facts themselves.
    """
    more = [one for change in changes for one in _after(change, hand, past)]
    agendas = (*on_agendas(changes, past), *off_agendas(changes, hand, past))
    beside = (*docketed(changes, hand, past), *agendas)
    return [*changes, *more, *beside]


def _after(change: Change, hand: Hand, past: Histories) -> Sequence[Change]:
    event, on = change.event, hand.effective_on
    if type(event) in MOVES_KEYS and isinstance(event, KeyMoving):
        case = past.of(NOMINATION, change.stream)
        if isinstance(case, Absent):
            return ()
        keys, places = keys_touched(event, case, on), place_keys(case.dossier, hand.forces)
        holders = holders_of((*keys, *places), past)
        taken = moved(change.stream, event, keys, holders)
        return [*taken, *placed(change.stream, event, places, holders)]
    if type(event) in COUNTS and isinstance(event, Counting):
        entry = event if isinstance(event, HonourRegistered) else _entry(change.stream, past)
        now = past.of(RECORD, record_stream(entry.nominee.ref))
        return recorded(change.stream, entry, event, now)
    return ()


def _entry(honour: UUID, past: Histories) -> HonourRegistered:
    """Return the entry of an honour that was accepted as annulled or restored just now."""
    match past.of(HONOUR, honour):
        case Held(entry=entry) | Annulled(entry=entry):
            return entry
    raise LookupError(f"{honour} is in no register")


def record_of(nominee: UUID, forces: Forces, past: Histories) -> Record:
    """Return the record of a nominee, and of the collectives it carries on, as one."""
    line = lineage_of(nominee, past) if "titles" in forces.lineage.follows else [nominee]
    records = [past.of(RECORD, record_stream(one)) for one in line]
    return together(records) if len(records) > 1 else records[0]


def lineage_of(nominee: UUID, past: Histories) -> Sequence[UUID]:
    """Return a nominee and all collectives whose records go on in its own."""
    line = [nominee]
    for one in line:
        before = past.of(RECORD, record_stream(one)).forerunners
        line += [each for each in before if each not in line]
    return line


def holders_of(keys: Iterable[str], past: Histories) -> Holders:
    """Return who holds each of *keys*, None for a free one."""
    streams = _claims(keys)
    past.read(list(streams.values()))
    return {key: past.of(CLAIM, stream) for key, stream in streams.items()}


def _claims(keys: Iterable[str]) -> Mapping[str, UUID]:
    """Return the stream of each key."""
    return {key: claim_stream(key) for key in keys}


def _streams(dossier: Dossier, claims: Mapping[str, UUID]) -> list[UUID]:
    """Return all streams that the rules of a case look at, those of its keys among them."""
    nominee = dossier.nominee.ref
    kept = record_stream(nominee), docket_stream(nominee)
    return [*claims.values(), *dossier.basis.builds_on, *kept]


def _keys(dossier: Dossier, forces: Forces) -> tuple[str, ...]:
    """Return the keys that the rules of a case look at."""
    beside = kin_keys(dossier, forces) + place_keys(dossier, forces)
    taken = keys_of(dossier)
    return taken + former_keys(dossier, taken) + beside


def _beside(case: State, more: Sequence[str], forces: Forces, past: Histories) -> Beside:
    if isinstance(case, Absent):
        return NOTHING_BESIDE
    dossier: Dossier = case.dossier
    claims = _claims((*_keys(dossier, forces), *more))  # worked out once: wordings are long
    past.read(_streams(dossier, claims))
    honours = past.each(HONOUR, dossier.basis.builds_on)
    record = record_of(dossier.nominee.ref, forces, past)
    docket = docket_of(dossier.nominee.ref, past)
    holders = {key: past.of(CLAIM, stream) for key, stream in claims.items()}
    return Beside(holders, honours, record, docket)
