"""The real approval log: every case comes in, and the counts are those known of it."""

from collections import Counter
from dataclasses import asdict

import pytest

from domain.facts import Event
from domain.past.events import PastVerdictRecorded
from domain.recorded import Recorded
from infra.ledger.ledger import StoreLedger
from tests.services.importing import bring, undated, verdicts
from tests.services.real_log import LOG, MAPPING

BY_STEP_AND_VERDICT = {
    ("declaration", "saved"): 135,
    ("declaration", "filed"): 11_371,
    ("declaration", "refused"): 1_350,
    ("administration", "endorsed"): 8_061,
    ("administration", "refused"): 936,
    ("budget", "endorsed"): 2_747,
    ("budget", "refused"): 57,
    ("pre-approval", "endorsed"): 685,
    ("pre-approval", "refused"): 86,
    ("supervision", "granted"): 9_999,
    ("supervision", "refused"): 286,
    ("unnamed", "refused"): 89,
    ("payment", "payment-requested"): 9_914,
    ("payment", "paid"): 9_912,
}
CASES, VERDICTS = 10_357, sum(BY_STEP_AND_VERDICT.values())


pytestmark = [
    pytest.mark.real_log,
    pytest.mark.no_cover,  # a small log reaches every line that this one does
]


def facts(ledger: StoreLedger) -> list[Recorded[Event]]:
    found: list[Recorded[Event]] = []
    while page := ledger.since(len(found), 10_000):
        found += page
    return found


def test_all_cases_of_the_real_log_come_in_with_the_known_counts(real_log):
    ledger, report = real_log
    found = facts(ledger)

    assert (CASES, CASES + VERDICTS) == (report.cases, report.facts)
    assert (CASES, 0) == (report.added, report.skipped)
    assert list(range(1, CASES + VERDICTS + 1)) == [one.position for one in found]
    acts = [one.event for one in found if isinstance(one.event, PastVerdictRecorded)]
    assert Counter(BY_STEP_AND_VERDICT) == Counter((one.step, one.verdict) for one in acts)
    assert Counter(report.by_activity) == Counter(one.activity for one in acts)


def test_a_second_run_of_the_real_log_adds_nothing(real_log):
    ledger, report = real_log
    again = bring(LOG, ledger, mapping=MAPPING)

    assert asdict(report) | {"added": 0, "skipped": CASES} == asdict(again)
    assert CASES + VERDICTS == ledger.last_position()


def test_every_case_of_the_real_log_can_be_replayed(real_log):
    ledger, _ = real_log
    histories = ledger.read_many(list({one.stream for one in facts(ledger)}))

    assert CASES == len(histories)
    assert VERDICTS == sum(len(verdicts(undated(one))) for one in histories.values())
