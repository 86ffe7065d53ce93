"""Who orders each act there is, and on what: the tables by hand say who may."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.personal.state import person_stream
from domain.register.record import record_stream
from tests import council, lending, reviewing
from tests.api import houses, test_records
from tests.api.badges import badge
from tests.api.test_favourable import BODY as REGIME
from tests.api.test_successors import CHOICE
from tests.authority import elsewhere
from tests.authority.bodies import orders
from tests.authority.cells import admitted
from tests.authority.persons import NOBODY
from tests.authority.places import BUSY, FIRST, HERE, Place, places
from tests.authority.reading import CODE
from tests.authority.rows import Office, is_open, may
from tests.authority.story import case_of
from tests.builders import CASE, DECISION, NOMINEE, PAPER, report
from tests.domain.test_decision import HONOUR
from tests.domain.test_personal import ONE
from tests.filled import stories
from tests.filled.stage import STREET, TEAMS
from tests.filled.words import CASTS, ELSEWHERE, LAST, UPLOAD, Body

NAMED: Mapping[str, str] = tomllib.loads((HERE / "acts.toml").read_text())["rows"]


@dataclass(frozen=True)
class Said:
    """One request: where the house stands, what the address is of, the token, the content."""

    story: str
    ids: Mapping[str, str]
    token: str
    body: Body | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    media: str = "application/json"


IDS: Mapping[str, str] = {
    "nomination": str(CASE),
    "council": str(council.COUNCIL),
    "session": str(council.SESSION),
    "nominee": str(NOMINEE.ref),
    "honour": str(HONOUR),
    "review": str(reviewing.REVIEW),
    "decision": str(DECISION),
    "delegation": str(lending.LENT),
    "submission": str(PAPER),
    "request": str(ONE),
    "message": str(elsewhere.MESSAGE),
    "act": str(elsewhere.CHOICE),
    "sha256": report.sha256,
}
OF_STORY: Mapping[str, Mapping[str, str]] = {
    "a sitting session": {"session": str(stories.SITTING)},
    "a roll to close": {"session": str(stories.ROLL)},
    "a casting session": {"session": str(stories.CASTING)},
    **{name: {"message": str(one.key)} for name, one in stories.ASIDE.items()},
}


def ids_in(story: str) -> Mapping[str, str]:
    """Return what addresses are of where a story ends."""
    return {**IDS, **OF_STORY.get(story, {})}


STARTS = {"nomination": "ward", "delegation": "ward", "choice-proposal": "new-province"}
"""Where somebody sits who starts something of the lines above, where any unit may."""


def who_orders(sort: str, act: str, story: str) -> tuple[str, Office]:
    """Return somebody whom the table by hand lets do an act that is on no case."""
    mine = [row for row in elsewhere.ROWS if (row["sort"], row["act"]) == (sort, act)]
    row = next((one for one in mine if story in one["in"]), mine[0])
    role, unit = row["who"][0].split(" of ")
    seat = "council-member" if role == "anybody" else role
    who = elsewhere.PEOPLE[row["only"][0]] if "only" in row else NOBODY
    return who, (seat, STARTS.get(act, "district") if unit == "any unit" else unit)


def elsewhere_said(operation: str) -> Said:
    """Return an order on what is no case."""
    story, body = ELSEWHERE[operation]
    sort, _, act = NAMED[operation].partition(": ")
    who, (role, unit) = who_orders(sort, act, story)
    return Said(story, ids_in(story), badge(who, role, CODE[unit]), body)


def of_a_case(operation: str) -> Iterator[Said]:
    """Return an order at every place where the table lets somebody give it."""
    act, first = NAMED[operation].removeprefix("case: "), filter(None, [FIRST_AT.get(operation)])
    for place in dict.fromkeys([*first, *places()]):
        offices = [one for one in admitted(place) if may(act, one, frozenset(), place)]
        if is_open(act, place) and offices:
            yield on_the_street(act, place, offices[0])


FIRST_AT: Mapping[str, Place] = {
    "end_posting": Place("returned", FIRST, BUSY),
    "request_confirmation": Place("draft", None, BUSY),
    "record_confirmation": Place("draft", None, BUSY),
    "note_expired_confirmation": Place("draft", None, BUSY),
}
"""Where an act is carried out that is refused at the first place where the table lets somebody."""


def on_the_street(act: str, place: Place, office: Office) -> Said:
    """Return an order on the case of a place."""
    if act == "evidence":
        ids = {**IDS, "nomination": str(case_of(place))}
        token = badge(NOBODY, office[0], CODE[office[1]])
        return Said(STREET, ids, token, UPLOAD, media="multipart/form-data")
    path, body = orders(place)[act]
    body = {**body, "effective_on": LAST} if act == "submission" else body
    kind, thing = path.split("/")[1:3] if path.count("/") > 1 else ("", "")
    ids = {**IDS, "nomination": str(case_of(place))}
    ids |= {kind.removesuffix("s"): thing} if kind else {}
    return Said(STREET, ids, badge(NOBODY, office[0], CODE[office[1]]), body)


IN_STORIES: Mapping[str, Said] = {
    "assign_successor": Said(
        "a choice agreed to", IDS, badge("keeper", "directory-keeper", "31"), CHOICE
    ),
    "carry_record_on": Said(
        STREET,
        {**IDS, "nominee": str(TEAMS[2])},
        badge("keeper", "directory-keeper", "31"),
        {"forerunner": str(TEAMS[0]), **test_records.ON},
    ),
    "choose_regime": Said(
        "in October 2026", IDS, badge("secretary", "council-secretary", "10532"), REGIME
    ),
}


def ordered(operation: str) -> list[Said]:
    """Return what orders an operation: the first is carried out."""
    if operation in IN_STORIES:
        return [IN_STORIES[operation]]
    if operation in ELSEWHERE:
        return [elsewhere_said(operation)]
    return list(of_a_case(operation))


def cast(house: houses.House) -> Said:
    """Return a ballot that is cast under no name, made with a key of the house."""
    one = stories.taken(house)[1]
    body = {**CASTS, "nonce": one.nonce, "choice": one.choice.value, "proof": one.proof}
    return Said("a casting session", ids_in("a casting session"), "", body)


def stream_of(address: str, ids: Mapping[str, str]) -> UUID:
    """Return the stream whose version an order on an address names."""
    thing = UUID(ids[address.split("{")[1].partition("}")[0]])
    if "/titles" in address:
        return record_stream(thing)
    return person_stream(thing) if "/nominees/" in address else thing
