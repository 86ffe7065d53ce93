"""Which cases an incoming paper brought: the docket of its number, beside an opening (ADR 70)."""

from collections.abc import Sequence

from domain.change import Change
from domain.eligibility.look import NOTHING_BESIDE, Beside
from domain.nomination.commands import OpenNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.receipt import paper_docket
from domain.nomination.state import Absent, Withdrawn
from domain.register.docket import DOCKET
from domain.register.events import CaseEnrolled
from services.histories import Histories


def brought_with(command: OpenNomination, past: Histories) -> Beside:
    """Return what the receipt of an opening brought before: cases that were not withdrawn."""
    docket = paper_docket(command)
    if docket is None:
        return NOTHING_BESIDE
    cases = past.each(NOMINATION, sorted(past.of(DOCKET, docket).cases - {command.nomination}))
    days = {
        case: state.dossier.opened_on
        for case, state in cases.items()
        if not isinstance(state, Absent | Withdrawn)
    }
    return Beside(brought=days)


def enrolled(command: OpenNomination) -> Sequence[Change]:
    """Return the fact that a case was opened by an incoming paper, if it names one."""
    docket = paper_docket(command)
    return [Change(docket, CaseEnrolled(command.nomination))] if docket else []
