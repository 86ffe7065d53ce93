"""No page of ours has a barrier that a program can find: WCAG 2.2 A and AA, contrast included."""

import pytest

from tests.api.serving import eventually
from tests.web.axe import barriers
from tests.web.walking import DESK, PHONE, go, land, plain, sign_in

WIDE = "document.documentElement.scrollWidth"
ACT = "document.querySelector('main ul a[href*=\\'/acts/return\\']').href"
FOCUS = "(document.activeElement || {}).id"
FORM = "document.querySelector('main form')"
UNFILLED = f"{FORM}.noValidate = true; {FORM}.requestSubmit()"


@pytest.fixture(params=[PHONE, DESK], ids=["360", "1280"])
def screen(request, page):
    page.order("Emulation.setDeviceMetricsOverride", **request.param)
    return page


def width(page):
    return page.run("innerWidth")


@pytest.mark.parametrize("path", ["/console/sign-in", "/console/signed-out", "/ballot"])
def test_pages_of_nobody(screen, address, path):
    screen.order("Page.navigate", url=plain(address) + path)
    land(screen, path)

    assert [] == barriers(screen)
    assert screen.run(WIDE) <= width(screen)


def test_the_secret_is_asked_for(screen, address):
    screen.order("Page.navigate", url=f"{plain(address)}/console/sign-in/start")
    land(screen, "/dev-issuer/authorize")

    assert [] == barriers(screen)
    assert screen.run("document.querySelectorAll('#secret').length") == 1


def test_from_the_desk_to_an_act_that_is_refused(screen, address):
    sign_in(screen, address, "leader.10532")
    assert [] == barriers(screen)
    go(screen, screen.run("document.querySelector('main a[href*=cases]').href"))
    assert [] == barriers(screen)
    go(screen, screen.run(ACT))
    assert [] == barriers(screen)
    assert screen.run(WIDE) <= width(screen)

    screen.run(UNFILLED)
    eventually(True, lambda: screen.run(FOCUS) == "problems")
    assert [] == barriers(screen)


def test_what_waits_for_a_second_person(screen, address):
    sign_in(screen, address, "auditor.vn")
    go(screen, f"{plain(address)}/console/proposals")
    assert [] == barriers(screen)
    go(screen, screen.run("document.querySelector('main th a').href"))
    assert "force = " in screen.run("document.querySelector('.diff').innerText")
    assert [] == barriers(screen)
    assert screen.run(WIDE) <= width(screen)


def test_what_is_not_there(screen, address):
    sign_in(screen, address, "leader.10532")
    go(screen, f"{plain(address)}/console/cases/00000000-0000-0000-0000-000000000000")

    assert [] == barriers(screen)
