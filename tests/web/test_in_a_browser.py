"""A walk in a real browser, with the keyboard alone and at the width of a phone."""

from tests.web.walking import NARROW, complaints, go, land, plain, press_until, sign_in


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
