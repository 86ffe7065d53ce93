"""The real server as it is started: it answers, stops without losing anyone, dies whole."""

import http.client
import signal
import time
from threading import Thread

from tests.api.serving import PATIENCE, answers, ask, eventually, running


def test_who_was_being_answered_is_answered(tmp_path):
    """A request is half sent when the server is told to stop."""
    with running(tmp_path) as (process, port):
        heard: list[int] = []

        def slowly() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.putrequest("GET", "/api/v1/units?q=a&on=2025-01-01&limit=200")
            connection.endheaders()
            heard.append(connection.getresponse().status)

        threads = [Thread(target=slowly) for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()

        assert [200] * 8 == heard
        assert 0 == process.wait(PATIENCE)


def test_the_worker_does_not_outlive_the_server(tmp_path):
    with running(tmp_path) as (process, port):
        process.kill()
        process.wait()

        eventually(False, answers, port)


def test_it_stops_when_told_to_and_knows_everything_after_a_restart(tmp_path):
    with running(tmp_path) as (process, port):
        before = ask(port, "/health/ready")
        process.send_signal(signal.SIGINT)
        assert 0 == process.wait(PATIENCE)
        assert not answers(port)
    with running(tmp_path) as (_, port):
        assert before == ask(port, "/health/ready")
    assert {"people.sqlite", "views.sqlite", "vinhdanh.db"} <= {p.name for p in tmp_path.iterdir()}
    assert 2 == (tmp_path / "log").read_bytes().count(b'"event":"Started worker-1"')
