"""What the doctor reads off the log: running cases on no docket, of before there were dockets."""

from contextlib import closing

import pytest

from domain.nomination.events import NominationWithdrawn
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from infra.ledger import open_ledger
from infra.ledger_check import on_dockets, read_through
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
