"""Who asks every question there is, of what, with which words in the query."""

from collections.abc import Mapping
from typing import Any

from tests.api.badges import badge
from tests.authority.places import places
from tests.authority.reading import CODE
from tests.authority.story import case_of
from tests.filled.orders import IDS, Said
from tests.filled.stage import STREET, TEAMS
from tests.filled.words import KEPT

AUDITOR, OPERATOR = ("auditor", "central"), ("operator", "central")
READERS = {"list_parked_messages": OPERATOR, "show_parked_message": OPERATOR}
PUBLIC = {"code": "10532", "movement": "hai-duong-2025", "award": "gk-phuong", "year": "2025"}
OF: Mapping[str, Mapping[str, str]] = {
    "fetch_evidence": {"nomination": str(TEAMS[1]), "sha256": KEPT},
}
QUERY: Mapping[str, Mapping[str, Any]] = {
    "show_favourable": {"regime": "nd152-2025"},
    "show_statistics": {"year": 2024},
    "show_sublog": {"year": 2025},
    "show_possible_acts": {"sort": "start"},
    "show_movement_ranking": {
        "movement": "hai-duong-2025", "occasion": "annual", "award": "bk-ttg", "unit": "10531",
    },
    "prove_inclusion": {"position": 7},
    "prove_consistency": {"from": 7},
}  # fmt: skip


def asked(operation: str, address: str) -> list[Said]:
    """Return questions of an operation, about a case at every place: the first is answered."""
    role, unit = READERS.get(operation, AUDITOR)
    speaks, query = badge("reader", role, CODE[unit]), QUERY.get(operation, {})
    ids = {**IDS, **PUBLIC, **OF.get(operation, {})}
    found = [Said(STREET, ids, speaks, None, query)]
    if "{nomination}" in address and operation not in OF:
        found += [
            Said(STREET, {**ids, "nomination": str(case_of(one))}, speaks, None, query)
            for one in places()
        ]
    return found
