"""Random and malicious requests over every operation: no crash, every error a known problem."""

import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.transport.wsgi import WSGI_TRANSPORT, WSGITransport

from api.app import application
from api.problem_words import words
from services.stores import Claims
from tests.api import houses
from tests.api.badges import ISSUER
from tests.builders import CASE, NOON, OTHER, at_submit, filed, minutes, opened_in_movement, report

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

ROLES = (
    "nominating-officer council-secretary council-member council-chair appraiser clerk leader"
    " consulted-agency auditor operator"
)
UNITS = "10531 288 30 10532 31 VN"
ANYBODY = Claims("anybody", frozenset(ROLES.split()), frozenset(UNITS.split()), "TM")
# What a schema cannot say, the domain does: a well-formed act may break a rule, come too late,
# or come without a key; a file may be well-formed and not be what it claims.
REFUSED = ["2xx", "304", "403", "404", "409", "412", "415", "422", "428"]
REJECTED = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428"]

BROKEN = {"internal", "evidence-damaged", "log-altered", "view-behind", "not-ready", "store-away"}


@contextmanager
def applied(folder: Path) -> Iterator[Flask]:
    """Lend the application of a house that knows two cases; a socket would double the time."""
    with houses.house(folder, f"sqlite:///{folder}/ledger.db") as house:
        house.given(CASE, opened_in_movement, report, minutes, filed)
        house.given(OTHER, *at_submit)
        yield application(house)


def config(examples: int, scenarios: int) -> SchemathesisConfig:
    """Return all checks, for somebody who may do everything."""
    token = ISSUER.issue(ANYBODY, timedelta(days=30), NOON)
    return SchemathesisConfig.from_dict(
        {
            "headers": {"Authorization": f"Bearer {token}"},
            "generation": {"max-examples": examples, "deterministic": True},
            "suppress-health-check": ["too_slow"],  # that says how busy the machine is
            "phases": {
                "stateful": {
                    "enabled": scenarios > 0,
                    "generation": {"max-examples": max(1, scenarios)},
                }
            },
            "checks": {
                "positive_data_acceptance": {"expected-statuses": REFUSED},
                "negative_data_rejection": {"expected-statuses": REJECTED},
                "missing_required_header": {"expected-statuses": REJECTED},
            },
        }
    )


def aimed(schema: Any) -> None:
    """Aim most requests at cases that exist, at versions they may have."""
    dice = random.Random(1)

    @schema.hook
    def map_path_parameters(_: object, path_parameters: Any) -> Any:
        if path_parameters and "nomination" in path_parameters and dice.random() < 0.7:
            return {**path_parameters, "nomination": str(dice.choice([CASE, OTHER]))}
        return path_parameters

    @schema.hook
    def map_headers(_: object, headers: Any) -> Any:
        if headers and "If-Match" in headers and dice.random() < 0.7:
            return {**headers, "If-Match": f'"{dice.choice([4, 5, 6, 7])}"'}
        return headers


class WithoutSocket(WSGITransport):
    """Leaves out what only a socket has use for; the probes of schemathesis 4.32 forget to."""

    def send(self, case: Any, *, session: Any = None, **kwargs: Any) -> Any:
        """Send one request to the application."""
        for name in {"max_redirects", "verify", "cert", "proxies"} & kwargs.keys():
            del kwargs[name]
        return super().send(case, session=session, **kwargs)


def recorded(schema: Any) -> Iterator[Any]:
    """Run everything; yield what each scenario recorded. Errors of the run itself are raised."""
    for event in from_schema(schema).execute():
        if hasattr(event, "exception"):
            raise event.exception
        assert not hasattr(event, "info"), event.info.format()
        if hasattr(event, "recorder"):
            yield event.recorder


def failures(recorder: Any) -> Iterator[str]:
    """Tell what a check found."""
    for case, checks in recorder.checks.items():
        for check in (one for one in checks if one.failure_info is not None):
            reply = recorder.find_response(case_id=case)
            told = reply.content[:300] if reply is not None else b""
            found = check.failure_info
            yield f"{recorder.label}: {check.name}: {found.failure}\n{found.code_sample}\n{told!r}"


def problems(recorder: Any) -> Iterator[str]:
    """Return the codes of all problems that were answered."""
    for one in recorder.interactions.values():
        if one.response is not None and one.response.status_code >= 400:
            assert one.response.headers["content-type"] == ["application/problem+json"]
            yield json.loads(one.response.content)["code"]


def drive(folder: Path, examples: int, scenarios: int) -> tuple[Counter[str], int]:
    """Send everything to a house of its own; return the problems met, and how many requests."""
    met: Counter[str] = Counter()
    sent = 0
    with applied(folder) as app, pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGI_TRANSPORT, "__class__", WithoutSocket)
        told = config(examples, scenarios)
        schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=told)
        aimed(schema)
        for recorder in recorded(schema):
            assert [] == list(failures(recorder))
            met.update(problems(recorder))
            sent += len(recorder.interactions)
    return met, sent


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("examples", [1, pytest.param(3, marks=pytest.mark.daily)])
def test_nothing_sent_breaks_the_service(tmp_path, examples):
    """Each value at the edge of what is described is sent; of those made up, so many as said."""
    met, sent = drive(tmp_path, examples, scenarios=0)

    assert sent > 1_500
    assert BROKEN.isdisjoint(met)
    assert set(met) <= set(words())


@pytest.mark.drill
@pytest.mark.filterwarnings("ignore")
def test_nothing_sent_for_long_breaks_the_service(tmp_path):
    examples = 1_000 if os.environ.get("VINHDANH_DRILL") == "full" else 100

    met, _ = drive(tmp_path, examples, scenarios=examples)

    assert BROKEN.isdisjoint(met)
    assert set(met) <= set(words())
