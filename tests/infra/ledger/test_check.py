"""What the doctor reads off the log: cases on no docket, and cases under rules of before."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from domain.nomination.dated_back import DatedBack
from domain.nomination.events import NominationWithdrawn
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from infra.ledger.check import on_dockets, read_through, under_rules_of_before
from infra.ledger.ledger import open_ledger
from services.ports import Append
from tests.builders import CASE, NOMINEE, OTHER, filed, opened
from tests.projections.following import CLERK

DOCKET = docket_stream(NOMINEE.ref)
ENDED = NominationWithdrawn("moved")


@pytest.mark.parametrize(
    ("of_case", "enrolled", "seen"),
    [
        ((opened, filed), [OTHER], f"1 of before: {CASE}; each joins with its next act"),
        ((opened, filed), [CASE, OTHER], "each of 2 running cases is on its nominee's docket"),
        ((opened, ENDED), [OTHER], "each of 1 running cases is on its nominee's docket"),
    ],
    ids=["one of before", "all joined", "it ended"],
)
def test_running_cases_on_no_docket_are_named(of_case, enrolled, seen):
    cases = (Append(CASE, 0, of_case), Append(OTHER, 0, (opened,)))
    docket = Append(DOCKET, 0, tuple(CaseEnrolled(one) for one in enrolled))
    with closing(open_ledger("memory:")) as ledger:
        ledger.append([*cases, docket], CLERK)
        found = on_dockets(read_through(ledger))

    assert found.ok
    assert found.warns == ("of before" in seen)
    assert found.seen.startswith(seen)


ENTERED = "opened on 2025-04-15, recorded on 2025-12-01"
BARE = f"{CASE} {ENTERED}, regime nd98-2023 although nd152-2025 was in force, receipt none"
SHOWN = f"{CASE} {ENTERED}, regime nd98-2023 although nd152-2025 was in force, receipt 12/ĐN"


@pytest.mark.parametrize(
    ("in_force", "receipt", "seen"),
    [
        ("nd152-2025", None, f"1 entered after the rules changed, 1 without a receipt: {BARE}"),
        ("nd152-2025", "12/ĐN", f"1 entered after the rules changed, 0 without a receipt: {SHOWN}"),
        ("nd98-2023", None, "0 entered after the rules changed, 0 without a receipt"),
    ],
)
def test_cases_under_rules_of_before_are_named(in_force, receipt, seen):
    back = DatedBack(date(2025, 12, 1), in_force, receipt) if receipt else None
    with closing(open_ledger("memory:")) as ledger:
        ledger.append([Append(CASE, 0, (replace(opened, dated_back=back),))], CLERK)
        found = under_rules_of_before(read_through(ledger), lambda _: in_force)
    assert (True, seen, "1 without" in seen) == (found.ok, found.seen, found.warns)
