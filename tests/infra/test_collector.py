"""How seldom what is not in use is looked for is said once, for commands and for the server."""

import gc
from pathlib import Path

from infra.collector import YOUNG_OBJECTS, look_seldom

ROOT = Path(__file__).parents[2]


def test_it_is_said_in_one_place():
    rooms = (ROOT / room for room in ("api", "infra", "web"))
    said = [
        one.name for room in rooms for one in room.rglob("*.py") if "set_thr" in one.read_text()
    ]
    assert ["collector.py"] == said


def test_who_looks_more_seldom_goes_on_so():
    before = gc.get_threshold()
    try:
        for asked, then in ((700, YOUNG_OBJECTS), (10**6, 10**6)):
            gc.set_threshold(asked)
            look_seldom()
            assert then == gc.get_threshold()[0]
    finally:
        gc.set_threshold(*before)
