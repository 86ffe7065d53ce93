"""Which brokers a run uses: what is given, what the machine has, and what it says when it lacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.brokers import jars
from tests.brokers.broker import answers
from tests.ports import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Return a folder that is the whole PATH of a machine on which nothing was brought yet."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(jars, "CACHE", tmp_path / "cache")
    jars.java_version.cache_clear()
    yield tmp_path
    jars.java_version.cache_clear()


def install(machine, name, says=""):
    """Put a program on the machine that says something on its standard error."""
    program = machine / name
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
    program.chmod(0o755)


def test_a_machine_without_java_says_so(machine):
    assert "no Java here" in str(jars.missing())


def test_an_old_java_says_so(machine):
    install(machine, "java", 'openjdk version "11.0.2" 2019-01-15')

    assert jars.missing() == "Java here is 11.0.2, version 17 or newer is needed"


def test_a_machine_without_maven_says_so_until_the_jars_are_there(machine):
    install(machine, "java", 'openjdk version "21" 2023-09-19')

    assert "no Maven here" in str(jars.missing())

    jars._folder().mkdir(parents=True)

    assert jars.missing() is None


def test_java_and_maven_are_enough(machine):
    install(machine, "java", 'openjdk version "17.0.15" 2025-04-15')
    install(machine, "mvn")

    assert jars.missing() is None


def test_when_maven_fails_its_words_are_told_and_nothing_is_kept(machine):
    (machine / "mvn").write_text("#!/bin/sh\necho 'no such artifact' >&2\nexit 1\n")
    (machine / "mvn").chmod(0o755)

    with pytest.raises(RuntimeError, match="no such artifact"):
        jars.jars()

    assert not jars._folder().exists()


def run(*arguments, **settings):
    """Run Python as somebody without Java and Maven would, and return what was said."""
    env = {key: value for key, value in os.environ.items() if key != "JAVA_HOME"}
    env |= {"PATH": "/nowhere", **settings}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )


def test_make_broker_says_what_to_do_without_java():
    told = run("tests.brokers")

    assert (told.returncode, told.stdout) == (1, "")
    assert "make broker: no Java here" in told.stderr
    assert "podman compose --profile bus up kafka" in told.stderr


def test_make_broker_says_where_it_listens_until_it_is_told_to_end(apache_here):
    port = free_port()
    env = {**os.environ, "VINHDANH_BROKER_PORT": str(port)}
    command = [sys.executable, "-m", "tests.brokers"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as made:
        said = [made.stdout.readline() for _ in range(3)]
        answered = answers(f"127.0.0.1:{port}")
        made.terminate()

    assert answered, said
    assert f"Apache Kafka {apache_here} at 127.0.0.1:{port} answers" in said[1]
    assert made.returncode == 0
    assert not Path(said[2].split()[-1]).exists(), "its log goes with it"


def test_make_broker_names_a_taken_port(wire_broker):
    port = wire_broker.bootstrap.split(":")[1]
    told = run("tests.brokers", VINHDANH_BROKER_PORT=port)

    assert (told.returncode, told.stderr) == (
        1,
        f"make broker: port {port} is taken; VINHDANH_BROKER_PORT names another one.\n",
    )


def test_without_java_the_wire_is_still_exercised():
    said = run("pytest", "tests/bus/test_broker.py", "-k", "made_once or fenced or killed")

    assert "kafka: no Apache Kafka and none of its tests (no Java here" in said.stdout
    assert "1 passed" in said.stdout, said.stdout


def test_a_given_broker_is_used_and_never_killed(wire_broker):
    said = run(
        "pytest",
        "tests/bus/test_broker.py",
        "-k",
        "made_once or killed",
        KAFKA_BOOTSTRAP_SERVERS=wire_broker.bootstrap,
    )

    assert f"the broker of KAFKA_BOOTSTRAP_SERVERS, 3.9 at {wire_broker.bootstrap}" in said.stdout
    assert "2 passed" in said.stdout, said.stdout
