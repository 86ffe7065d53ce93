"""What can be said of the container files without an engine: nothing is left out, numbers agree."""

import re
import tomllib
from pathlib import Path

import yaml

from infra.serve import STOP_SECONDS
from infra.views.finish import FINISH_SECONDS
from tests.brokers.apache import PROPERTIES
from tests.brokers.jars import kafka_version

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RECIPE = (ROOT / "Containerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
CLOSING_SECONDS = 10
KAFKA = COMPOSE["services"]["kafka"]["environment"]


def test_every_room_of_the_wheel_is_copied():
    copied = re.findall(r"^COPY (\w+) \1$", RECIPE, re.MULTILINE)

    assert copied == PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def test_the_container_and_make_take_the_same_uv():
    in_make = re.findall(r"^UV_VERSION := (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert in_make == re.findall(r"uv==(\S+)", RECIPE)


def test_the_service_never_runs_as_root():
    assert RECIPE.index("USER vinhdanh") < RECIPE.index('CMD ["vinhdanh", "serve"]')


def test_the_service_waits_for_the_store_it_is_pointed_to():
    service = COMPOSE["services"]["service"]
    store = service["environment"]["VINHDANH_DATABASE_URL"].split("@")[1].split(":")[0]

    assert service["depends_on"] == {store: {"condition": "service_healthy"}}
    assert COMPOSE["services"][store]["image"] == "postgres:17"


def test_only_this_machine_reaches_the_service_and_the_broker_and_nobody_the_store():
    ports = {name: one.get("ports", []) for name, one in COMPOSE["services"].items()}

    assert ports == {
        "service": ["127.0.0.1:${VINHDANH_PORT:-8000}:8000"],
        "store": [],
        "kafka": ["127.0.0.1:${VINHDANH_BROKER_PORT:-9092}:9092"],
    }


def test_what_must_outlive_the_containers_is_a_volume():
    mounts = [mount for one in COMPOSE["services"].values() for mount in one["volumes"]]

    assert mounts == [
        "home:/var/lib/vinhdanh",
        "store:/var/lib/postgresql/data",
        "topics:/var/lib/kafka/data",
    ]
    assert set(COMPOSE["volumes"]) == {mount.split(":")[0] for mount in mounts}
    assert KAFKA["KAFKA_LOG_DIRS"] == mounts[2].split(":")[1]


def test_the_broker_starts_only_when_it_is_asked_for():
    asked = {
        name: one["profiles"] for name, one in COMPOSE["services"].items() if "profiles" in one
    }

    assert asked == {"kafka": ["bus"]}


def test_the_broker_is_the_one_that_is_tested():
    assert COMPOSE["services"]["kafka"]["image"] == f"apache/kafka:{kafka_version()}"


def test_the_broker_tells_everybody_an_address_they_can_call():
    told = dict(re.findall(r"(\w+)://([^,]+)", KAFKA["KAFKA_ADVERTISED_LISTENERS"]))
    port = COMPOSE["services"]["kafka"]["ports"][0].rsplit(":", 1)[0]

    assert told == {"INSIDE": "kafka:19092", "MACHINE": port}


def test_the_broker_behaves_as_the_one_that_is_tested():
    tested = dict(line.split("=") for line in PROPERTIES.splitlines())
    named = {key[6:].lower().replace("_", "."): str(value) for key, value in KAFKA.items()}
    places = {key for key in named if "listener" in key or "log.dirs" in key or "voters" in key}

    assert {key: tested[key] for key in named.keys() - places} == {
        key: named[key] for key in named.keys() - places
    }


def test_the_service_is_killed_no_sooner_than_requests_views_and_closing_are_done():
    grace = COMPOSE["services"]["service"]["stop_grace_period"]

    assert STOP_SECONDS + FINISH_SECONDS + CLOSING_SECONDS <= int(grace.removesuffix("s"))
