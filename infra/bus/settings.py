"""Settings of the city's bus: none without brokers, and then nothing tries to reach one."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from environs import Env, ValidationError
from environs import validate as valid

from infra.bus.pem_files import holds_a_key, holds_certificates
from services.upkeep import CannotOpen

SECURITIES = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
MECHANISMS = ("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN")
INSIDE, ELSEWHERE = "inside", "elsewhere"
ADDRESS = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})")
LAST_PORT = 65_535
ONLY_WITH = {  # what each setting is for; given without, it would silently protect nothing
    "SASL": ("USERNAME", "PASSWORD", "PASSWORD_FILE", "SASL_MECHANISM"),
    "SSL": ("CA_FILE", "CERT_FILE", "KEY_FILE"),
}
MOST_PARTITIONS = 1_000


@dataclass(frozen=True, slots=True)
class BusSettings:
    """
    How the brokers are reached, and who speaks.

    `source` names this installation in every message, for ever. `workers` says whether `serve`
    starts relay and intake, or somebody else does. The password is never shown.
    """

    brokers: tuple[str, ...]
    source: str
    security: str
    ca: Path | None
    certificate: Path | None
    key: Path | None
    mechanism: str
    user: str | None
    password: str | None = field(repr=False)
    partitions: int
    workers: str


def read_bus(env: Env) -> BusSettings | None:
    """Return what *env* says of the bus, None where no broker is named."""
    brokers = _brokers(env)
    found = BusSettings(
        brokers=brokers,
        source=env.str("BUS_SOURCE", default="/vinhdanh", validate=_is_a_reference),
        security=env.str("KAFKA_SECURITY", default="PLAINTEXT", validate=valid.OneOf(SECURITIES)),
        ca=env.path("KAFKA_CA_FILE", default=None, validate=holds_certificates),
        certificate=env.path("KAFKA_CERT_FILE", default=None, validate=holds_certificates),
        key=env.path("KAFKA_KEY_FILE", default=None, validate=holds_a_key),
        mechanism=env.str(
            "KAFKA_SASL_MECHANISM", default=MECHANISMS[0], validate=valid.OneOf(MECHANISMS)
        ),
        user=env.str("KAFKA_USERNAME", default=None),
        password=_password(env),
        partitions=env.int("BUS_PARTITIONS", default=6, validate=valid.Range(1, MOST_PARTITIONS)),
        workers=env.str("BUS_WORKERS", default=INSIDE, validate=valid.OneOf((INSIDE, ELSEWHERE))),
    )
    return found if brokers else None


def wrong_together(bus: BusSettings | None) -> dict[str, list[str]]:
    """Say what no single value shows: what is needed and not there, or there and used by nobody."""
    if bus is None or bus.security not in SECURITIES:
        return {}
    return dict(_given_for_nothing(bus.security)) | _lacking(bus)


def _given_for_nothing(security: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what is given and has no place in *security*: who gave it believes it protects."""
    for way, names in ONLY_WITH.items():
        fitting = " or ".join(one for one in SECURITIES if way in one)
        for name in (f"VINHDANH_KAFKA_{one}" for one in names):
            if way not in security and os.environ.get(name):
                yield name, [f"Of no use with {security}: needs {fitting} as security."]


def _lacking(bus: BusSettings) -> dict[str, list[str]]:
    """Say what is needed to show who we are, and is not there."""
    wanted, named = {}, bus.security in SECURITIES[2:]
    if named and not bus.user:
        wanted["VINHDANH_KAFKA_USERNAME"] = [f"Needed with {bus.security}."]
    if named and not bus.password:
        wanted["VINHDANH_KAFKA_PASSWORD"] = [
            f"Needed with {bus.security}, or a file that holds it."
        ]
    if bus.key and not bus.certificate:
        wanted["VINHDANH_KAFKA_CERT_FILE"] = ["Needed with VINHDANH_KAFKA_KEY_FILE."]
    return wanted


def needed(bus: BusSettings | None) -> BusSettings:
    """
    Return the settings of the bus.

    Raises:
        CannotOpen: there is none.
    """
    if bus is None:
        raise CannotOpen("no bus: VINHDANH_KAFKA_BOOTSTRAP_SERVERS names no broker")
    return bus


def _brokers(env: Env) -> tuple[str, ...]:
    return tuple(env.list("KAFKA_BOOTSTRAP_SERVERS", default=[], validate=_are_addresses) or ())


def _password(env: Env) -> str | None:
    path = env.path("KAFKA_PASSWORD_FILE", default=None, validate=_holds_text)
    said: str | None = env.str("KAFKA_PASSWORD", default=None)
    return said if path is None else _text(path)


def _are_addresses(hosts: list[str]) -> None:
    found = [ADDRESS.fullmatch(host) for host in hosts]
    if not all(one and 1 <= int(one[1]) <= LAST_PORT for one in found):
        raise ValidationError(f"Must be host:port each, up to {LAST_PORT}, with commas between.")


def is_a_file(path: Path) -> None:
    """Refuse a path at which no file stands (ValidationError)."""
    if not path.is_file():
        raise ValidationError("No such file.")


def _text(path: Path) -> str | None:
    """Return what a file holds but the end of its line; None when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        return None


def _holds_text(path: Path) -> None:
    if _text(path) is None:
        raise ValidationError("Not a readable file.")


def _is_a_reference(text: str) -> None:
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise ValidationError("Must be a URI reference, such as /vinhdanh/30.")
