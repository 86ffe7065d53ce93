"""A ward and those above it, day by day: who speaks, what the day is, whose turn it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from api.app import application
from services.stores import Claims
from tests.api import houses
from tests.api.badges import ISSUER
from tests.api.speech import PDF, Speaker, items, of

THANH_BINH, LE_THANH_NGHI, HAI_PHONG = "10531", "10532", "31"
MOVEMENT = "hai-duong-2025"
OPINIONS: dict[str, tuple[str, dict[str, object]]] = {
    "appraise": ("appraisals", {"favourable": True, "findings": "as the report says"}),
    "review": ("endorsements", {"reason": "all members agree"}),
}


@dataclass
class Ward:
    """The ward in one house: `today` is what its clock shows and what its papers are dated."""

    house: houses.House
    app: Flask
    unit: str = THANH_BINH
    today: date = date(2025, 4, 4)
    keys: Iterator[int] = field(default_factory=count)

    def on(self, day: str) -> "Ward":
        """Let it be the morning of a day."""
        self.today = date.fromisoformat(day)
        self.house.clock.instant = datetime(
            self.today.year, self.today.month, self.today.day, 3, tzinfo=UTC
        )
        return self

    def speaker(self, role: str, unit: str = "", who: str = "") -> Speaker:
        """Return whoever has a role in the ward, or in another unit, and signs for it."""
        at = unit or self.unit
        claims = Claims(who or f"{role} of {at}", frozenset({role}), frozenset({at}), "TM")
        day_before = self.house.clock.instant - timedelta(days=1)
        return Speaker(self.app.test_client(), ISSUER.issue(claims, timedelta(days=90), day_before))

    def ask(self, address: str, **query: object) -> Any:
        """Ask as an auditor would; return what is said."""
        reply = self.speaker("auditor").get(address, **query)
        assert reply.status_code == 200, reply.data
        return reply.get_json()

    def listed(self, address: str, **query: object) -> list[dict[str, object]]:
        """Return what a list holds."""
        return items(self.speaker("auditor").get(address, **query))

    def start(self, who: Speaker, address: str, **said: object) -> TestResponse:
        """Begin something new today."""
        body = {"effective_on": self.today.isoformat(), **said}
        return who.post(address, body, key=f"story-{next(self.keys)}")

    def act(self, who: Speaker, address: str, act: str, **said: object) -> TestResponse:
        """Act on something as it stands today."""
        body = {"effective_on": self.today.isoformat(), **said}
        return who.post(f"{address}/{act}", body, version=self.ask(address)["version"])

    def proposes(self, name: str, award: str, occasion: str, **more: object) -> TestResponse:
        """Open a draft for a person of the ward, under the movement."""
        said = {
            "nominee": {"kind": "person", "name": name, "unit": self.unit},
            "unit": self.unit,
            "award": award,
            "achievement": "A year without a paper form",
            "movement": MOVEMENT,
            "occasion": occasion,
            "nominee_class": "individual",
            **more,
        }
        return self.start(self.speaker("nominating-officer"), "/nominations", **said)

    def brings(self, case: str, *papers: str, role: str = "nominating-officer", unit: str = ""):
        """Put papers into the file of a case."""
        for paper in papers:
            form = {
                "file": (BytesIO(PDF + f" {paper} {case}".encode()), "a.pdf", "application/pdf"),
                "paper": paper,
                "form": "original",
                "title": paper,
                "effective_on": self.today.isoformat(),
            }
            version, speaker = self.ask(case)["version"], self.speaker(role, unit)
            headers = {"Authorization": f"Bearer {speaker.token}", "If-Match": f'"{version}"'}
            reply = speaker.client.post(f"/api/v1{case}/evidence", data=form, headers=headers)
            assert reply.status_code == 200, reply.data

    def files(self, case: str) -> TestResponse:
        """Assess what the plan asks of a person, bring what the award asks for, and file."""
        officer = self.speaker("nominating-officer")
        said = {"criterion": "useful-initiative", "note": "One, in use since March"}
        assessed = self.act(officer, case, "assessments", **said)
        assert assessed.status_code == 200, assessed.data
        self.brings(case, *self.ask(case)["papers"])
        return self.act(officer, case, "filing")

    def turn(self, case: str, **more: object) -> TestResponse:
        """Let whose turn it is at the step of the case agree, with the papers the step asks for."""
        now = self.ask(case)
        role, unit = now["step_role"], now["step_unit"]
        (step,) = (one for one in now["ladder"] if one["key"] == now["step"])
        self.brings(case, *step["papers"], role=role, unit=unit)
        act, said = OPINIONS[now["act"]]
        return self.act(self.speaker(role, unit), case, act, step=now["step"], **{**said, **more})

    def decides(self, number: str, *cases: str, unit: str = "") -> TestResponse:
        """Let the chair of the ward, or of another unit, grant by one paper (quyết định)."""
        said = {
            "number": number,
            "unit": unit or self.unit,
            "signer_position": "Chủ tịch",
            "legal_basis": "Law 06/2022/QH15",
            "nominations": [key(one) for one in cases],
        }
        return self.start(self.speaker("leader", unit), "/decisions", **said)

    def submits(self, number: str, case: str, to: str) -> str:
        """Send a case up by one paper (tờ trình); return the address of the paper."""
        now = self.ask(case)
        (step,) = (one for one in now["ladder"] if one["key"] == now["step"])
        self.brings(case, *step["papers"], role=now["step_role"])
        said = {"number": number, "from_unit": self.unit, "to_unit": to, "nominations": [key(case)]}
        reply = self.start(self.speaker("leader"), "/submissions", **said)
        assert reply.status_code == 201, reply.data
        return f"/submissions/{reply.get_json()['id']}"

    def opened(self, reply: TestResponse) -> str:
        """Return the address of a case that was opened."""
        assert reply.status_code == 201, reply.data
        return of(reply.get_json()["id"])


def key(address: str) -> str:
    """Return the id at the end of an address."""
    return address.rpartition("/")[2]


@contextmanager
def ward(folder: Path) -> Iterator[Ward]:
    """Lend the ward on the day of its plan, with nothing done yet."""
    with houses.house(folder) as house:
        yield Ward(house, application(house)).on("2025-04-04")
