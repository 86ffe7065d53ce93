"""Our papers as packages: who to whom, number in two parts, date, place, type, subject, signer."""

from dataclasses import replace
from datetime import date

import pytest

from services.edxml.codes import DocKind, StatusCode
from services.edxml.organs import Organs
from services.edxml.outgoing import LONGEST_DESCRIPTION, Paper, answered, code_of, packed
from services.edxml.package import Attachment, Code, DocumentType, Organ, Signer
from services.edxml.refusal import EdxmlRefused
from tests.data.edxml_offices import EDXML, LAST_DAY, MORNING, ORGANS, OURS, THEIRS, entry, status

SIGNED = Signer("TM", "Chủ tịch")
TTR = Paper("submission", "112/TTr-UBND", date(2026, 3, 2), "10531", ("288",), 2, SIGNED)
QD = replace(TTR, kind="decision", number="6/QĐ-UBND", unit="288", receivers=("10531",), cases=1)


def package(paper: Paper, organs: Organs = ORGANS, *files: Attachment):
    return packed(paper, organs, files, MORNING)


def refused(paper: Paper, organs: Organs = ORGANS) -> list[str]:
    with pytest.raises(EdxmlRefused) as caught:
        package(paper, organs)
    return [str(one) for one in caught.value.reasons]


def test_a_submission_goes_to_the_next_level():
    found = package(TTR)

    assert (THEIRS, (OURS,)) == (found.sender, found.receivers)
    assert "000.00.01.X01,2026/03/02,112/TTr-UBND" == found.document_id
    assert (Code("112", "TTr-UBND"), SIGNED) == (found.code, found.signer)
    assert (date(2026, 3, 2), "Phường Mẫu") == (found.promulgation.on, found.promulgation.place)
    assert ("Tờ trình", "Về việc đề nghị khen thưởng (2 hồ sơ)") == (found.type.name, found.subject)
    assert (DocKind.NEW, "0", MORNING) == (
        found.business.kind,
        found.business.paper,
        found.traces[0].at,
    )


def test_a_decision_goes_to_those_who_proposed():
    found = package(QD)

    assert (OURS, (THEIRS,)) == (found.sender, found.receivers)
    assert ("Quyết định", "Về việc khen thưởng (1 trường hợp)") == (found.type.name, found.subject)


@pytest.mark.parametrize("paper", [TTR, QD], ids=lambda paper: paper.kind)
def test_what_is_packed_can_be_written(paper):
    file = Attachment("1", "to-trinh.pdf", b"%PDF", "application/pdf", "Tờ trình")
    found = package(paper, ORGANS, file)

    assert found == EDXML.read([EDXML.write(found)]).package


def test_the_type_is_numbered_as_the_operator_says():
    numbered = DocumentType("71", "0", "Tờ trình")

    assert numbered == package(TTR, Organs(ORGANS.entries, {"submission": numbered})).type


def test_every_reason_is_said_at_once():
    paper = replace(TTR, number="112", unit="1", receivers=("2", "288"))

    assert [
        "organ-unknown: unit 1 has no OrganId on 2026-03-02 in the list",
        "organ-unknown: unit 2 has no OrganId on 2026-03-02 in the list",
        "number-not-split: '112' is not number/notation",
    ] == refused(paper)


def test_a_paper_for_nobody_is_refused():
    assert ["no-receiver: nobody is named to whom the paper goes"] == refused(
        replace(QD, receivers=())
    )


def test_a_code_holds_only_in_its_time():
    ended = Organs([entry("10531", THEIRS, in_force_to=LAST_DAY), entry("288", OURS)])

    assert THEIRS == package(replace(TTR, dated=LAST_DAY), ended).sender
    assert ["organ-unknown: unit 10531 has no OrganId on 2026-07-01 in the list"] == refused(
        replace(TTR, dated=date(2026, 7, 1)), ended
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("112/TTr-UBND", Code("112", "TTr-UBND")),
        ("05/QĐ-CTN/2026", Code("05", "QĐ-CTN/2026")),
        (" 7 / TTr ", Code("7", "TTr")),
        ("112", None),
        ("/TTr", None),
        ("112/", None),
        ("", None),
    ],
)
def test_a_number_has_two_parts(number, code):
    assert code == code_of(number)


def test_an_answer_says_the_status_in_vietnamese_and_why():
    found = answered(status().about, OURS, StatusCode.REJECTED, MORNING, "x" * 3_000)

    assert found.description.startswith("Từ chối tiếp nhận: xxx")
    assert LONGEST_DESCRIPTION == len(found.description)


def test_codes_nobody_confirmed_are_named():
    open_ = Organs([entry("10531", THEIRS, confirmed=False), entry("288", OURS)])

    assert ["10531"] == [one.unit for one in open_.unconfirmed(THEIRS.organ_id, OURS.organ_id)]
    assert [] == open_.unconfirmed("another")


def test_the_list_says_for_whom_we_speak():
    assert OURS == ORGANS.ours_among([THEIRS, Organ(OURS.organ_id)])
    assert ORGANS.ours_among([THEIRS]) is None
    with pytest.raises(EdxmlRefused, match="no-organ-of-ours"):
        Organs([entry("10531", THEIRS)]).demand_ours()
