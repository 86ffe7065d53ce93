"""What can be said of the container files without an engine: nothing is left out, numbers agree."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RECIPE = (ROOT / "Containerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


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


def test_only_this_machine_reaches_the_service_and_nobody_the_store():
    ports = {name: one.get("ports", []) for name, one in COMPOSE["services"].items()}

    assert ports == {"service": ["127.0.0.1:${VINHDANH_PORT:-8000}:8000"], "store": []}


def test_what_must_outlive_the_containers_is_a_volume():
    mounts = [mount for one in COMPOSE["services"].values() for mount in one["volumes"]]

    assert mounts == ["home:/var/lib/vinhdanh", "store:/var/lib/postgresql/data"]
    assert set(COMPOSE["volumes"]) == {"home", "store"}
