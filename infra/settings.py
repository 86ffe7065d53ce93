"""Settings: read from the environment once, at start, all wrong values named together."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from environs import Env, EnvValidationError, ValidationError
from environs import validate as valid

from domain.force import Backdating
from infra.bus.settings import LAST_PORT, BusSettings, is_a_file, read_bus, wrong_together
from infra.database_url import own_database, parse_database
from infra.rulebooks.read_once import ReadOnce
from infra.sign_in.issuer_address import is_safe
from infra.sign_in.settings import SignInSettings, read_sign_in, wrong_sign_in

if TYPE_CHECKING:
    from sqlalchemy import URL

PREFIX = "VINHDANH_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
MOST_THREADS = 256
MOST = 25 << 20
FAR_BACK = valid.Range(0, 36_500)
A_PACE, CALLERS = valid.Range(0), 10
RECEIPT = ("required", "optional")
IN_WORDS = valid.OneOf(RECEIPT)
OWN_ISSUER = "vinhdanh-development"
DISCOVERED = "discover"
NO_CONSOLE = SignInSettings()


class BadSettings(Exception):
    """The environment holds wrong values; `problems` says what is wrong with which variable."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        self.problems = problems
        lines = (f"  {name}: {' '.join(texts)}" for name, texts in sorted(problems.items()))
        super().__init__("\n".join(("wrong settings:", *lines)))


@dataclass(frozen=True, slots=True)
class Settings:
    """
    What the house was told at start.

    `named` is the database as it was named and may carry a password: it is never shown; None is the
    file of our own. `jwks` None: tokens of our own development key only, or where it `discovers`,
    those of keys that the issuer publishes. `calendar` None: no override file. `rules` None: every
    rule has its own force. `terms`, `ballots`, `hearing` None: terms run, councils vote and
    agencies are consulted as the rulebooks say. `bus` None: no bus. `bus_senders` None: those of
    the file in the home, where there is one. `witnesses` None: those of the file in the
    home, from when there is one.
    `keeper` is the database under the role that keeps the views, never shown either.
    """

    home: Path
    host: str
    port: int
    named: str | None = field(repr=False)
    jwks: Path | None
    discovers: bool
    issuer: str
    audience: str
    calendar: ReadOnce | None
    rules: ReadOnce | None
    terms: ReadOnce | None
    ballots: ReadOnce | None
    hearing: ReadOnce | None
    log_level: str
    evidence_max_bytes: int
    requests_per_minute: int
    requests_per_minute_of_address: int
    threads: int
    backdating: Backdating
    bus_senders: Path | None
    witnesses: Path | None = None
    keeper: str | None = field(default=None, repr=False)
    bus: BusSettings | None = None
    sign_in: SignInSettings = NO_CONSOLE

    @property
    def database(self) -> "URL":
        """The database, its driver chosen."""
        return parse_database(self.named) if self.named else own_database(self.home)

    @property
    def address(self) -> str:
        """The database as text, password and all: for those who connect, never for a log."""
        return self.database.render_as_string(hide_password=False)

    @property
    def kept(self) -> "URL":
        """The database as who keeps the views enters it; the same where nobody else is named."""
        return parse_database(self.keeper) if self.keeper else self.database

    @property
    def keys(self) -> Path:
        """The folder of the development key."""
        return self.home / "keys"

    @property
    def evidence(self) -> Path:
        """The folder of the evidence files."""
        return self.home / "evidence"


def read() -> Settings:
    """
    Return the settings of the environment.

    Raises:
        BadSettings: with every wrong value, not just the first; no value is repeated.
    """
    env = Env(eager=False, prefix=PREFIX)
    home = env.path("HOME", default=Path("var")).expanduser().resolve()
    settings = _settings(env, home)
    wrong = wrong_together(settings.bus) | wrong_sign_in(settings.sign_in, settings.audience)
    if problems := wrong | _wrong_together(home) | _wrong_values(env):
        raise BadSettings(problems)
    return settings


def _settings(env: Env, home: Path) -> Settings:
    """Return what the variables say; wrong ones are told when *env* is sealed."""
    discovers = env.str("JWKS", default="") == DISCOVERED
    return Settings(
        home=home,
        host=env.str("HOST", default="127.0.0.1", validate=_is_a_word),
        port=env.int("PORT", default=8000, validate=valid.Range(1, LAST_PORT)),
        named=_database(env),
        jwks=None if discovers else env.path("JWKS", default=None, validate=is_a_file),
        discovers=discovers,
        issuer=env.str("ISSUER", default=OWN_ISSUER, validate=_is_a_word),
        audience=env.str("AUDIENCE", default="vinhdanh", validate=_is_a_word),
        calendar=_rules(env, home, "calendar"),
        rules=_rules(env, home, "rules"),
        terms=_rules(env, home, "terms"),
        ballots=_rules(env, home, "ballots"),
        hearing=_rules(env, home, "hearing"),
        log_level=env.str("LOG_LEVEL", default="INFO", validate=valid.OneOf(LEVELS)),
        evidence_max_bytes=env.int("EVIDENCE_MAX_BYTES", default=MOST, validate=valid.Range(1)),
        **_paces(env),
        threads=env.int("THREADS", default=8, validate=valid.Range(1, MOST_THREADS)),
        backdating=_late_entry(env),
        bus_senders=env.path("BUS_SENDERS", default=None, validate=_is_a_name),
        witnesses=env.path("WITNESSES", default=None, validate=is_a_file),
        keeper=env.str("KEEPER_URL", default=None, validate=_names_a_database),
        bus=read_bus(env),
        sign_in=read_sign_in(env),
    )


def _rules(env: Env, home: Path, kind: str) -> ReadOnce | None:
    """Return an operator's file of rules: as it is named, else that of the home."""
    beside = _found(home / f"{kind}.toml")
    path = env.path(kind.upper(), default=beside, validate=is_a_file)
    return None if path is None else ReadOnce(path)


def _paces(env: Env) -> dict[str, int]:
    """Return how often a caller may ask within a minute, and all of one address together."""
    most = env.int("REQUESTS_PER_MINUTE", 1200, validate=A_PACE)
    shared = env.int("ADDRESS_REQUESTS_PER_MINUTE", CALLERS * (most or 0), validate=A_PACE)
    return {"requests_per_minute": most, "requests_per_minute_of_address": shared}


def _late_entry(env: Env) -> Backdating:
    """Return how late an opening may be entered; what is wrong is told with the rest."""
    days = env.int("OPENING_DAYS_BACK", default=30, validate=FAR_BACK)
    return Backdating(days, env.str("OPENING_RECEIPT", RECEIPT[0], validate=IN_WORDS) == RECEIPT[0])


def _database(env: Env) -> str | None:
    text = env.str("DATABASE_URL", default=None, validate=_names_a_database)
    path = env.path("DATABASE_URL_FILE", default=None, validate=_holds_a_database_url)
    return text if path is None else path.read_text(encoding="utf-8")


def _wrong_values(env: Env) -> dict[str, list[str]]:
    try:
        env.seal()
    except EnvValidationError as err:
        named = err.error_messages
        if isinstance(named, Mapping):
            return {key: [str(text) for text in texts] for key, texts in named.items()}
        raise
    return {}


def _wrong_together(home: Path) -> dict[str, list[str]]:
    """Say what no single value shows: a home that cannot be one, and names that need each other."""
    given = {key.removeprefix(PREFIX) for key in os.environ if key.startswith(PREFIX)}
    problems = {}
    if home.exists() and not home.is_dir():
        problems[f"{PREFIX}HOME"] = ["Not a folder."]
    if {"DATABASE_URL", "DATABASE_URL_FILE"} <= given:
        problems[f"{PREFIX}DATABASE_URL_FILE"] = [f"Set it or {PREFIX}DATABASE_URL, not both."]
    if "JWKS" in given and "ISSUER" not in given:
        problems[f"{PREFIX}ISSUER"] = [f"Needed with {PREFIX}JWKS: whose tokens are these?"]
    return problems | _wrong_issuer(os.environ)


def _wrong_issuer(said: Mapping[str, str]) -> dict[str, list[str]]:
    """Say what is wrong with an issuer that shall be asked for its keys."""
    name = f"{PREFIX}ISSUER"
    asked = said.get(f"{PREFIX}JWKS") == DISCOVERED and name in said
    if not asked or is_safe(said[name]):
        return {}
    return {name: ["Must be an https address: its keys are asked for there."]}


def _is_a_name(path: Path) -> None:
    if not path.name:
        raise ValidationError("Must be the path of a file.")


def _found(path: Path) -> Path | None:
    return path if path.is_file() else None


def _is_a_word(text: str) -> None:
    if not text or not text.isprintable() or " " in text:
        raise ValidationError("Must be one word.")


def _names_a_database(text: str) -> None:
    try:
        parse_database(text)
    except ValueError as err:
        raise ValidationError(str(err)) from None


def _holds_a_database_url(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ValidationError("Not a readable file.") from None
    _names_a_database(text)
