"""`vinhdanh edxml write`, `read`, `reply` and `send`: packages at the command line."""

from pathlib import Path

import pytest

from domain.reading import EVERYTHING
from infra.wiring import front_door
from projections.documents import Wanted, listed
from services.demo.story import nomination_of
from tests.api.commanding import Desk, is_plain
from tests.data.edxml_offices import document, status
from tests.data.edxml_packages import FOLDER

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "edxml-organs.toml"
NEW, STATUS = str(FOLDER / "new.edxml"), str(FOLDER / "status.edxml")


@pytest.fixture
def papers(demo, monkeypatch) -> dict[str, str]:
    """Return the ids of the papers of the demo ward, by number."""
    monkeypatch.setenv("VINHDANH_HOME", str(demo.home))
    with front_door().open() as system:
        rows, _ = system.views.read(listed(Wanted(), EVERYTHING, limit=100), EVERYTHING)
    return {str(row["number"]): str(row["document"]) for row in rows}


@pytest.fixture
def write(demo: Desk, tmp_path):
    """Return what writes a paper of the demo ward as a package."""
    token, out = demo.token("auditor", "VN"), tmp_path / "out.edxml"

    def run(kind: str, key: str, *more: str):
        names = ("--organs", str(EXAMPLE), "--out", str(out))
        return out, demo.run("edxml", "write", kind, key, *names, *more, TOKEN=token)

    return run


def test_a_submission_is_written_for_its_receiver(write, papers):
    out, said = write("submission", papers["88/TTr-UBND"])
    package = document(out.read_bytes())

    assert (0, f"written: {out}\n") == (said.exit_code, said.stdout)
    assert "00.00.01.X01,2025/12/10,88/TTr-UBND" == package.document_id
    assert ["00.00.00.X01"] == [one.organ_id for one in package.receivers]
    assert ("TM", "", ()) == (
        package.signer.competence,
        package.signer.full_name,
        package.attachments,
    )
    assert said.stderr.count("organ-unconfirmed") == 2


def test_a_decision_is_written_for_those_who_proposed(write, papers):
    out, _ = write("decision", papers["6012/QĐ-UBND"])
    package = document(out.read_bytes())

    assert ("00.00.00.X01", ["00.00.01.X01"]) == (
        package.sender.organ_id,
        [one.organ_id for one in package.receivers],
    )
    assert ("KT", "Phó Chủ tịch Ủy ban nhân dân thành phố") == (
        package.signer.competence,
        package.signer.position,
    )


def test_the_evidence_is_attached_when_asked_for(write, papers, demo):
    out, _ = write("submission", papers["88/TTr-UBND"], "--attach")
    read = demo.told("edxml", "read", str(out))["package"]["attachments"]

    assert {"proposal-letter", "achievement-report", "council-minutes"} == {
        one["name"].rpartition("-")[0] for one in read
    }
    assert all(one["content_id"] == one["content"]["sha256"] for one in read)
    assert {"application/pdf"} == {one["content_type"] for one in read}


def test_receiver_position_and_layout_can_be_named(write, papers):
    more = ("--to", "VN", "--to", "31", "--signer-position", "Chủ tịch", "--layout", "manifest")
    out, _ = write("submission", papers["88/TTr-UBND"], *more)
    package = document(out.read_bytes())

    assert ["00.00.00.X02", "00.00.00.X01"] == [one.organ_id for one in package.receivers]
    assert ("Chủ tịch", b"<EdXMLEnvelope") == (
        package.signer.position,
        out.read_bytes().splitlines()[1][:14],
    )


def test_no_name_of_a_nominee_is_in_the_package(write, papers, demo):
    token = demo.token("auditor", "VN")
    name = demo.told("show", str(nomination_of("open-data")), TOKEN=token)["nominee_name"]
    for number in papers:
        kind = "decision" if "/QĐ" in number else "submission"
        out, _ = write(kind, papers[number], "--to", "31")

    assert name not in out.read_text()
    assert len(name) > 3


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("submission", "12/TTr-UBND", "organ-unknown: unit 10531 has no OrganId on 2025-04-11"),
        ("decision", "31/QĐ-UBND", "no-receiver"),
        ("decision", "88/TTr-UBND", "decision-unknown"),
        ("submission", "52/QĐ-UBND", "submission-unknown"),
    ],
)
def test_a_paper_that_cannot_be_packed_says_why(write, papers, kind, number, code):
    out, said = write(kind, papers[number])

    assert (1, False, True) == (said.exit_code, out.exists(), code in said.stderr)


def test_the_list_of_the_data_folder_is_taken_and_the_package_printed(demo, papers):
    token = demo.token("auditor", "VN")
    asked = ("edxml", "write", "submission", papers["88/TTr-UBND"])
    assert "bad-organs" in demo.run(*asked, TOKEN=token).stderr
    (demo.home / "edxml-organs.toml").write_bytes(EXAMPLE.read_bytes())

    assert "88" == document(demo.run(*asked, TOKEN=token).stdout_bytes).code.number
    assert "say who you are" in demo.run(*asked).stderr


def test_a_package_is_read_line_by_line(desk):
    said = desk.run("edxml", "read", NEW)

    assert 0 == said.exit_code
    assert is_plain(said.stdout)
    assert "number         112/TTr-MAU\n" in said.stdout
    assert "signed         yes, not verified\n" in said.stdout
    assert "\nname\tmedia_type\tcarried_as\tsize\tsha256\nto-trinh (bản mẫu).txt\t" in said.stdout


def test_a_status_is_read_line_by_line(desk):
    said = desk.run("edxml", "read", STATUS).stdout

    assert "status       05\nsays         in process\n" in said
    assert "document_id: 000.00.01.X01,2026/03/02,112/TTr-MAU" in said


def test_a_package_is_read_as_a_document(desk):
    told = desk.told("edxml", "read", NEW)

    assert ("document", "beside", True) == (told["kind"], told["layout"], told["signed"])
    assert ("0", "112") == (told["package"]["business"]["kind"], told["package"]["code"]["number"])
    assert "status" == desk.told("edxml", "read", STATUS)["kind"]


def test_a_refused_package_says_every_reason_and_nothing_is_printed(desk, tmp_path):
    path = tmp_path / "bad.edxml"
    path.write_bytes(Path(NEW).read_bytes().replace(b">false<", b">no<").replace(b">3<", b">x<"))
    said = desk.run("edxml", "read", str(path), "--json")

    assert (1, "") == (said.exit_code, said.stdout)
    assert [
        "vinhdanh: bad-number: line 58: 'x' is no whole number",
        "vinhdanh: bad-flag: line 59: 'no' is neither true nor false",
    ] == said.stderr.splitlines()


def test_an_answer_is_written_for_the_sender(desk, tmp_path):
    out = tmp_path / "reply.edxml"
    more = ("--as", "X03", "--staff-position", "Văn thư", "--department", "Văn phòng")
    desk.run("edxml", "reply", NEW, "--status", "03", *more, "--out", str(out))
    answer = status(out.read_bytes())

    assert ("X03", "Cơ quan Mẫu C") == (answer.sender.organ_id, answer.sender.name)
    assert ("000.00.01.X01,2026/03/02,112/TTr-MAU", "112/TTr-MAU", "03") == (
        answer.about.document_id,
        answer.about.code,
        answer.code.value,
    )
    assert ("Văn phòng", "Văn thư") == (answer.staff.department, answer.staff.staff)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ((STATUS, "--status", "03"), "no-document"),
        ((NEW, "--status", "03"), "bad-organs"),
        ((NEW, "--status", "03", "--organs", str(EXAMPLE)), "not-for-us"),
        ((NEW, "--status", "03", "--as", "X09", "--organs", str(EXAMPLE)), "not-for-us"),
    ],
)
def test_an_answer_in_nobody_s_name_is_refused(desk, args, code):
    said = desk.run("edxml", "reply", *args)

    assert (1, "", True) == (said.exit_code, said.stdout, code in said.stderr)


def test_an_unknown_status_is_bad_usage(desk):
    assert 2 == desk.run("edxml", "reply", NEW, "--status", "07").exit_code


def test_a_file_is_sent_once(desk, tmp_path):
    folder = tmp_path / "exchange"
    first, again = (desk.run("edxml", "send", NEW, str(folder)).stdout for _ in range(2))
    (sent,) = (folder / "outbox").iterdir()

    assert (f"sent: {sent.name}\n", f"sent before: {sent.name}\n") == (first, again)
    assert Path(NEW).read_bytes() == sent.read_bytes()
    assert 1 == desk.run("edxml", "send", str(EXAMPLE), str(folder)).exit_code


def test_the_data_folder_s_limit_holds(desk):
    said = desk.run("edxml", "read", NEW, EVIDENCE_MAX_BYTES="10")

    assert (1, True) == (said.exit_code, "oversized" in said.stderr)
