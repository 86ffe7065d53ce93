"""How the data of a person looks, and what was asked of it."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from api.shapes import Receipt
from projections.person_requests import PersonRequest


class PersonRequestShown(PersonRequest):
    """What a person asked, by when it is to be answered and done."""


class PersonRequestPage(TypedDict):
    """Requests, the first due first."""

    items: list[PersonRequestShown]


class ParticularsShown(TypedDict):
    """
    What papers told of a person beside the name; None where none did.

    `vouched` says that a fact committed to just these: nobody changed them beside the log.
    """

    identity_number: str | None
    sex: str | None
    phone: str | None
    email: str | None
    address: str | None
    vouched: bool


class PersonShown(TypedDict):
    """
    What is kept of a person; no name where they are erased or have none.

    `version` is that of the acts on their data, `restricted` says that the name is held back.
    """

    person: UUID
    version: int
    kinds: list[str]
    units: list[str]
    name: str | None
    note: str | None
    particulars: ParticularsShown | None
    former: list[str]
    restricted: bool
    erased: bool
    cases: list[UUID]
    requests: list[PersonRequestShown]


class PersonExport(PersonShown):
    """
    The same with every case file and honour as everybody is told of it, to be handed to the person.

    Not in it: the papers, which the files name by digest; letters and words of reviews, which are
    other people's too; who read it, which `reads` tells; titles declared and records of before.
    """

    files: list[dict[str, object]]
    honours: list[dict[str, object]]


class CarriedOut(Receipt):
    """Where the effect stands, and whether something of who is erased still has to go."""

    waits: bool


class PersonRead(TypedDict):
    """That somebody read what is kept of a person."""

    person: UUID
    reader: str
    roles: list[str]
    way: str
    at: datetime


class PersonReads(TypedDict):
    """Who read what is kept of a person, the first first."""

    items: list[PersonRead]
