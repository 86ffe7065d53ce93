"""Two countries side by side: whoever acts in one sees the other as if it were not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from uuid import UUID, uuid5

from domain.council.events import CouncilAppointed, SessionConvened, SessionOpened
from domain.council.state import council_of
from domain.decision.events import Grant
from domain.delegation.events import Scope
from domain.facts import Event
from domain.hearing.events import ComplaintReceived
from domain.house_acts.events import HouseActListed, HouseActProposed
from domain.house_acts.state import BOOK_STREAM, act_stream
from domain.nomination.events import (
    EvidenceAdded,
    NominationForwarded,
    NominationGranted,
    NominationReceived,
    Nominee,
)
from domain.parking.events import MessageParked, Place, Reason
from domain.personal.events import PersonRequestReceived
from domain.personal.state import person_stream
from domain.register.decide import honour_of
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled, TitleDeclared
from domain.register.record import record_stream
from domain.review.events import ReviewOpened
from domain.submission.events import SubmissionDispatched
from services.letters import COMPLAINT, letter_ref
from services.stores import LETTER, Name
from tests import builders as b
from tests.api.houses import House
from tests.council import BASIS, JANUARY, SIGNER, arrived, item, seats, there
from tests.domain.test_decision import at_decision, entry
from tests.domain.test_decision import paper as granting
from tests.lending import GIVEN

CASES = {
    "draft": (b.opened,),
    "waiting": b.WAITING,
    "submitting": b.at_submit,
    "way": (*b.at_submit, b.up),
    "voting": arrived,
    "deciding": at_decision,
}
LETTER_KEY = "12/KN"
DAYS = b.APRIL, b.APRIL, b.APRIL


@dataclass(frozen=True)
class Land:
    """A ward, its district and its province, and under which ids things stand there."""

    ward: str
    district: str
    province: str

    def id(self, name: str) -> UUID:
        """Return the id of something."""
        return self.act if name == "act" else uuid5(b.SPACE, f"{self.ward} {name}")

    @property
    def cases(self) -> dict[str, UUID]:
        """Return the cases by where they stand."""
        return {name: self.id(name) for name in (*CASES, "granted")}

    @property
    def act(self) -> UUID:
        """Return the act on the house by which somebody proposed where the waiting case goes on."""
        return act_stream("assignment", str(self.cases["waiting"]))

    @property
    def digest(self) -> str:
        """Return the digest of that paper."""
        return sha256(self.paper).hexdigest()

    @property
    def paper(self) -> bytes:
        """Return what the paper in the file of the case says that waits."""
        return f"%PDF-1.7 of {self.ward}".encode()

    def its(self, fact: Event) -> Event:
        """Return a fact as it would be here: other units, other papers, another nominee."""
        codes = {b.WARD: self.ward, b.DISTRICT: self.district, b.PROVINCE: self.province}
        if isinstance(fact, type(b.opened)):
            steps = tuple(replace(one, unit=codes[one.unit]) for one in fact.ladder.steps)
            ladder, who = (
                replace(fact.ladder, steps=steps),
                Nominee(self.id("nominee"), "person", self.ward),
            )
            return replace(fact, nominee=who, unit=self.ward, ladder=ladder)
        if isinstance(fact, NominationForwarded | NominationReceived):
            return replace(fact, submission=self.id("submission"))
        return fact


HERE, THERE = Land("00004", "001", "01"), Land(b.WARD, b.DISTRICT, b.PROVINCE)


def facts(land: Land, digest: str) -> Iterator[tuple[UUID, Sequence[Event]]]:
    """Tell all that happened in a country."""
    cases = land.cases
    own = EvidenceAdded(digest, 9, "application/pdf", "report", "original", "R")
    letter = letter_ref(cases["waiting"], COMPLAINT, LETTER_KEY)
    for name, told in CASES.items():
        more: list[Event] = []
        if name == "waiting":
            more = [own, ComplaintReceived("complaint", LETTER_KEY, letter)]
        yield cases[name], [*(land.its(one) for one in told), *more]
    yield docket_stream(land.id("nominee")), [CaseEnrolled(one) for one in cases.values()]
    yield from papers(land)
    yield from council(land)
    yield from beside(land, digest)


def papers(land: Land) -> Iterator[tuple[UUID, Sequence[Event]]]:
    """Tell of a submission, a decision, its honour and a review of it."""
    case, decision = land.cases["granted"], land.id("decision")
    honour, nominee = honour_of(case), Nominee(land.id("nominee"), "person", land.ward)
    sent = SubmissionDispatched("5/TTr", b.APRIL, land.ward, land.district, (land.cases["way"],))
    done = NominationGranted("district-decision", decision, honour)
    grant = (Grant(case, honour, "gk-tp"),)
    told = replace(
        entry, nomination=case, decision=decision, nominee=nominee, granted_by=land.district
    )
    yield case, [*(land.its(one) for one in at_decision), done]
    yield land.id("submission"), [sent]
    yield decision, [replace(granting, unit=land.district, grants=grant)]
    yield honour, [told]
    path = (land.ward, land.district)
    yield (
        land.id("review"),
        [ReviewOpened(decision, "1/KT", "plan", land.district, path, land.district, (3,), ())],
    )


def council(land: Land) -> Iterator[tuple[UUID, Sequence[Event]]]:
    """Tell of a council, its session that sits, and power that was lent."""
    body, case = council_of(land.district), land.cases["voting"]
    called = SessionConvened(body, land.district, b.APRIL, seats(3), (item(case=case),))
    sits = SessionOpened(there(1, 2, 3), 1, (SIGNER.key(case),))
    lent = replace(
        GIVEN, delegator="secretary", delegate="deputy", scope=Scope(land.ward, "council-secretary")
    )
    yield body, [CouncilAppointed(land.district, seats(3), "1/QĐ", JANUARY, BASIS)]
    yield land.id("session"), [called, sits]
    yield land.id("called"), [called]
    yield land.id("delegation"), [lent]


def beside(land: Land, digest: str) -> Iterator[tuple[UUID, Sequence[Event]]]:
    """Tell of a title, of what a person asked, and of a message that was put aside."""
    person = land.id("nominee")
    title = TitleDeclared(person, "cstdcs", 2023, "45/QĐ", b.APRIL, "UBND", digest, land.ward, "x")
    asked = PersonRequestReceived(person, land.id("request"), "access", *DAYS, "?", False)
    why = (Reason("json-malformed", "it is no JSON"),)
    yield record_stream(person), [title]
    yield person_stream(person), [asked]
    yield land.id("message"), [MessageParked("urn:x", "t.v1", "0" * 64, 9, Place("in", 0, 7), why)]


def proposed(house: House, land: Land) -> None:
    """Let somebody have proposed where the case of a country that waits goes on."""
    case, until = str(land.cases["waiting"]), b.APRIL.replace(year=2030)
    said = HouseActProposed("assignment", case, "0" * 64, "x", "why", land.district, until)
    house.given(BOOK_STREAM, HouseActListed(land.act, "assignment", case))
    house.given(land.act, said)


def settled(house: House, land: Land) -> str:
    """Let a country be; return the digest of a paper that is kept there."""
    kept = house.evidence.put(BytesIO(land.paper), "application/pdf").sha256
    house.asleep = True
    for stream, told in facts(land, kept):
        house.given(stream, *told)
    proposed(house, land)
    house.asleep = False
    house.wake()
    letter = letter_ref(land.cases["waiting"], COMPLAINT, LETTER_KEY)
    house.people.add(letter, LETTER, Name("Somebody", "something"))
    house.people.add(land.id("nominee"), "person", Name("Nguyễn Thị Bưởi", ""))
    return kept
