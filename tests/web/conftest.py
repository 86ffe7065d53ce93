"""A console over a house of the API's tests, and browsers in front of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine

from api.app import application
from api.inside import Inside
from infra.sign_in.development_issuer import DevelopmentIssuer
from infra.sign_in.login import OpenIdProvider, Registration
from infra.sign_in.store import SignInStore
from tests.api import houses
from tests.api.commanding import Desk, load_demo
from tests.api.serving import running
from tests.infra.forgeries import NOW
from tests.plain_house import StandingClock
from tests.verifying.browser import THIS_MACHINE, Page, found, opened
from tests.web.browsing import ORIGIN, Browser
from tests.web.city import CLIENT, SECRET, City, issuing
from tests.web.developing import BACK, HERE, KEY, OUT
from tests.web.developing import SECRET as START_SECRET
from tests.web.walking import BY_COMMAND, printed
from web.console import console
from web.front import Front


@dataclass
class Room:
    """The console's part of a house, on a clock that stands."""

    sign_ins: SignInStore
    provider: OpenIdProvider | None
    clock: StandingClock
    origin: str = ORIGIN
    own_issuer: DevelopmentIssuer | None = None
    requests_per_minute: int = 0
    evidence_limit: int = houses.MOST_EVIDENCE

    def now(self) -> datetime:
        """Return the instant."""
        return self.clock.now()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[houses.House]:
    with houses.house(tmp_path) as lent:
        lent.clock.instant = NOW
        yield lent


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with houses.house(tmp_path_factory.mktemp("nobody")) as empty:
        yield application(empty)


@pytest.fixture
def city() -> Iterator[City]:
    with issuing() as lent:
        yield lent


@pytest.fixture
def room(house: houses.House, city: City, tmp_path: Path) -> Iterator[Room]:
    secret = tmp_path / "client-secret"
    secret.write_text(SECRET + "\n")
    engine = create_engine(f"sqlite:///{tmp_path}/sign-ins.sqlite")
    kept = SignInStore(engine, timedelta(minutes=30), timedelta(hours=8))
    ours = Registration(city.address, CLIENT, secret, "openid offices")
    yield Room(kept, OpenIdProvider(ours, tmp_path / "keys.json", house.clock.now), house.clock)
    engine.dispose()


@pytest.fixture
def app(written: Flask, house: houses.House, room: Room, monkeypatch) -> Flask:
    """Return API and console under one address, as the entry point puts them."""
    houses_api = written.wsgi_app
    written.extensions["vinhdanh"] = house
    pages = console(room, Inside(houses_api, house))
    monkeypatch.setattr(written, "wsgi_app", Front(houses_api, pages.wsgi_app))
    return written


@pytest.fixture
def open_browser(app: Flask, city: City) -> Callable[[], Browser]:
    return lambda: Browser(app.test_client(), city)


@pytest.fixture
def browser(open_browser: Callable[[], Browser]) -> Browser:
    return open_browser()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(NOW)


@pytest.fixture
def issuer(clock: StandingClock) -> DevelopmentIssuer:
    """Return the issuer for development."""
    place = f"{HERE}/dev-issuer"
    return DevelopmentIssuer(place, "vinhdanh-console", BACK, OUT, KEY, START_SECRET, clock.now)


@pytest.fixture
def developer(
    open_browser: Callable[[], Browser], room: Room, issuer: DevelopmentIssuer
) -> Browser:
    """Return a browser at a service for development."""
    room.origin, room.own_issuer = HERE, issuer
    return replace(open_browser(), origin=HERE)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the service over the demo ward, with the issuer for development."""
    home = load_demo(tmp_path_factory.mktemp("walk") / "var")
    _propose(home)
    asked = {"VINHDANH_DEVELOPMENT_ISSUER": "on", "VINHDANH_LOG_LEVEL": "INFO"}
    with running(home, BY_COMMAND, **asked):
        yield printed(home)


def _propose(home: Path) -> None:
    """Let an operator have proposed a file of rules."""
    file, desk = home.parent / "new.toml", Desk(home)
    file.write_text('[[rules]]\nkey = "nothing-is-open"\nforce = "warns"\nsource = "made up"\n')
    asked = ("propose", "rules", "rules", str(file), "--reason", "As agreed by the council")
    said = desk.run(*asked, TOKEN=desk.officer("first", "operator", "VN"))
    assert said.exit_code == 0, said.stderr


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    program = found()
    assert program
    profile = tmp_path_factory.mktemp("browser") / "profile"
    with opened(program, profile, reaches=THIS_MACHINE) as lent:
        yield lent


@pytest.fixture
def page(window: Page) -> Page:
    """Lend the window to somebody who is not signed in, at the width of a desk."""
    window.order("Network.clearBrowserCookies")
    window.order("Emulation.clearDeviceMetricsOverride")
    return window
