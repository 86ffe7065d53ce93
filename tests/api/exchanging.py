"""A ward that sent a submission as a package, and the district that answers it in packages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from domain.submission.commands import DispatchSubmission
from infra.house import System
from infra.wiring import front_door
from services.edxml.codes import StatusCode
from services.edxml.package import (
    Code,
    Document,
    DocumentType,
    Organ,
    Package,
    Promulgation,
    ResponseFor,
    Signer,
    StatusReply,
)
from services.handle import Order
from services.ports import Append
from tests.api.commanding import Desk
from tests.builders import (
    APPRAISAL,
    CASE,
    CHAIRMAN,
    DECIDE,
    DISTRICT,
    LADDER,
    OTHER,
    PAPER,
    REVIEW,
    SPACE,
    SUBMIT,
    WARD,
    at_submit,
    opened,
)
from tests.data.edxml_offices import EDXML, drop
from tests.plain_house import PAST

WARD_ORGAN, DISTRICT_ORGAN = "00.00.01.X01", "00.00.00.X01"
ORGANS = f"""[[organs]]
unit = "{WARD}"
organ_id = "{WARD_ORGAN}"
name = "UBND phường (mẫu)"
ours = true
source = "tests"
confirmed = true

[[organs]]
unit = "{DISTRICT}"
organ_id = "{DISTRICT_ORGAN}"
name = "UBND thành phố (mẫu)"
source = "tests"
confirmed = true
"""
SENDERS = f"""[[senders]]
source = "urn:edxml:{DISTRICT_ORGAN}"
actor = "edxml-{DISTRICT}"
roles = ["clerk", "appraiser", "leader"]
units = ["{DISTRICT}"]
capacity = "TM"
types = ["vn.vinhdanh.order.status.tell.v1", "vn.vinhdanh.order.outcome.tell.v1"]
"""
SHORT = replace(LADDER, steps=(REVIEW, SUBMIT, APPRAISAL, DECIDE))
SENT_ON, DECIDED_ON = date(2025, 4, 15), date(2025, 6, 2)
NUMBER = "112/TTr-UBND"
SUBMITTED = ResponseFor(WARD_ORGAN, NUMBER, f"{WARD_ORGAN},2025/04/15,{NUMBER}", SENT_ON)
AT = datetime(2025, 4, 16, 2, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Exchange:
    """The terminal of the ward, and the folder that stands for the gateway."""

    ward: Desk
    folder: Path

    def poll(self) -> list[dict[str, object]]:
        """Take in and act on what waits; return it."""
        found = self.ward.told("edxml", "poll", str(self.folder), "--once")["items"]
        return [{**one["said"], **one} if one["said"] else one for one in found]

    def came(self, name: str, package: Package | bytes) -> dict[str, object]:
        """Let a package come, and return what became of it."""
        content = package if isinstance(package, bytes) else EDXML.write(package)
        drop(self.folder, f"{name}.edxml", content)
        (item,) = self.poll()
        became = item["became"]
        assert isinstance(became, dict)
        return became

    @contextmanager
    def house(self) -> Iterator[System]:
        """Lend the house of the ward."""
        with front_door().open() as system:
            yield system


def set_up(ward: Desk, folder: Path) -> Exchange:
    """Give the ward its lists, two cases that wait to be sent, and a submission that sends them."""
    ward.home.mkdir()
    (ward.home / "edxml-organs.toml").write_text(ORGANS)
    (ward.home / "senders.toml").write_text(SENDERS)
    exchange = Exchange(ward, folder)
    with exchange.house() as system:
        for case in (CASE, OTHER):
            facts = (replace(opened, ladder=SHORT), *at_submit[1:])
            system.ledger.append([Append(case, 0, facts)], PAST)
        system.handle(Order(dispatch(), uuid5(SPACE, "sending"), "sending"))
    assert [] == exchange.poll()
    return exchange


def dispatch() -> DispatchSubmission:
    """Return the order that sends both cases to the district."""
    hand = replace(CHAIRMAN, effective_on=SENT_ON)
    return DispatchSubmission(PAPER, hand, NUMBER, WARD, DISTRICT, (CASE, OTHER))


def status(code: str, words: str = "", **changes: Any) -> StatusReply:
    """Return what the district says of the submission."""
    plain = StatusReply(Organ(DISTRICT_ORGAN), SUBMITTED, StatusCode(code), AT, words)
    return replace(plain, **changes)


def decision(**changes: Any) -> Document:
    """Return the district's decision, in answer to the submission."""
    plain = Document(
        Organ(DISTRICT_ORGAN),
        (Organ(WARD_ORGAN),),
        f"{DISTRICT_ORGAN},2025/06/02,77/QĐ-UBND",
        Code("77", "QĐ-UBND"),
        Promulgation(DECIDED_ON),
        "Về việc khen thưởng",
        DocumentType(name="Quyết định"),
        signer=Signer("TM", "Chủ tịch Ủy ban nhân dân", ""),
        answers=(SUBMITTED,),
    )
    return replace(plain, **changes)


def key_of(became: dict[str, object]) -> UUID:
    """Return the key of a message that was put aside."""
    return UUID(str(became["message"]))
