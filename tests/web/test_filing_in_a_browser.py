"""A ward officer files a case in a real browser, without a barrier at any page on the way."""

from tests.api.serving import eventually
from tests.web.axe import barriers
from tests.web.filing import FORM, PDF
from tests.web.walking import DESK, PHONE, go, land, plain, press_button, press_link, sign_in

OFFICER = "nominating-officer.10532"
TODAY = {"unit": "10532", "nominee_unit": "10532", "receipt": ""}
KINDS = ("proposal-letter", "achievement-report", "council-minutes")
WIDE = "document.documentElement.scrollWidth - innerWidth"
FOCUS, READY = "(document.activeElement || {}).id", "document.readyState"


def looked_at(page):
    assert [] == barriers(page)
    assert page.run(WIDE) <= 0


def refused(page, **filled):
    """Send a form that is refused; the page says so with the focus there."""
    press_button(page, **filled)
    eventually(True, lambda: page.run(FOCUS) == "problems" and page.run(READY) == "complete")
    looked_at(page)


def new_case(page, address):
    """Open a case by its form, after a try that is refused; return the address of its page."""
    press_link(page, "/console/cases/new")
    looked_at(page)
    said = {name: one for name, one in FORM.items() if name not in {"effective_on", "movement"}}
    refused(page, **said | TODAY | {"award": "", "identity_number": "77"})
    refused(page, award="gk-phuong")
    press_button(page, identity_number=FORM["identity_number"])
    eventually(True, lambda: "done=opening" in page.run("location.search"))
    assert "Tống Lam Khê" in land(page, "/console/cases/")
    return page.run("location.pathname")


def back_at(page, case):
    """Wait until an act is done, which leads back to the case; return what that says."""
    eventually(True, lambda: page.run("location.pathname") == case)
    return land(page, case)


def bring(page, case, kind, folder):
    """Bring a paper from the disk, by the link that the case shows."""
    press_link(page, f"evidence?paper={kind}")
    file = folder / f"{kind}.pdf"
    file.write_bytes(PDF + kind.encode())
    page.choose("#file", [file])
    press_button(page, form="original")
    back_at(page, case)


def filed(page, address, folder):
    case = new_case(page, address)
    looked_at(page)
    press_link(page, "assessment?criterion=contribution")
    looked_at(page)
    press_button(page, note="Dạy 210 người cao tuổi")
    back_at(page, case)
    press_link(page, "evidence?paper=proposal-letter")
    refused(page)
    go(page, plain(address) + case)
    for kind in KINDS:
        bring(page, case, kind, folder)
    press_link(page, "/acts/filing")
    looked_at(page)
    press_button(page)
    return back_at(page, case)


def test_a_case_is_filed_on_a_phone(page, address, tmp_path):
    page.order("Emulation.setDeviceMetricsOverride", **PHONE)
    sign_in(page, address, OFFICER)
    looked_at(page)

    assert "đang được xét" in filed(page, address, tmp_path)


def test_the_form_at_a_desk(page, address):
    page.order("Emulation.setDeviceMetricsOverride", **DESK)
    sign_in(page, address, OFFICER)
    case = new_case(page, address)
    looked_at(page)
    for act in ("evidence", "assessment"):
        go(page, f"{plain(address)}{case}/acts/{act}")
        looked_at(page)
