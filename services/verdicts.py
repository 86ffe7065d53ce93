"""The verdict on a case as it stands now: read from the ledger, judged by the rules of its acts."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.eligibility.look import as_it_stands
from domain.eligibility.verdict import Verdict, verdict
from domain.force import Forces
from domain.nomination.decide import NOMINATION, nomination_unknown
from domain.nomination.state import Absent, Opened
from domain.refusal import Refused
from domain.register.state import HONOUR
from services.beside import beside_each
from services.histories import Histories, Reads
from services.namesakes import Names, namesakes_of
from services.sight import Sight, hide
from services.stores import People


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and the version of the case it is about."""

    verdict: Verdict
    version: int


def known_case(nomination: UUID, past: Histories) -> Opened:
    """
    Return where a case stands.

    Raises:
        Refused: there is no such case.
    """
    case = past.of(NOMINATION, nomination)
    if isinstance(case, Absent):
        raise Refused(nomination_unknown(nomination))
    return case


def case_in_sight(nomination: UUID, ledger: Reads, sight: Sight) -> Opened:
    """
    Return where a case stands that whoever asks may know of (ADR 84).

    Raises:
        Refused: there is no such case, or it is beyond their sight: nobody is told which.
    """
    past = Histories(ledger)
    hide(frozenset({nomination}), None, past, sight)
    return known_case(nomination, past)


def judged(
    nomination: UUID,
    forces: Forces,
    ledger: Reads,
    on: date | None = None,
    people: People | None = None,
) -> Judged:
    """
    Return what every rule of eligibility finds in a case, as of a day.

    Where *people* are given, it is told which other cases are of a nominee of the same name.

    Raises:
        Refused: there is no such case.
    """
    past = Histories(ledger)
    case = known_case(nomination, past)
    beside = beside_each({nomination: case}, forces, past, on)[nomination]
    beside = replace(beside, known=past.each(HONOUR, sorted(beside.record.honours)))
    if people is not None:
        names = Names(people, forces.lineage, on or case.dossier.opened_on)
        beside = replace(beside, namesakes=namesakes_of(nomination, case, names, past))
    look = as_it_stands(nomination, case, beside, on)
    return Judged(verdict(look, forces), past.version(nomination))
