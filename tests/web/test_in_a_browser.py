"""A walk in a real browser, with the keyboard alone and at the width of a phone."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.commanding import load_demo
from tests.api.serving import running
from tests.verifying.browser import THIS_MACHINE, Page, found, opened

SEEN = "[location.pathname, document.readyState, document.body && document.body.innerText]"
PATIENCE = 60
SIGN_IN = re.compile("^sign in: +(.+)$", re.MULTILINE)
BY_COMMAND = "import sys; from api.cli import main; sys.argv = ['vinhdanh', 'serve']; main()"
FOCUSED = "document.activeElement.id || document.activeElement.textContent.trim().slice(0, 12)"
NARROW = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the service over the demo ward, with the issuer for development."""
    home = load_demo(tmp_path_factory.mktemp("walk") / "var")
    asked = {"VINHDANH_DEVELOPMENT_ISSUER": "on", "VINHDANH_LOG_LEVEL": "INFO"}
    with running(home, BY_COMMAND, **asked):
        yield printed(home)


def printed(home: Path) -> str:
    """Return the address to sign in at that the start printed."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if there := SIGN_IN.search((home / "log").read_text()):
            return there[1]
        time.sleep(0.05)
    raise AssertionError


def plain(address: str) -> str:
    """Return the address of the service alone."""
    return address.partition("/dev-issuer")[0]


@pytest.fixture(scope="module")
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


def seen(page: Page) -> tuple[str, str, str]:
    """Return where the page is, whether it is all there, and what it says."""
    try:
        where, state, said = page.run(SEEN)
    except RuntimeError:  # it is just being left for another
        return "", "", ""
    return where, state, said or ""


def go(page: Page, address: str) -> str:
    """Open an address; return where that led."""
    page.order("Page.navigate", url=address)
    land(page, "/console/")
    return seen(page)[0]


def press_until(page: Page, wanted: str) -> None:
    """Walk with Tab to what bears these words or this id, and press Enter there."""
    for _ in range(60):
        page.press("Tab", 9)
        if wanted in page.run(FOCUSED):
            page.press("Enter", 13, "\r")
            return
    raise AssertionError(wanted)


def land(page: Page, *places: str) -> str:
    """Wait until one of some pages is there; return what it says."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        where, state, said = seen(page)
        if state == "complete" and where.startswith(places):
            return said
        time.sleep(0.05)
    raise AssertionError(places, seen(page))


def sign_in(page: Page, address: str, hand: str) -> str:
    """Sign in with the keyboard alone, from the address that the start printed."""
    assert "/console/sign-in" == go(page, address)
    press_until(page, "Đăng nhập")
    assert "For development only" in land(page, "/dev-issuer/authorize")
    page.run(f"document.querySelector('input[value=\"{hand}\"]').focus()")
    page.press(" ", 32, " ")
    press_until(page, "Tiếp tục")
    return land(page, "/console/work", "/console/office")


def complaints(page: Page) -> list[str]:
    """Return what the browser had to say; that there is no icon does not count."""
    told = [one["params"]["entry"] for one in page.events if one["method"] == "Log.entryAdded"]
    return [one["text"] for one in told if "favicon" not in one.get("url", "")]


def test_somebody_signs_in_and_reads_a_case(page, address):
    assert "Việc của tôi" in sign_in(page, address, "leader.10532")

    press_until(page, "Chử Hoài Niê")
    said = land(page, "/console/cases/")
    assert "Việc này cần vai trò Cán bộ đề nghị" not in said  # folded until somebody asks
    press_until(page, "Nộp hồ sơ")
    assert "Việc này cần vai trò Cán bộ đề nghị" in land(page, "/console/cases/")


def test_signing_out_with_the_keyboard_breaks_no_policy(page, address):
    page.events.clear()
    sign_in(page, address, "leader.10532")

    press_until(page, "Đăng xuất")
    assert "Đã đăng xuất" in land(page, "/console/signed-out")
    assert "/console/sign-in" == go(page, f"{plain(address)}/console/work")
    assert [] == complaints(page)


def test_who_holds_two_offices_chooses_one(page, address):
    sign_in(page, address, "secretary-and-clerk.10532")
    land(page, "/console/office")
    page.run("document.getElementById('office-2').focus()")
    page.press(" ", 32, " ")
    press_until(page, "Tiếp tục")

    assert "Văn thư" in land(page, "/console/work")


def test_on_a_phone_nothing_is_wider_than_the_screen(page, address):
    page.order("Emulation.setDeviceMetricsOverride", **NARROW)
    sign_in(page, address, "appraiser.31")
    wide = "document.documentElement.scrollWidth"

    assert page.run(wide) <= NARROW["width"]
    link = page.run("(document.querySelector('main a[href*=cases]') || {}).href")
    go(page, link or f"{plain(address)}/console/work")
    assert page.run(wide) <= NARROW["width"]
