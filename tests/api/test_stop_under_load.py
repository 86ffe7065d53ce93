"""A service that is told to stop under load: its views reach the end of the log, or it says."""

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPException
from itertools import count
from threading import Event

import pytest

from infra.wiring import front_door
from tests.api.badges import PROPOSER
from tests.api.serving import PATIENCE, running
from tests.api.speech import NEW
from tests.api.test_keeper import speak
from tests.infra.rebuilt import assert_views_as_rebuilt, stores, views_behind

SENDERS, ENOUGH, STOPS = 4, 40, 3


def sending(port: int, bearer: str, sender: int, enough: Event) -> int:
    """Open nominations until the server is gone; return how many it acknowledged."""
    done = 0
    with suppress(OSError, HTTPException):
        for number in count():
            key = f"{port}-{sender}-{number}"
            status, *_ = speak(port, bearer, "POST", "/nominations", json.dumps(NEW), key)
            done += status == 201
            if done >= ENOUGH // SENDERS:
                enough.set()
    return done


def stopped_under_load(home, bearer: str, **told: str) -> int:
    """Start a house, tell it to stop while clerks send; return what it acknowledged."""
    enough = Event()
    with running(home, **told) as (process, port), ThreadPoolExecutor(SENDERS) as threads:
        sent = [threads.submit(sending, port, bearer, one, enough) for one in range(SENDERS)]
        assert enough.wait(PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert 0 == process.wait(PATIENCE)
        return sum(one.result() for one in sent)


def endings(home) -> list[object]:
    """Return what each life said was left."""
    lines = [json.loads(line) for line in (home / "log").read_bytes().splitlines()]
    return [line["left"] for line in lines if line["event"] == "views.ended"]


@pytest.mark.drill
def test_a_stop_under_load_leaves_no_fact_unfolded(tmp_path, durable_url, monkeypatch):
    url = durable_url.replace("ledger.db", "vinhdanh.db")
    told = {"VINHDANH_REQUESTS_PER_MINUTE": "0"}
    if "postgres" in url:
        told["VINHDANH_DATABASE_URL"] = url
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    bearer, done = front_door().token(PROPOSER, timedelta(hours=1)), 0
    for life in range(STOPS):
        done += stopped_under_load(tmp_path, bearer, **told)
        with stores(tmp_path, url) as (ledger, engine):
            assert done <= ledger.last_position()
            behind = views_behind(ledger, engine)
        assert [bool(behind)] == [bool(one) for one in endings(tmp_path)[life:]], behind
        assert {} == behind
    assert_views_as_rebuilt(tmp_path, url)
