"""What came, as plain values: a document with its files by SHA-256, a status with its document."""

from datetime import date, datetime
from hashlib import sha256

from domain.access import VIETNAM
from services.edxml.codes import DocKind, StatusCode
from services.edxml.incoming import Arrival, ArrivedFile, Named, StatusSaid, said
from tests.data.edxml_offices import document, status
from tests.data.edxml_packages import FOLDER


def arrival(name: str) -> Arrival:
    found = said(document((FOLDER / f"{name}.edxml").read_bytes()))
    assert isinstance(found, Arrival)
    return found


def test_a_document_says_number_date_organ_subject_and_files():
    found = arrival("new")
    text = "Tờ trình mẫu, không phải văn bản thật.\n".encode()

    assert ("112/TTr-MAU", "112", "TTr-MAU") == (
        found.number,
        found.code_number,
        found.code_notation,
    )
    assert (date(2026, 3, 2), date(2026, 3, 31)) == (found.dated, found.due_on)
    assert ("000.00.01.X01", ("000.00.02.X02", "X03")) == (found.organ_id, found.receivers)
    assert ("Tờ trình", "Đề nghị khen thưởng: 2 hồ sơ") == (found.type_name, found.subject)
    plain = ArrivedFile(
        "to-trinh (bản mẫu).txt", "text/plain", "", len(text), sha256(text).hexdigest()
    )
    assert plain == found.files[0]


def test_a_document_says_what_it_is_about():
    revoked = arrival("revoke")

    assert (DocKind.REVOKE, "Thu hồi văn bản điện tử") == (revoked.kind, revoked.reason)
    assert (
        Named(
            "000.00.02.X02,2026/02/06,267/MAU-VP", "267/MAU-VP", date(2026, 2, 6), "000.00.02.X02"
        )
        == revoked.answers[0]
    )
    assert (
        "000.00.01.X01,2026/02/28,100/TTr-MAU",
        "000.00.01.X01,2026/02/27,99/TTr-MAU",
    ) == arrival("replace").replaces


def test_a_status_says_of_which_document_what_and_by_whom():
    about = Named(
        "000.00.01.X01,2026/03/02,112/TTr-MAU", "112/TTr-MAU", date(2026, 3, 2), "000.00.01.X01"
    )
    at = datetime(2026, 3, 3, 11, 8, 36, tzinfo=VIETNAM)

    assert StatusSaid(
        about,
        StatusCode.IN_PROCESS,
        "in process",
        "Đang xử lý",
        at,
        "000.00.02.X02",
        "Cơ quan Mẫu B",
    ) == said(status())
