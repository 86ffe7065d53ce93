"""Random and malicious requests over every operation: no crash, every error a known problem."""

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
from schemathesis.engine import from_schema
from schemathesis.transport.wsgi import WSGI_TRANSPORT, WSGITransport

from api.commands.token import ROLES
from api.problem_words import words
from services.stores import Claims
from tests.api.badges import ISSUER
from tests.builders import NOON
from tests.filled.aim import Aim
from tests.filled.found import REJECTION, failures, misjudged, problems
from tests.filled.stage import stage
from tests.filled.stories import SENDING, TELL

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

UNITS = "10531 288 30 10532 31 VN"
ANYBODY = Claims("anybody", frozenset(ROLES), frozenset(UNITS.split()), "TM")
# What a schema cannot say, the domain does: a well-formed act may break a rule, come too late,
# or come without a key; a file may be well-formed and not be what it claims.
REFUSED = ["2xx", "304", "403", "404", "409", "412", "415", "422", "428"]
REJECTED = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428"]

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
