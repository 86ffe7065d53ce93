"""`vinhdanh show`, `history` and `inbox`: the same as over HTTP, plain in a pipe."""

from uuid import uuid4

import pytest

from api.app import application
from api.commands.what_if_told import SAID, both
from domain.rulebooks.words import Text
from infra.wiring import front_door
from services.demo.story import nomination_of
from tests.api.commanding import Desk, is_plain

CASE = str(nomination_of("open-data"))


@pytest.fixture
def reader(demo):
    return demo.token("auditor", "VN")


def over_http(demo: Desk, monkeypatch, token: str, *paths: str):
    monkeypatch.setenv("VINHDANH_HOME", str(demo.home))
    with front_door().open() as system:
        client = application(system).test_client()
        headers = {"Authorization": f"Bearer {token}"}
        return [client.get(f"/api/v1{path}", headers=headers).json for path in paths]


def test_the_documents_are_those_of_http(demo, reader, monkeypatch):
    told = [
        demo.told("show", CASE, TOKEN=reader),
        demo.told("history", CASE, TOKEN=reader),
        demo.told("inbox", TOKEN=demo.token("appraiser", "31")),
    ]
    paths = (f"/nominations/{CASE}", f"/nominations/{CASE}/history?limit=200")

    assert told[:2] == over_http(demo, monkeypatch, reader, *paths)
    assert [told[2]] == over_http(demo, monkeypatch, demo.token("appraiser", "31"), "/inbox")


def test_a_case_is_shown_line_by_line(demo, reader):
    shown = demo.run("show", CASE, TOKEN=reader).stdout

    assert is_plain(shown)
    assert "nominee_name      Giáp Mai Thư\n" in shown
    assert "\nladder:\nkey\tlevel\tact\trole\tunit\tpassed_on\nward-review\tward\t" in shown
    assert "\tinitiative-certificate" not in shown.partition("evidence:")[0]


def test_a_history_is_a_line_an_act(demo, reader):
    head, *lines = demo.run("history", CASE, TOKEN=reader).stdout.splitlines()

    assert head.split("\t")[:3] == ["effective_on", "recorded_at", "actor"]
    assert len(lines) == len(demo.told("history", CASE, TOKEN=reader)["items"])
    assert all(is_plain(line) for line in lines)
    assert "reason: Chưa đủ căn cứ" in "".join(lines)


def test_a_history_longer_than_a_page_is_whole(demo, reader, monkeypatch):
    whole = demo.told("history", CASE, TOKEN=reader)
    monkeypatch.setattr("api.commands.views.PAGE", 3)

    assert whole == demo.told("history", CASE, TOKEN=reader)


def test_the_inbox_is_that_of_the_token(demo):
    leader = demo.told("inbox", TOKEN=demo.token("leader", "10532"))["items"]
    nobody = demo.run("inbox", TOKEN=demo.token("leader", "00001"))

    assert {"ldtt", "bk-tinh"} == {one["award"] for one in leader}
    assert "nothing waits\n" == nobody.stdout


def test_what_has_no_term_says_none_and_comes_last(demo, monkeypatch):
    token = demo.token("leader", "10532")
    monkeypatch.setattr("api.commands.views.PAGE", 1)
    terms = [one["due_by"] for one in demo.told("inbox", TOKEN=token)["items"]]
    lines = demo.run("inbox", TOKEN=token).stdout.splitlines()[1:]

    assert terms[-2:] == [None, None]
    assert None not in terms[: terms.index(None)]
    assert [line.partition("\t")[0] for line in lines] == [term or "" for term in terms]
    assert "9999" not in "".join(lines)


def test_the_inbox_ends_at_its_limit(demo):
    token = demo.token("appraiser", "31")
    every = demo.told("inbox", TOKEN=token)["items"]

    assert every[:1] == demo.told("inbox", "--limit", "1", TOKEN=token)["items"]


def test_a_reader_who_has_enough_ends_it_quietly(demo, reader):
    with demo.started("history", CASE, TOKEN=reader) as process:
        process.stdout.close()

        assert "" == process.stderr.read()
        assert 1 == process.wait(60)


@pytest.mark.parametrize("name", ["show", "history"])
def test_what_nobody_knows_is_refused(demo, reader, name):
    found = demo.run(name, str(uuid4()), "--json", TOKEN=reader)

    assert (1, "") == (found.exit_code, found.stdout)
    assert found.stderr.startswith("vinhdanh: nomination-unknown: Không có hồ sơ đề nghị ")
    assert " / There is no nomination " in found.stderr


@pytest.mark.parametrize("asked", [("show", CASE), ("history", CASE), ("inbox",)])
def test_nobody_reads_without_a_token(demo, asked):
    found = demo.run(*asked)

    assert (1, "") == (found.exit_code, found.stdout)
    assert "say who you are" in found.stderr


def test_an_id_that_is_none_is_bad_usage(desk):
    assert 2 == desk.run("show", "seven").exit_code


def test_a_verdict_is_that_of_http_and_each_rule_is_told_with_source_and_facts(
    demo, reader, monkeypatch
):
    told = demo.told("verdict", CASE, TOKEN=reader)
    head, *lines = demo.run("verdict", CASE, TOKEN=reader).stdout.splitlines()

    assert [told] == over_http(demo, monkeypatch, reader, f"/nominations/{CASE}/verdict")
    assert head.endswith(f"), phiên bản (version) {told['version']}")
    assert set() == {line for one in told["rules"] for line in printed_of(one)} - set(lines)
    heads = len(told["rules"]) + len(told["conditions"])
    assert heads == len([line for line in lines if not line.startswith("  ")])


def printed_of(one):
    """Return what is printed of each rule: key, texts, source and everything it looked at."""
    sure = "đã xác nhận (confirmed)" if one["confirmed"] else "chưa xác nhận (not confirmed)"
    holds = "đạt (holds)" if one["holds"] else "không đạt (broken)"
    yield f"{one['rule']}: {holds}, {SAID[one['force']]}"
    yield from (f"  {text}" for text in one["text"].values())
    yield f"  nguồn (source): {one['source']}; {sure}"
    for seen in one["seen"]:
        said = both(Text(**seen["says"]))
        yield f"  đã xem (looked at): {seen['label']['vi']}: {said}"


def test_a_broken_rule_is_printed_with_what_mends_it(demo, reader):
    mine = demo.told("inbox", TOKEN=demo.token("nominating-officer", "10532"))["items"]
    verdicts = [demo.run("verdict", one["nomination"], TOKEN=reader).stdout for one in mine]
    (printed, *_) = [one for one in verdicts if one.startswith("chưa đủ điều kiện (not yet)")]

    assert "file-is-whole: không đạt (broken), bắt buộc (binds)" in printed
    assert "  vi phạm (broken): Chưa đánh giá tiêu chí: " in printed
    assert "  cần làm (what would change it): Bổ sung giấy tờ" in printed


def test_a_case_is_shown_as_it_was_known_then(demo, reader):
    whole = demo.told("show", CASE, TOKEN=reader)
    begun = demo.told("history", CASE, TOKEN=reader)["items"][0]["position"]
    first = demo.told("show", CASE, "--up-to", str(begun), TOKEN=reader)
    assert ("draft", 1) == (first["state"], first["version"])
    for option, day in (("--known-at", "2099-12-31"), ("--as-of", "2099-12-31")):
        assert whole == demo.told("show", CASE, option, day, TOKEN=reader)
    assert "There is no nomination" in demo.run("show", CASE, "--up-to", "0", TOKEN=reader).stderr


def test_a_verdict_as_of_a_day_is_of_the_facts_of_then(demo, reader):
    now = demo.told("verdict", CASE, TOKEN=reader)
    first = demo.told("history", CASE, TOKEN=reader)["items"][0]["effective_on"]
    then = demo.told("verdict", CASE, "--as-of", first, TOKEN=reader)

    assert 1 <= then["version"] < now["version"]
    assert 1 == demo.run("verdict", CASE, "--known-at", "2020-01-01", TOKEN=reader).exit_code
