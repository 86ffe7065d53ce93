"""For the drill of erasure: what is written about a person beside their case, over HTTP."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from domain.facts import Event
from domain.nomination.events import NominationFiled, NominationGranted
from domain.register.decide import honour_of
from infra.house import System
from services.ports import Append
from tests.api.marked import Drill
from tests.builders import LADDER, NOMINEE, opened
from tests.domain.test_decision import entry, paper
from tests.plain_house import PAST

ON, UNIT = date(2026, 1, 15), "10532"
ENVELOPE = replace(PAST, effective_on=ON)
STEP = LADDER.steps[-1]
ASKED, AGENCY = replace(LADDER.steps[0], unit=UNIT), UNIT
DECIDE = replace(STEP, key="decide", level="ward", unit=UNIT)


def denounced(case: str, drill: Drill, voice) -> int:
    """Let a denunciation that names the person come, and be unfounded; return the version."""
    who, at = ("second-officer", "nominating-officer"), f"/nominations/{case}"
    letter = {"kind": "denunciation", "reference": "1/TC", "name": f"Lê {drill.mark}"}
    letter |= {"content": f"{drill.mark} khai gian"}
    told = voice.say(*who, f"{at}/complaints", letter, version=3)
    settled = {"reference": "1/TC", "outcome": "unfounded", "reason": "checked"}
    judge, seen = ("appraiser", "appraiser"), told["version"]
    told = voice.say(*judge, f"{at}/complaint-settlements", settled, version=seen)
    return int(told["version"])


def put_right(person: UUID, drill: Drill, voice, system: System) -> None:
    """Put a name right once more, as the person asks."""
    data, at = ("data", "data-officer"), f"/nominees/{person}"
    said = {"kind": "correction", "received_on": datetime.now(UTC).date().isoformat()}
    voice.say(*data, f"{at}/requests", said, key=f"right-{person}")
    assert system.reach(system.ledger.last_position(), 120)
    one = voice.say(*data, f"/person-requests?person={person}", None)["items"][0]["request"]
    voice.say(*data, f"{at}/requests/{one}/answer", {"outcome": "accepted"}, version=1)
    right = {"name": f"Phạm {drill.mark}", "particulars": drill.particulars()}
    voice.say(*data, f"{at}/requests/{one}/carrying-out", right, version=2)


def honoured(person: UUID, drill: Drill, voice, system: System) -> None:
    """Let a person have an award too, a complaint about it, and a review of its decision."""
    case, decision = uuid5(person, "case"), uuid5(person, "decision")
    honour, whom = honour_of(case), replace(NOMINEE, ref=person, unit=UNIT)
    ladder = replace(LADDER, steps=(DECIDE,))
    begun = replace(opened, nominee=whom, unit=UNIT, ladder=ladder)
    filed = NominationFiled("decide", ON)
    _given(system, case, begun, filed, NominationGranted("decide", decision, honour))
    grants = (replace(paper.grants[0], nomination=case, honour=honour),)
    _given(system, decision, replace(paper, dated=ON, unit=UNIT, grants=grants))
    theirs = replace(entry, nomination=case, decision=decision, nominee=whom, level="ward")
    _given(system, honour, replace(theirs, granted_by=UNIT, granted_on=ON))
    clerk, at = ("clerk", "clerk"), f"/honours/{honour}"
    letter = {"kind": "complaint", "reference": "2/KN", "name": f"Lê {drill.mark}"}
    letter |= {"content": f"không phải {drill.mark}"}
    voice.say(*clerk, f"{at}/complaints", letter, version=1)
    settled = {"reference": "2/KN", "outcome": "unfounded", "reason": "checked"}
    voice.say("second-clerk", "clerk", f"{at}/complaint-settlements", settled, version=2)
    _reviewed(decision, drill, voice)


def consulted(person: UUID, voice, system: System) -> None:
    """Let an agency be asked about one more case of a person and answer; then the case ends."""
    case, whom = uuid5(person, "asked"), replace(NOMINEE, ref=person, unit=UNIT)
    ladder = replace(LADDER, steps=(ASKED,))
    begun = replace(opened, nominee=whom, unit=UNIT, ladder=ladder)
    _given(system, case, begun, NominationFiled(ASKED.key, ON))
    secretary, at = ("secretary", "council-secretary"), f"/nominations/{case}"
    question = {"agency": AGENCY, "subject": "Taxes", "working_days": 5}
    asking = {"step": ASKED.key, "questions": [question]}
    voice.say(*secretary, f"{at}/consultations", asking, version=2)
    said = {"agency": AGENCY, "opinion": "agrees", "words": "Nothing owed"}
    voice.say("tax", "consulted-agency", f"{at}/agency-opinions", said, version=3)
    ending = {"reason": "moved away"}
    voice.say("officer", "nominating-officer", f"{at}/withdrawal", ending, version=4)


def _reviewed(decision: UUID, drill: Drill, voice) -> None:
    """Let an auditor ask, find and conclude, and the audited answer, with the name in all words."""
    auditor, words = ("auditor", "auditor"), {"words": f"về {drill.mark}"}
    opening = {"decision": str(decision), "number": f"{decision}", "ground": "plan"}
    review = voice.say(*auditor, "/reviews", opening, key=f"review-{decision}")["id"]
    put, at = {"unit": UNIT, "working_days": 5, **words}, f"/reviews/{review}"
    voice.say(*auditor, f"{at}/questions", {"reference": "1", **put}, version=1)
    voice.say("chief", "leader", f"{at}/answers", {"reference": "1", **words}, version=2)
    voice.say(*auditor, f"{at}/conclusion", {"outcome": "upheld", **words}, version=3)
    voice.say("other", "auditor", f"{at}/closing", {}, version=4)


def _given(system: System, stream: UUID, *facts: Event) -> None:
    """Let facts have happened that nobody here has to bring about."""
    system.ledger.append([Append(stream, 0, facts)], ENVELOPE)
