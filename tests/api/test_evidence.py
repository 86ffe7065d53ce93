"""Evidence over HTTP: in with its bytes, out as it went in, never damaged, never orphaned."""

from hashlib import sha256

import pytest

from domain.nomination.events import EvidenceAdded, EvidenceWithdrawn
from tests.api.badges import OFFICER, SECRETARY
from tests.api.houses import MOST_EVIDENCE
from tests.api.speech import PDF, done, fields, items, of, refused
from tests.builders import CASE, filed, opened, report

DIGEST = sha256(PDF).hexdigest()
PLACE = of(CASE, f"evidence/{DIGEST}")
FILE_PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF-\r\n'


def kept(house):
    return [path for path in (house.evidence._folder).rglob("*") if path.is_file()]


def test_a_paper_joins_the_file(house, say):
    house.given(CASE, opened)

    assert (200, '"2"') == done(say(OFFICER).upload(version=1))
    expected = EvidenceAdded(
        DIGEST, len(PDF), "application/pdf", "achievement-report", "original", "Báo cáo"
    )
    assert expected == house.ledger.read(CASE)[-1]
    (listed,) = items(say(OFFICER).get(of(CASE, "evidence")))
    assert DIGEST == listed["sha256"]


def test_its_bytes_come_back_as_they_went_in(house, say):
    house.given(CASE, opened)
    say(OFFICER).upload(version=1)

    reply = say(SECRETARY).get(PLACE)

    assert (200, PDF, "application/pdf") == (reply.status_code, reply.data, reply.content_type)
    assert f'"{DIGEST}"' == reply.headers["ETag"]
    assert "attachment" in reply.headers["Content-Disposition"]
    assert "nosniff" == reply.headers["X-Content-Type-Options"]
    assert (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
        == reply.headers["Content-Security-Policy"]
    )


def test_damaged_bytes_are_never_served(house, say):
    house.given(CASE, opened)
    say(OFFICER).upload(version=1)
    (path,) = kept(house)
    path.chmod(0o600)
    path.write_bytes(PDF[:-1] + b"X")

    assert (500, ["evidence-damaged"]) == refused(say(OFFICER).get(PLACE))


def test_bytes_of_another_file_are_not_served(house, say):
    house.given(CASE, opened, report)

    assert (404, ["evidence-unknown"]) == refused(say(OFFICER).get(PLACE))


def test_a_paper_is_taken_out_and_stays_readable(house, say):
    house.given(CASE, opened)
    say(OFFICER).upload(version=1)

    reply = say(OFFICER).post(f"{PLACE}/withdrawal", {"reason": "the wrong paper"}, version=2)

    assert (200, '"3"') == done(reply)
    assert EvidenceWithdrawn(DIGEST, "the wrong paper") == house.ledger.read(CASE)[-1]
    assert PDF == say(OFFICER).get(PLACE).data


def test_what_the_case_does_not_take_is_not_kept(house, say):
    house.given(CASE, opened, report, filed)

    assert (403, ["role-missing", "own-nomination"]) == refused(say(OFFICER).upload(version=3))
    assert [] == kept(house)


def test_a_kind_of_paper_nobody_knows_is_refused_with_the_list_and_not_kept(house, say):
    house.given(CASE, opened)

    reply = say(OFFICER).upload({"paper": "holiday-photo"}, version=1)

    assert (422, ["paper-unknown"]) == refused(reply)
    known = reply.get_json()["reasons"][0]["facts"]["known"]
    assert {"award-decision", "other", "proposal-letter"} <= set(known.split(", "))
    assert [] == kept(house)
    assert (200, '"2"') == done(say(OFFICER).upload({"paper": "other"}, version=1))


@pytest.mark.parametrize(
    ("said", "answer"),
    [({}, (428, ["version-required"])), ({"version": 1}, (412, ["version-stale"]))],
)
def test_what_is_not_sent_on_the_version_read_is_not_kept(house, say, said, answer):
    house.given(CASE, opened, report)

    assert answer == refused(say(OFFICER).upload(**said))
    assert [] == kept(house)


def test_a_repeat_is_answered_though_the_case_went_on(house, say):
    house.given(CASE, opened)
    first = say(OFFICER).upload(version=1, key="once")
    house.given(CASE, filed)

    again = say(OFFICER).upload(version=1, key="once")

    assert ((200, '"2"'), first.data) == (done(again), again.data)
    assert 3 == len(house.ledger.read(CASE))


@pytest.mark.parametrize(
    "change",
    [{"content": PDF + b"!"}, {"form": {"title": "Khác"}}],
    ids=["other bytes", "other title"],
)
def test_a_key_is_not_used_again_for_another_paper(house, say, change):
    house.given(CASE, opened)
    say(OFFICER).upload(version=1, key="once")

    reply = say(OFFICER).upload(version=1, key="once", **change)

    assert (422, ["key-reused"]) == refused(reply)


def test_a_file_over_the_limit_is_refused(house, say):
    house.given(CASE, opened)
    content = PDF + b" " * MOST_EVIDENCE

    assert (413, ["too-large"]) == refused(say(OFFICER).upload(content=content, version=1))
    assert [] == kept(house)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/x-msdownload"), (b"<html>", "application/pdf"), (b"", "application/pdf")],
)
def test_a_file_that_is_not_what_it_claims_is_refused(house, say, content, kind):
    house.given(CASE, opened)

    reply = say(OFFICER).upload(content=content, type=kind, version=1)

    assert (415, ["media-type-refused"]) == refused(reply)
    assert [] == kept(house)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"form": "plain-copy"}, "form"),
        ({"title": ""}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"colour": "red"}, "colour"),
        ({"paper": ["a", "b"]}, "paper"),
    ],
)
def test_a_wrong_field_is_named(house, say, form, field):
    house.given(CASE, opened)

    reply = say(OFFICER).upload(form, version=1)

    assert (422, ["form-invalid"]) == refused(reply)
    assert [field] == fields(reply)
    assert (1, []) == (house.ledger.last_position(), kept(house))


@pytest.mark.parametrize(
    ("part", "field"),
    [(b'name="title"\r\n\r\n\xff\xfe', "title"), (b'name="file"\r\n\r\ntext', "file")],
    ids=["not UTF-8", "a file that is text"],
)
def test_a_wrong_part_is_named_with_all_that_is_left_out(house, say, part, field):
    raw = b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n--x--\r\n"
    raw = FILE_PART + raw if field == "title" else raw

    reply = say(OFFICER).send(
        of(CASE, "evidence"), raw, "multipart/form-data; boundary=x", version=1
    )

    left_out = ["paper", "form", *(["title"] if field == "file" else [])]
    assert (422, [*left_out, field]) == (reply.status_code, fields(reply))
    assert (0, []) == (house.ledger.last_position(), kept(house))


def test_a_missing_file_is_told_with_every_broken_rule(house, say):
    house.given(CASE, opened)
    said = {"paper": "no-such-paper", "title": "T", "form": "original"}
    raw = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in said.items()
    )
    kind, place = "multipart/form-data; boundary=x", of(CASE, "evidence")

    reply = say(OFFICER).send(place, f"{raw}--x--".encode(), kind, version=1)
    assert (422, ["paper-unknown", "form-invalid"]) == refused(reply)
    right = raw.replace("no-such-paper", "achievement-report")
    reply = say(OFFICER).send(place, f"{right}--x--".encode(), kind, version=1)
    assert (422, ["form-invalid"]) == refused(reply)
    assert opened == house.ledger.read(CASE)[-1]
    assert (1, []) == (house.ledger.last_position(), kept(house))


@pytest.mark.parametrize("kind", ["application/json", "application/pdf", "text/plain"])
def test_a_body_of_another_type_is_refused(house, say, kind):
    reply = say(OFFICER).send(of(CASE, "evidence"), b"{}", kind, version=1)

    assert (415, ["media-type-refused"]) == refused(reply)
    assert (0, []) == (house.ledger.last_position(), kept(house))


@pytest.mark.parametrize("raw", [b"", b"--x", b"--x\r\n\r\n--x--", b"\0" * 99])
def test_a_broken_multipart_body_is_refused(house, say, raw):
    kind = "multipart/form-data; boundary=x"
    reply = say(OFFICER).send(of(CASE, "evidence"), raw, kind, version=1)

    assert reply.status_code in {400, 422}
    assert (0, []) == (house.ledger.last_position(), kept(house))
