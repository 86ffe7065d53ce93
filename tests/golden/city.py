"""A life that says everything the city can hear, and the golden files of what is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import msgspec

from domain.change import Change
from domain.decision.events import DecisionIssued, Grant, GrantsAnnulled
from domain.nomination import events as n
from domain.nomination.authority import CaseReassigned, Desk, StepHanded
from domain.recorded import Envelope
from domain.register.decide import honour_of
from domain.register.events import (
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
)
from domain.register.handing_back_events import HonourHandedBack
from domain.submission.events import SubmissionDispatched
from services.city_messages import Record
from services.ports import Append
from tests.builders import (
    CASE,
    DECISION,
    DISTRICT,
    NOMINEE,
    OTHER,
    PAPER,
    SPACE,
    WARD,
    filed,
    minutes,
    opened,
    opened_in_movement,
    report,
)
from tests.city import sent
from tests.notebook import Notebook

CITY = Path(__file__).parent / "city"
LOST, GONE = uuid5(SPACE, "refused case"), uuid5(SPACE, "withdrawn case")
DAY = date(2025, 5, 6)
NOON = datetime(2025, 5, 6, 5, tzinfo=UTC)
TRACE = "00-8f3c2b1a9d7e4f60a1b2c3d4e5f60718-b7ad6b7169203331-01"
LACKING = (
    n.Missing("paper", "council-minutes", "unsigned"),
    n.Missing("criterion", "online"),
    n.Missing("remark", "r1", "which office?"),
)
HONOUR = honour_of(CASE)
GRANTS = (Grant(CASE, HONOUR, "gk-tp"), Grant(OTHER, honour_of(OTHER), "gk-tp"))
passed = n.StepPassed("ward-review", "ward-submit", None)
entry = HonourRegistered(CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, DAY, None, False, 700_000)

HANDED = StepHanded("ward-submit", "ward", WARD, "ward", "10532", "unit-merged")
moved = CaseReassigned(
    "2025-07-01", DAY, "unit-merged", "Resolution", WARD, "10532",
    Desk("act", WARD, "ward-submit", "ward"), Desk("act", "10532", "ward-submit", "ward"),
    (HANDED,), (), None,
)  # fmt: skip
MOVING = uuid5(SPACE, "moved case")

LIFE: tuple[Change, ...] = (
    *(Change(CASE, one) for one in (opened_in_movement, report, minutes, filed)),
    Change(CASE, n.DeadlineMissed("ward-review", date(2025, 4, 29))),
    Change(CASE, n.ReturnedForSupplement("ward-review", LACKING, "incomplete")),
    Change(CASE, n.NominationSupplemented("ward-review", (), "done", DAY)),
    Change(CASE, passed),
    *(Change(LOST, one) for one in (opened, filed)),
    Change(LOST, n.NominationRefused("ward-review", "below-standard", "not enough")),
    *(Change(GONE, one) for one in (opened, filed, n.NominationWithdrawn("moved away"))),
    *(Change(OTHER, one) for one in (opened, report, minutes, filed, passed)),
    Change(PAPER, SubmissionDispatched("15/TTr-UBND", DAY, WARD, DISTRICT, (CASE, OTHER))),
    *(
        Change(case, n.NominationForwarded("ward-submit", "district-appraisal", PAPER))
        for case in (CASE, OTHER)
    ),
    Change(CASE, n.NominationReceived("district-appraisal", PAPER, date(2025, 6, 3))),
    Change(
        DECISION,
        DecisionIssued(
            "1024/QĐ-UBND", DAY, DISTRICT, "leader", "Chair", "Law 06/2022", 2_340_000, GRANTS
        ),
    ),
    Change(CASE, n.NominationGranted("district-decision", DECISION, HONOUR)),
    Change(HONOUR, entry),
    Change(DECISION, GrantsAnnulled((CASE,), "fraud", "false figures", "1188/QĐ-UBND", DAY)),
    Change(HONOUR, HonourAnnulled(DECISION, "fraud", "1188/QĐ-UBND", DAY)),
    Change(HONOUR, HonourRecovered(True, 700_000, "in cash")),
    Change(HONOUR, HonourRestored("1201/QĐ-UBND", DAY, DISTRICT, "court")),
    *(Change(MOVING, one) for one in (opened, filed, passed, moved)),
    Change(HONOUR, HonourHandedBack(True, 700_000, "in cash")),
)


def lived() -> Notebook:
    """Return the ledger of that life, a fact a minute."""
    book = Notebook()
    for number, (stream, event) in enumerate(LIFE):
        expected = len(book.read(stream))
        book.append([Append(stream, expected, (event,))], envelope(number))
    return book


def envelope(number: int) -> Envelope:
    """Return the envelope of a fact, whose own correlation now and then is a trace context."""
    at = NOON + timedelta(minutes=number)
    correlation = TRACE if number % 5 == 0 else f"{number:032x}"
    mine = Envelope("officer", ("leader",), "TM", None, DAY, at, at, UUID(int=number), correlation)
    return replace(mine, causation=None)


def document(one: Record) -> bytes:
    """Return a record as a golden file holds it."""
    headers = {name: text.decode() for name, text in one.headers}
    whole = {"key": one.key.decode(), "headers": headers, "body": msgspec.Raw(one.body)}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def name_of(one: Record) -> str:
    """Return the type of a record."""
    return dict(one.headers)["ce_type"].decode()


def said() -> dict[str, bytes]:
    """Return the first message of each type in that life, as golden files hold them."""
    found: dict[str, bytes] = {}
    for one in sent(lived().log):
        found.setdefault(name_of(one), document(one))
    return found
