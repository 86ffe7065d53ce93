"""What clerks of a ward and its city do with two cases: from the draft to an annulled decision."""

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass

WARD, CITY = "10531", "288"
DAY = "2025-04-15"
LAST = "annulment"
BOUNDARY = "clerks"
FORM = f"multipart/form-data; boundary={BOUNDARY}"
DESKS = {
    "officer": ("nominating-officer", WARD),
    "secretary": ("council-secretary", WARD),
    "chairman": ("leader", WARD),
    "appraiser": ("appraiser", CITY),
    "council": ("council-secretary", CITY),
    "mayor": ("leader", CITY),
}


V1 = "/api/v1"


@dataclass(frozen=True, slots=True)
class Order:
    """What a desk sends; `kind` says which act it is, `version` which one of it was seen."""

    kind: str
    desk: str
    path: str
    body: bytes
    version: int | None = None
    form: str = "application/json"


Story = Generator[Order, str, None]
"""Orders, one after the other; each is answered with the id of what it was about."""


def order(
    kind: str, desk: str, path: str, told: Mapping[str, object], version: int | None = None
) -> Order:
    """Return an order of the day of the clerks."""
    body = json.dumps({**told, "effective_on": DAY}).encode()
    return Order(kind, desk, f"{V1}/{path}", body, version)


def opening(name: str, case: str) -> Order:
    """Return the order that opens a case."""
    nominee = {"kind": "person", "name": f"Ngô Văn Mẫu {name}", "unit": WARD}
    told = {"unit": WARD, "award": "gk-tp", "achievement": f"Kept at {name}, {case}"}
    return order("opening", "officer", "nominations", {**told, "nominee": nominee})


def paper(case: str, desk: str, version: int, kind: str) -> Order:
    """Return the order that puts a paper of its own into a case."""
    told = {"paper": kind, "form": "original", "title": kind, "effective_on": DAY}
    parts = [f'name="{name}"\r\n\r\n{said}' for name, said in told.items()]
    content = f"{kind} of {case}"
    parts.append(f'name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n{content}')
    lines = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {one}\r\n" for one in parts)
    body = f"{lines}--{BOUNDARY}--\r\n".encode()
    return Order(f"evidence {kind}", desk, f"{V1}/nominations/{case}/evidence", body, version, FORM)


def a_letter(name: str) -> Story:
    """Bring two cases up in one submission, grant them in one decision, and annul it in part."""
    cases = [(yield opening(name, "one")), (yield opening(name, "two"))]
    for case in cases:
        yield from filed(case)
    up = {"number": f"{name}/TTr", "from_unit": WARD, "to_unit": CITY, "nominations": cases}
    letter = yield order("submission", "chairman", "submissions", up)
    answers = [{"nomination": one, "verdict": "accept"} for one in cases]
    told = {"answers": answers}
    yield order("answers", "appraiser", f"submissions/{letter}/answers", told, 1)
    for case in cases:
        yield from climbed(case)
    yield from decided(name, cases)


def filed(case: str) -> Story:
    """Bring the papers of a draft, hand it in, and agree to it in the ward."""
    yield paper(case, "officer", 1, "proposal-letter")
    yield paper(case, "officer", 2, "achievement-report")
    yield order("filing", "officer", f"nominations/{case}/filing", {}, 3)
    yield paper(case, "secretary", 4, "council-minutes")
    yield endorsement(case, "secretary", 5, "ward-review")


def climbed(case: str) -> Story:
    """Appraise a received case and agree to it in the city."""
    told = {"step": "district-appraise", "favourable": True, "findings": "In order"}
    yield order("appraisal", "appraiser", f"nominations/{case}/appraisals", told, 9)
    yield endorsement(case, "council", 11, "district-review")


def endorsement(case: str, desk: str, version: int, step: str) -> Order:
    """Return the order that agrees to a case at a step."""
    told = {"step": step, "reason": "Deserved"}
    return order(f"endorsement {step}", desk, f"nominations/{case}/endorsements", told, version)


def decided(name: str, cases: list[str]) -> Story:
    """Grant cases, so that they enter the register; annul the grant of the first."""
    signed = {"signer_position": "Chủ tịch", "legal_basis": "Luật 06/2022/QH15"}
    about = {"number": f"{name}/QĐ", "unit": CITY, "nominations": cases}
    decision = yield order("decision", "mayor", "decisions", {**signed, **about})
    why = {"ground": "false-papers", "detail": "the report was another's"}
    told = {**why, "number": f"{name}/QĐ-H", "unit": CITY, "nominations": cases[:1]}
    yield order(LAST, "mayor", f"decisions/{decision}/annulments", told, 1)
