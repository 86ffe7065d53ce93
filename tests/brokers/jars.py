"""What Apache Kafka needs of the machine: Java, and its jars, which Maven brings once to .cache."""

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

POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).parents[2] / ".cache"
JAVA_NEEDED = 17
MAVEN_SECONDS = 240


def kafka_version() -> str:
    """Return the version of Apache Kafka that the pom names."""
    return POM.read_text().split("<kafka.version>")[1].split("<")[0]


def java() -> Path:
    """Return Java's program: that of JAVA_HOME, else the one on PATH."""
    home = os.environ.get("JAVA_HOME")
    return Path(home, "bin", "java") if home else Path(shutil.which("java") or "java")


@cache
def java_version() -> str | None:
    """Return the version of Java here, None when there is no Java that runs."""
    try:
        run = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r'version "([^"]+)"', run.stderr)
    return found[1] if found else None


def missing() -> str | None:
    """Say what this machine lacks to run Apache Kafka; None when nothing."""
    version = java_version()
    if version is None:
        return f"no Java here, version {JAVA_NEEDED} or newer is needed"
    if int(re.split(r"\D", version)[0]) < JAVA_NEEDED:
        return f"Java here is {version}, version {JAVA_NEEDED} or newer is needed"
    if not _folder().exists() and shutil.which("mvn") is None:
        return "no Maven here, which brings the jars of Apache Kafka once"
    return None


def jars() -> Path:
    """
    Return the folder of Kafka's jars, brought by Maven when they are not there yet.

    Raises:
        RuntimeError: with Maven's words, when it could not bring them.
    """
    folder = _folder()
    with alone("jars"):
        if not folder.exists():
            _bring(folder)
    return folder


@contextmanager
def alone(about: str) -> Iterator[None]:
    """Let one process of this checkout at a time do the block."""
    CACHE.mkdir(exist_ok=True)
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
    settings = {"outputDirectory": part, "maven.repo.local": downloads, "style.color": "never"}
    command = ["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies"]
    _run([*command, *(f"-D{key}={value}" for key, value in settings.items())])
    part.rename(folder)
    shutil.rmtree(downloads)


def _run(command: list[str]) -> None:
    """Let Maven do it, without asking anybody anything and not for ever."""
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
        raise RuntimeError(f"Maven did not end within {MAVEN_SECONDS} s") from None
    if maven.returncode:
        raise RuntimeError(f"Maven could not bring Apache Kafka:\n{maven.stdout}{maven.stderr}")
