"""Random and malicious requests over every operation: no crash, every error a known problem."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core import NotSet
from schemathesis.engine import from_schema
from schemathesis.generation import GenerationMode
from schemathesis.transport.wsgi import WSGI_TRANSPORT, WSGITransport

from api.commands.token import ROLES
from api.problem_words import words
from services.stores import Claims
from tests.api.badges import ISSUER
from tests.builders import NOON
from tests.filled.aim import Aim
from tests.filled.stage import stage
from tests.filled.stories import SENDING, TELL

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

UNITS = "10531 288 30 10532 31 VN"
ANYBODY = Claims("anybody", frozenset(ROLES), frozenset(UNITS.split()), "TM")
# What a schema cannot say, the domain does: a well-formed act may break a rule, come too late,
# or come without a key; a file may be well-formed and not be what it claims.
REFUSED = ["2xx", "304", "403", "404", "409", "412", "415", "422", "428"]
REJECTED = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428"]

REJECTION = "negative_data_rejection"
BROKEN = {"internal", "evidence-damaged", "log-altered", "view-behind", "not-ready", "store-away"}


EVERYBODY = ISSUER.issue(ANYBODY, timedelta(days=365), NOON)


def config(examples: int, scenarios: int) -> SchemathesisConfig:
    """Return all checks: of each operation by itself, or of acts that follow each other."""
    alone = {"enabled": scenarios == 0}
    walks = {"enabled": scenarios > 0, "generation": {"max-examples": max(1, scenarios)}}
    return SchemathesisConfig.from_dict(
        {
            "headers": {"Authorization": f"Bearer {EVERYBODY}"},
            "generation": {"max-examples": examples, "deterministic": True},
            "suppress-health-check": ["too_slow"],  # that says how busy the machine is
            "phases": {"examples": alone, "coverage": alone, "fuzzing": alone, "stateful": walks},
            "checks": {
                "positive_data_acceptance": {"expected-statuses": REFUSED},
                REJECTION: {"expected-statuses": REJECTED},
                "missing_required_header": {"expected-statuses": REJECTED},
            },
        }
    )


class WithoutSocket(WSGITransport):
    """
    Sends to the application of a house that stands where the request has its thing.

    What only a socket has use for is left out; the probes of schemathesis 4.32 forget to.
    """

    aim: Aim

    def send(self, case: Any, *, session: Any = None, **kwargs: Any) -> Any:
        """Send one request, in the name of whom it is of; take back what it wrote."""
        for name in {"max_redirects", "verify", "cert", "proxies"} & kwargs.keys():
            del kwargs[name]
        self.aim.play(case)
        kwargs["headers"] = named(kwargs.get("headers"), self.aim.speaker(case))
        if not kwargs["headers"]:
            session = None  # it would name the speaker again
        try:
            return super().send(case, session=session, **kwargs)
        finally:
            self.aim.put_back()


def named(headers: Any, token: str | None) -> dict[str, str]:
    """Return headers that name another speaker, where they name one and another is meant."""
    said = dict(headers or {})
    if token is not None and said.get("Authorization") == f"Bearer {EVERYBODY}":
        said["Authorization"] = f"Bearer {token}"
    return said if said.get("Authorization") != "Bearer " else {}


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
            if check.name == REJECTION and may_be_left_out(recorder.cases[case].value):
                continue
            reply = recorder.find_response(case_id=case)
            told = reply.content[:300] if reply is not None else b""
            found = check.failure_info
            yield f"{recorder.label}: {check.name}: {found.failure}\n{found.code_sample}\n{told!r}"


def may_be_left_out(case: Any) -> bool:
    """
    Say whether a request has no body because it needs none.

    Schemathesis 4.32 makes such a one up while it looks for bodies that break the description,
    and holds against the service that it is taken.
    """
    return isinstance(case.body, NotSet) and not any(it.is_required for it in case.operation.body)


def problems(recorder: Any) -> Iterator[str]:
    """Return the codes of all problems that were answered; each answer says where the log is."""
    for one in recorder.interactions.values():
        if one.response is None:
            continue
        assert one.response.headers.get("log-position"), (recorder.label, one.response.headers)
        if one.response.status_code >= 400:
            assert one.response.headers["content-type"] == ["application/problem+json"]
            yield json.loads(one.response.content)["code"]


FORM = {"form-invalid", "query-invalid", "precondition-malformed", "delegation-malformed"}


UNDESCRIBED = re.compile(
    r"that year is not over|Give either ref, or kind, name and unit\."
    r"|Must lie between \d{4}-\d\d-\d\d and \d{4}-\d\d-\d\d\.|Must not hold U\+.*"
    r"|Not a valid integer\."
)
"""
What no description says: what day it is, that one of two sets of fields is wanted, between which
days a date lies, which signs Unicode has; and 26.0, which JSON Schema holds to be whole.
"""


def misjudged(recorder: Any) -> Iterator[str]:
    """Tell of what the description allows and the form of the request was refused for."""
    for key, one in recorder.interactions.items():
        meta, reply = recorder.cases[key].value.meta, one.response
        if meta and meta.generation.mode is GenerationMode.POSITIVE and is_of_form(reply):
            sent = recorder.cases[key].value.as_curl_command()
            yield f"{recorder.label}: {sent}\n{reply.content[:600]!r}"


def is_of_form(reply: Any) -> bool:
    """Say whether a request was refused for its form, by what a description could say."""
    if reply is None or reply.status_code not in {400, 422}:
        return False
    told = json.loads(reply.content)
    undescribed = all(UNDESCRIBED.fullmatch(one["detail"]) for one in told["reasons"])
    return told["code"] in FORM and not undescribed


@dataclass
class Run:
    """What was found: failed checks, problems by code, requests, operations never carried out."""

    failures: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    left_out: set[str] = field(default_factory=set)


def hooked(schema: Any, aim: Aim) -> None:
    """Let what is made up be aimed, and what is carried out be sent as an example."""

    @schema.hook
    def map_case(_: object, case: Any) -> Any:
        return aim.aim(case)

    @schema.hook
    def filter_case(_: object, case: Any) -> bool:
        return aim.wanted(case)

    @schema.hook
    def before_add_examples(context: Any, examples: list[Any]) -> None:
        examples += aim.examples(context.operation)


@contextmanager
def aimed(folder: Path, told: SchemathesisConfig) -> Iterator[tuple[Any, Aim]]:
    """Lend the description of a house that is full, and what aims requests at it."""
    with stage(folder, TELL, SENDING) as full, pytest.MonkeyPatch.context() as patch:
        schema = schemathesis.openapi.from_wsgi("/openapi.json", full.app, config=told)
        aim = Aim(full, schema.raw_schema)
        full.app.after_request_funcs.setdefault(None, []).append(aim.count)
        hooked(schema, aim)
        patch.setattr(WSGI_TRANSPORT, "__class__", WithoutSocket)
        patch.setattr(WSGI_TRANSPORT, "aim", aim, raising=False)
        yield schema, aim


def drive(folder: Path, method: str, examples: int, scenarios: int = 0) -> Run:
    """Send everything by some methods to a full house of its own; return what was met."""
    found = Run()
    with aimed(folder, config(examples, scenarios)) as (schema, aim):
        aim.walking, aim.sample = scenarios > 0, examples == 1
        aim.stage.house.asleep = not aim.walking
        for recorder in recorded(schema.include(method_regex=method)):
            found.failures += failures(recorder)
            found.met.update(problems(recorder))
            found.untold += misjudged(recorder)
            found.sent += len(recorder.interactions)
    found.left_out = {one for one in aim.left_out() if re.match(method, one)}
    return found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("examples", [1, pytest.param(3, marks=pytest.mark.daily)])
def test_nothing_sent_breaks_the_service_and_every_operation_is_carried_out(
    tmp_path, method, examples
):
    """Values at the edge of what is described are sent; of those made up, so many as said."""
    found = drive(tmp_path, method, examples)

    assert [] == found.failures
    assert [] == found.untold
    assert set() == found.left_out
    assert found.sent > 1_000
    assert BROKEN.isdisjoint(found.met)
    assert set(found.met) <= set(words())


@pytest.mark.drill
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("scenarios", [False, True])
def test_nothing_sent_for_long_breaks_the_service(tmp_path, scenarios):
    examples = 1_000 if os.environ.get("VINHDANH_DRILL") == "full" else 100

    found = drive(tmp_path, "GET|POST", examples, examples if scenarios else 0)

    assert [] == found.failures
    assert BROKEN.isdisjoint(found.met)
    assert set(found.met) <= set(words())
