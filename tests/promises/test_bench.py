"""The bench still runs: small, for its numbers mean something only on a quiet machine."""

from collections import Counter
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from socket import socket

import pytest
from flask import Flask, Response, request

from bench import life
from bench.__main__ import main
from bench.filling import fill, wait_in_ward
from bench.load import Job, load_process
from bench.rounds import Sample, take_turns
from bench.table import Aim, Line, text
from domain.nomination.decide import NOMINATION
from domain.nomination.state import AtStep, Granted
from infra.ledger.ledger import open_ledger
from services.handle import handle
from services.histories import Histories
from tests.infra.writing import assert_dense, whole_log
from tests.stand_in_server import serving

FACTS = 3 * len(life.whole())
MAKE = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def filled(durable_url):
    """Fill a log on the disk with three lives."""
    url = durable_url.removeprefix("sqlite:///")
    fill(url, FACTS)
    return url


def test_copies_of_a_life_are_lives_of_their_own(filled):
    with closing(open_ledger(filled)) as ledger:
        assert_dense(whole_log(ledger))
        streams = Counter(one.stream for one in ledger.since(0, FACTS))
        states = Histories(ledger).each(NOMINATION, list(streams)).values()

    assert (FACTS, 3) == (streams.total(), sum(isinstance(one, Granted) for one in states))


def test_a_case_that_waits_takes_the_measured_act(filled):
    (case,) = wait_in_ward(filled, 1)
    with closing(open_ledger(filled)) as ledger:
        before = Histories(ledger).of(NOMINATION, case)
        receipt = handle(life.order(life.endorsement(case), "act"), ledger)
        after = Histories(ledger).of(NOMINATION, case)

    assert life.waiting_version() + 2 == receipt.version
    assert [life.REVIEW, "ward-submit"] == [before.step.key, after.step.key]
    assert all(isinstance(one, AtStep) for one in (before, after))


@pytest.fixture
def port():
    """Serve an echo that is slow to tell its length."""
    app = Flask(__name__)

    @app.post("/<path:said>")
    def echo(said: str) -> Response:
        return Response(request.get_data() * 30_000, int(said))

    with serving(app) as found:
        yield found


def asking(status):
    """Return a request that is answered with a status."""
    return f"POST /{status} HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc".encode()


def test_the_load_counts_answers_by_status(port):
    with load_process() as load:
        answered = load(Job(port, 1, [asking(201)]))
        refused = load(Job(port, 1, [asking(409)]))

    assert ({201: 1}, {409: 1}) == (answered.statuses, refused.statuses)
    assert answered.seconds >= answered.took[0] > 0


def test_a_server_that_is_not_there_is_an_error():
    with socket() as silent, load_process() as load:
        silent.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectionRefusedError):
            load(Job(silent.getsockname()[1], 1, [asking(201)]))


def test_contenders_take_turns_and_are_compared_round_by_round():
    told, rates = [], iter([1, 1, 10, 5, 5, 20, 30, 10])

    def run(name):
        told.append(name)
        return Sample(next(rates))

    found = take_turns({name: partial(run, name) for name in "ab"}, 3)

    assert "ababbaab" == "".join(told)
    assert "3.00 (2.00 to 4.00)" == str(found.ratio("a", "b"))
    assert 20 == found.middle("a").rate


def test_a_quick_run_prints_a_table(capsys):
    main(["rebuild", "--quick"])
    printed = capsys.readouterr().out

    assert "processor: " in printed
    assert "| rebuild of all views | SQLite | " in printed


def test_a_quick_run_says_what_the_tree_costs(capsys):
    main(["proofs", "--quick"])
    printed = capsys.readouterr().out

    assert "| the tree, a share of an act " in printed
    assert "| the tree, and a checkpoint over 1,000 sub-logs signed each look, a share " in printed
    assert "over 2,000 sub-logs signed each look, 10 facts of councils too, a share " in printed
    assert "| a proof of inclusion" in printed


def test_a_question_nobody_asks_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["speed"])
    assert "no such question: speed" in capsys.readouterr().err


@pytest.mark.drill
def test_a_quick_run_answers_every_question(capsys):
    main(["--quick"])
    printed = capsys.readouterr().out

    for question in ("acts", "messages", "orders"):
        assert f"| {question} a second " in printed
    for question in ("import-log", "one act at"):
        assert f"| {question}" in printed


def test_the_bench_of_everything_asks_for_the_aims():
    assert "$(BIN)/python -m bench --aims\n" in MAKE


def test_every_row_of_the_table_is_as_wide():
    printed = text(
        [Line("a", "b", "c"), Line("long", "store", "ours", "beside", "2", Aim(">1", met=True))]
    )
    assert 1 == len({len(line) for line in printed.splitlines()})


@pytest.mark.parametrize(
    ("aim", "asked", "status"),
    [
        (Aim("5 cups", met=True), "--aims", 0),
        (Aim("5 cups", met=False), "--aims", 1),
        (Aim("5 cups", met=False), "--kept", 0),
        (Aim("5 cups", met=False, kept=False), "--kept", 1),
    ],
)
def test_a_missed_aim_and_a_worse_answer_fail_who_asks(aim, asked, status, monkeypatch, capsys):
    line = Line("tea", "SQLite", "3 cups", aim=aim)
    monkeypatch.setattr("bench.__main__.question", lambda _: lambda _: iter([line]))
    with pytest.raises(SystemExit) if status else nullcontext() as ended:
        main(["proofs", asked, "--quick"])

    told = capsys.readouterr().out
    assert (("5 cups: missed" in told), ("worse than it was" in told)) == (
        not aim.met,
        not aim.kept,
    )
    assert status == (ended.value.code if status else 0)
