"""What a nominating officer writes at the console: a whole form, and the papers they bring."""

import re
from io import BytesIO

from tests.builders import WARD
from tests.web.browsing import TOKEN, Browser

NEW = "/console/cases/new"
HIDDEN = re.compile('name="(seen|key|step|by)" value="([^"]*)"')
FORM = {
    "unit": WARD,
    "effective_on": "2025-04-15",
    "movement": "hai-duong-2025",
    "occasion": "annual",
    "award": "gk-phuong",
    "achievement": "Dạy 210 người cao tuổi dùng định danh điện tử",
    "nominee_kind": "person",
    "nominee_class": "other",
    "nominee_name": "Tống Lam Khê",
    "nominee_position": "direct-worker",
    "nominee_unit": WARD,
    "identity_number": "001 099 000 001",
    "sex": "female",
    "receipt": "104/ĐN",
}
PDF = b"%PDF-1.4 invented"


def begun(browser: Browser, path: str = NEW) -> dict[str, str]:
    """Open a page; return what it would send by itself."""
    page = browser.get(path).text
    token = TOKEN.search(page)
    assert token, page
    return {**dict(HIDDEN.findall(page)), "csrf": token[1]}


def paper(kind: str = "achievement-report", content: bytes = PDF) -> dict[str, object]:
    """Return what is written on the page that brings a paper."""
    file = BytesIO(content), "bao-cao.pdf", "application/pdf"
    return {"paper": kind, "title": "Báo cáo thành tích", "form": "original", "file": file}
