"""Taking in: each package once, kept, answered 01 or 02, put away; the bad never stop the good."""

import os
from dataclasses import replace

import pytest

from infra.edxml.folder import FolderGateway
from services.edxml.codes import StatusCode
from services.edxml.gateway import Verdict, Waiting
from services.edxml.intake import Desk, Left, Taken, poll
from services.edxml.organs import Organs
from services.edxml.package import StatusReply, Trace
from tests.data.edxml_offices import (
    EDXML,
    LIMITS,
    MORNING,
    ORGANS,
    OURS,
    THEIRS,
    desk,
    document,
    drop,
    entry,
    names,
    numbered,
    status,
)
from tests.data.edxml_packages import NEW, STATUS


@pytest.fixture
def ours(tmp_path):
    with desk(tmp_path / "exchange", tmp_path / "home") as lent:
        yield lent


@pytest.fixture
def bring(tmp_path):
    return lambda name, content: drop(tmp_path / "exchange", name, content)


@pytest.fixture
def seen(tmp_path):
    return lambda *parts: names(tmp_path / "exchange", *parts)


def verdicts(ours: Desk) -> list[tuple[str, Verdict, bool]]:
    return [(one.key, one.entry.verdict, one.again) for one in poll(ours)]


def answers(tmp_path) -> list[StatusReply]:
    folder = tmp_path / "exchange" / "outbox"
    return [status((folder / name).read_bytes()) for name in names(folder)]


def test_a_document_is_taken_kept_answered_and_put_away(ours, bring, seen, tmp_path):
    bring("a.edxml", NEW)
    (taken,) = poll(ours)

    assert (Verdict.TAKEN, len(NEW), MORNING) == (
        taken.entry.verdict,
        taken.entry.size,
        taken.entry.received_at,
    )
    with ours.received.content(taken.entry.digest) as kept:
        assert NEW == kept.read()
    assert [(1, taken.entry)] == ours.received.entries()
    assert ([], ["a.edxml"], []) == (seen("inbox"), seen("done"), seen("refused"))
    (answer,) = answers(tmp_path)
    assert (StatusCode.ARRIVED, OURS) == (answer.code, answer.sender)
    assert "000.00.01.X01,2026/03/02,112/TTr-MAU" == answer.about.document_id


def test_a_status_is_taken_and_not_answered(ours, bring, seen):
    bring("s.edxml", STATUS)

    assert [("s.edxml", Verdict.TAKEN, False)] == verdicts(ours)
    assert ([], ["s.edxml"]) == (seen("outbox"), seen("done"))


def test_the_same_bytes_again_are_neither_taken_nor_answered_twice(ours, bring, seen):
    bring("a.edxml", NEW)
    verdicts(ours)
    bring("b.edxml", NEW)

    assert [("b.edxml", Verdict.TAKEN, True)] == verdicts(ours)
    assert (1, 1) == (len(ours.received.entries()), len(seen("outbox")))


def test_the_same_document_on_another_way_is_known(ours, bring, seen):
    bring("a.edxml", NEW)
    verdicts(ours)
    longer = replace(document(), traces=(Trace(MORNING, "X09"), *document().traces))
    bring("b.edxml", EDXML.write(longer))

    assert [("b.edxml", Verdict.KNOWN, False)] == verdicts(ours)
    assert (["a.edxml", "b.edxml"], 1) == (seen("done"), len(seen("outbox")))


def test_another_document_under_a_known_id_is_refused(ours, bring, tmp_path):
    bring("a.edxml", NEW)
    verdicts(ours)
    bring("b.edxml", EDXML.write(replace(document(), subject="Việc khác")))

    assert [("b.edxml", Verdict.REFUSED, False)] == verdicts(ours)
    assert {StatusCode.ARRIVED, StatusCode.REJECTED} == {one.code for one in answers(tmp_path)}


def test_a_document_may_be_updated_more_than_once(ours, bring):
    update = (
        NEW.replace(b"DocType>0", b"DocType>2").replace(b"2 h\xe1", n + b" h\xe1")
        for n in (b"3", b"4")
    )
    for at, content in enumerate(update):
        bring(f"{at}.edxml", content)

    assert [Verdict.TAKEN] * 2 == [one.entry.verdict for one in poll(ours)]


def test_a_damaged_document_is_refused_with_reasons_and_answered(ours, bring, seen, tmp_path):
    bring("a.edxml", NEW.replace(b"cid:209", b"cid:1", 1))

    assert [("a.edxml", Verdict.REFUSED, False)] == verdicts(ours)
    assert ["a.edxml", "a.edxml.reason.txt"] == seen("refused")
    reasons = (tmp_path / "exchange" / "refused" / "a.edxml.reason.txt").read_text()
    assert reasons.startswith("unmatched-attachment: line ")
    (answer,) = answers(tmp_path)
    assert (StatusCode.REJECTED, True) == (
        answer.code,
        "unmatched-attachment" in answer.description,
    )


@pytest.mark.parametrize(
    "content", [b"", b"not XML", NEW[:999], b"x" * (LIMITS.package + 1)], ids=len
)
def test_what_cannot_be_read_is_refused_without_an_answer(ours, bring, seen, content):
    bring("a.edxml", content)

    assert [("a.edxml", Verdict.REFUSED, False)] == verdicts(ours)
    assert ([], ["a.edxml", "a.edxml.reason.txt"]) == (seen("outbox"), seen("refused"))


def test_a_document_for_others_is_refused_without_an_answer_and_judged_anew_when_it_comes_again(
    ours, bring, seen
):
    strangers = replace(ours, organs=Organs([entry("1", THEIRS, ours=True)]))
    bring("a.edxml", NEW)
    assert [("a.edxml", Verdict.REFUSED, False)] == verdicts(strangers)
    bring("a.edxml", NEW)

    assert [("a.edxml", Verdict.TAKEN, False)] == verdicts(ours)
    assert (["a.edxml"], 1, 1) == (
        seen("done"),
        len(seen("outbox")),
        len(ours.received.entries()),
    )


def test_bad_neighbours_harm_nobody(ours, bring, seen):
    for number in range(10):
        bring(f"good-{number}.edxml", numbered(number))
        bring(f"bad-{number}.edxml", numbered(number)[: 300 + number])
    found = [one.entry.verdict for one in poll(ours) if isinstance(one, Taken)]

    assert (10, 10) == (found.count(Verdict.TAKEN), found.count(Verdict.REFUSED))
    assert (10, []) == (len(seen("done")), seen("inbox"))


class Listing(FolderGateway):
    """Lists a name before all others, whatever stands there by now."""

    def received(self, since=None):
        return [Waiting("a.edxml", MORNING), *super().received(since)]


def test_what_cannot_be_opened_waits_and_the_rest_goes_on(ours, bring, seen, tmp_path):
    (tmp_path / "exchange" / "inbox" / "a.edxml").symlink_to(tmp_path)
    bring("b.edxml", STATUS)
    left, taken = poll(replace(ours, gateway=Listing(tmp_path / "exchange")))

    assert ("a.edxml", "b.edxml") == (left.key, taken.key)
    assert isinstance(left, Left)
    assert (["a.edxml"], ["b.edxml"]) == (seen("inbox"), seen("done"))


def test_what_another_poller_put_away_is_nothing_of_ours(ours, tmp_path):
    assert [] == list(poll(replace(ours, gateway=Listing(tmp_path / "exchange"))))


def test_names_that_stand_already_are_not_overwritten(ours, bring, seen):
    for number in range(3):
        bring("a.edxml", numbered(number))
        verdicts(ours)

    assert ["a.2.edxml", "a.3.edxml", "a.edxml"] == seen("done")


def test_only_whole_regular_files_are_taken(ours, tmp_path):
    inbox = tmp_path / "exchange" / "inbox"
    (inbox / ".a.edxml").write_bytes(NEW)
    (inbox / "a.edxml.part").write_bytes(NEW)
    (inbox / "b.edxml").symlink_to(tmp_path)
    (inbox / "c.edxml").mkdir()
    os.mkfifo(inbox / "d.edxml")

    assert [] == verdicts(ours)


def test_what_arrived_before_can_be_left_aside(ours, bring):
    bring("a.edxml", NEW)

    assert [] == ours.gateway.received(MORNING.replace(year=2100))
    assert ["a.edxml"] == [one.key for one in ours.gateway.received(MORNING.replace(year=2000))]


def test_the_organs_decide_in_whose_name_is_answered(ours, bring, tmp_path):
    third = Organs([*ORGANS.entries[:1], entry("9", document().receivers[1], ours=True)])
    bring("a.edxml", NEW)
    verdicts(replace(ours, organs=third))

    assert ["X03"] == [one.sender.organ_id for one in answers(tmp_path)]
