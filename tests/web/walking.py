"""A walk in a real browser: going somewhere, signing in with the keyboard alone."""

import json
import re
import time
from pathlib import Path

from tests.verifying.browser import Page

SEEN = "[location.pathname, document.readyState, document.body && document.body.innerText]"
PATIENCE = 60
SIGN_IN = re.compile("^sign in: +(.+)$", re.MULTILINE)
BY_COMMAND = "import sys; from api.cli import main; sys.argv = ['vinhdanh', 'serve']; main()"
FOCUSED = "document.activeElement.id || document.activeElement.textContent.trim().slice(0, 12)"
PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
DESK = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
NARROW = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}


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


def press_button(page: Page, **filled: str) -> None:
    """Fill in the form of the page and press its last button, whatever the browser would say."""
    set_it = (
        "if (it.type === 'radio') it.checked = it.value === said[name]; else it.value = said[name]"
    )
    page.run(f"""(said => {{
        const form = document.querySelector('main form');
        for (const name in said) for (const it of form.querySelectorAll(`[name="${{name}}"]`)) {{
            {set_it};
        }}
        form.noValidate = true;
        [...form.querySelectorAll('button')].at(-1).click();
    }})({json.dumps(filled)})""")


def press_link(page: Page, words: str) -> None:
    """Follow the first link of the page whose address holds these words."""
    there = page.run(f"document.querySelector('main a[href*=\"{words}\"]').href")
    go(page, there)
