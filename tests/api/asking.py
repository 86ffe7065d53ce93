"""Somebody who may act in every way asks the API for one thing or another, right in the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.council.state import council_of
from domain.register.decide import honour_of
from services.stores import Claims
from tests.api.abroad import HERE, Land
from tests.api.addressed import Json, Spot, put
from tests.api.badges import ISSUER
from tests.builders import NOON

ROLES = (
    "nominating-officer council-secretary council-member council-chair appraiser clerk leader"
    " consulted-agency auditor inspector data-officer directory-keeper"
)
UNITS = frozenset({HERE.ward, HERE.district})
WHO = Claims("member-1", frozenset(ROLES.split()), UNITS, "TM")
EVERYROLE = ISSUER.issue(WHO, timedelta(days=2 * 365), NOON - timedelta(days=365))
"""Somebody who may act in every way, in a ward and a district far from those of the others."""
CASES = {"nomination", "nominations", "order", "granted"}
PEOPLE = {"nominee", "ref", "person", "forerunner"}
DIGESTS = {"sha256", "evidence", "minutes", "paper", "papers", "nonce", "digest"}
THINGS = {"submission", "session", "review", "request", "message", "act"}
OPEN = {
    "honour": "the register is published (ADR 84)",
    "builds_on": "honours, as above",
    "decision": "decisions are published (ADR 84)",
    "council": "councils and their members are published (ADR 84)",
    "delegation": "delegations are published, else nobody could check who signs (ADR 84)",
}
"""What everybody who is signed in may know of, and why."""
OPEN_HERE = {
    "list_honours": "the register is published, by whatever it is asked for",
    "cast_ballot": "a ballot is cast under no name, so there is nobody to hold a session against",
    "appoint_council": "a seat names somebody by a reference that nothing is looked up by",
    "appoint_members": "as above",
    "declare_title": "who names a digest has the bytes; the store is one for all (ADR 43)",
}
"""Operations in which what is named is known to all, though elsewhere it is not."""
STATES = {
    "answer_submission": "way",
    "convene_session": "voting",
    "issue_decision": "deciding",
    "annul": "granted",
    "conclude_review": "granted",
    "record_vote": "voting",
}
POSSIBLE, LEAST = "show_possible_acts", 100
LISTS = {"dispatch", "issue_decision", "convene_session", "answer_submission"}
SORTS = {
    "session": "session",
    "review": "review",
    "nominee": "nominee",
    "parked-message": "message",
    "house-act": "act",
}
OPEN_SORTS = {"council", "decision", "delegation", "honour", "start"}
BODIES: dict[str, Json] = {
    "nominate": {
        "nominee": {"ref": ""},
        "unit": HERE.ward,
        "award": "gk-phuong",
        "achievement": "Paperless",
    },
    "close_session": {"not_returned": [{"nomination": "", "ballots": 1}]},
}
PLACES = {"from_unit": HERE.ward, "to_unit": HERE.district}
PAPER = {"paper": "report", "form": "original", "title": "Báo cáo"}


def things(name: str, land: Land, digest: str) -> list[object]:
    """Return what may stand under a name in a country."""
    if name in CASES:
        return [*land.cases.values()]
    if name in {"id", "stream"}:
        return [land.cases["waiting"], land.id("submission"), land.id("review")]
    if name in PEOPLE:
        return [land.id("nominee")]
    if name in DIGESTS:
        return [digest]
    if name == "session":
        return [land.id("session"), land.id("called")]
    if name in OPEN:
        return [opened(name, land)]
    assert name in THINGS, f"of whom is {name}? is it open to all, and why?"
    return [land.id(name)]


def opened(name: str, land: Land) -> UUID:
    """Return what is open to all and stands under a name."""
    if name == "council":
        return council_of(land.district)
    own = {"decision": "decision", "delegation": "delegation"}
    return land.id(own[name]) if name in own else honour_of(land.cases["granted"])


@dataclass(frozen=True)
class Asking:
    """Somebody who asks the API for what its description says, about one thing or another."""

    client: FlaskClient
    described: Json
    spots: Sequence[Spot]
    digest: str
    bearer: str

    def sorts(self) -> set[str]:
        """Return the sorts of things of which acts are told."""
        asked = self.described["paths"]["/api/v1/possible-acts"]["get"]["parameters"]
        return {
            sort for one in asked if one.get("name") == "sort" for sort in one["schema"]["enum"]
        }

    def own(self, name: str, operation: str, *, of_a_session: bool) -> object:
        """Return what of their own stands under a name in an operation."""
        if name in CASES:
            return HERE.cases["voting" if of_a_session else STATES.get(operation, "submitting")]
        return things(name, HERE, self.digest)[0]

    def address(self, spot: Spot, thing: object) -> str:
        """Return an address that names the thing, or own ones."""
        found = spot.address
        for name in re.findall(r"{(\w+)}", found):
            own = self.own(name, spot.operation, of_a_session=False)
            value = thing if (spot.where, spot.at) == ("path", name) else own
            found = found.replace(f"{{{name}}}", str(value))
        return found

    def body(self, spot: Spot, thing: object) -> Json:
        """Return the example of a body with own things in it, and the thing in its place."""
        found = self.example(spot)
        voted = "{session}" in spot.address
        for one in self.spots:
            if (one.operation, one.where) == (spot.operation, "body") and held(found, one.at):
                found = put(found, one.at, self.own(one.name, one.operation, of_a_session=voted))
        return put(found, spot.at, thing) if spot.where == "body" else found

    def example(self, spot: Spot) -> Json:
        """Return a body as the description shows it, from an own ward to its own district."""
        taken = self.described["paths"][spot.address][spot.method].get("requestBody", {})
        shown = [one.get("example") for one in taken.get("content", {}).values()]
        found = dict(BODIES.get(spot.operation) or next(iter(shown), None) or {})
        return found | {key: code for key, code in PLACES.items() if key in found}

    def send(self, spot: Spot, thing: object, version: int | None, **query: str) -> TestResponse:
        """Send a request that is right in all but the thing."""
        headers = {"Idempotency-Key": uuid4().hex}
        if spot.operation != "cast_ballot":
            headers["Authorization"] = f"Bearer {self.bearer}"
        if version:
            headers["If-Match"] = f'"{version}"'
        address, body = self.address(spot, thing), self.body(spot, thing)
        if spot.method == "get":
            asked = query | ({spot.at: str(thing)} if spot.where == "query" else {})
            return self.client.get(address, query_string=asked, headers=headers)
        if spot.operation == "add_evidence":
            form = {"file": (BytesIO(b"%PDF-1.7"), "a.pdf", "application/pdf"), **PAPER}
            return self.client.post(address, data=form, headers=headers)
        return self.client.post(address, json=body, headers=headers)


def held(body: Json, at: str) -> bool:
    """Say whether an example names something at a place."""
    return at.partition(".")[0].removesuffix("[]") in body
